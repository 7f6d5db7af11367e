import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground, type Room } from '../support/playground';

let demonstration: Demonstration;
let playground: Playground;
let chat: Room;
let desk: Room;

beforeAll(async () => {
  demonstration = await startDemonstration({ ORGANISATION: 'contact-north' });
  playground = await openPlayground(demonstration);
  chat = playground.chat;
  desk = playground.channel('General');
}, startsWithinMs);

afterAll(async () => {
  playground?.close();
  await demonstration?.end();
});

test('another registered method in reach is used first, and what was lost is replaced', async () => {
  await chat.say('I lost my phone');
  await chat.press("Microsoft Authenticator app: Alex's phone");
  await chat.press('Choose another one');
  await chat.press('Mobile phone: +44 •••• ••56');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > I lost my phone

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague]

   > [Microsoft Authenticator app: Alex's phone]

     | Microsoft Authenticator app
     | At the sign-in page choose “Sign in another way”, then the approval in the app. Type the number that the page shows.
     | Once you are in, replace what you lost, so that it cannot be used any more.
     | [Change my phone number] [Remove a sign-in method] [Choose another one] [That does not work either] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Choose another one]

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague]

   > [Mobile phone: +44 •••• ••56]

     | Mobile phone
     | At the sign-in page choose “Sign in another way”, then the text message or the call to this number.
     | Once you are in, replace what you lost, so that it cannot be used any more.
     | [Remove a sign-in method] [Choose another one] [That does not work either] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('where nothing is registered the form comes at once', async () => {
  await chat.say('be Adele');
  playground.transcript();
  await chat.say('I lost my phone');
  expect(chat.newest()).toContain('Report lost access');
  await chat.say('be Alex');
  playground.transcript();
});

test('a prompt that nobody started: first what to do this minute', async () => {
  await chat.say('what is MFA?');
  await chat.say('I got a sign-in request that I did not make');
  expect(chat.newest()).toContain('!! Do this first, now:');
  playground.transcript();
});

test('a ticket is corrected, withdrawn and reopened by its person', async () => {
  await chat.say('my phone fell in the canal');
  await chat.press('None of them');
  await chat.press('Send to the service desk', {
    'How and when can the desk reach you?': 'at desk 12',
  });
  playground.transcript();
  await chat.press('Correct what I wrote > Send', {
    'Correct what I wrote': 'my phone fell in the lake',
  });
  await chat.press('I no longer need it');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Correct what I wrote > Send]
         Correct what I wrote: my phone fell in the lake

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: Received, waiting for an agent
     | What happens next: The service desk has your ticket. An agent checks who you are before anything is changed, then contacts you as you asked.
     | Service desk: ITWS (Information Technology & Web Services)
     | What you reported
     | my phone fell in the lake
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the lake
     |     [Send]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@contactnorth.ca
     | How to reach: at desk 12
     | Urgency: normal
     | State: Open
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | To be taken by: ‹time› UTC
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | A prompt, code or call that you did not start
     | What multi-factor authentication (MFA) does for you
     | Conversation
     | Alex Wilber · corrects what was written · ‹time› UTC
     | my phone fell in the lake
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   > [I no longer need it]

     (this card changes)
     | ok Ticket MFA-1001 · Lost access
     | State: Withdrawn by you
     | What happens next: Nothing more happens. If you need it after all, reopen the ticket below.
     | Service desk: ITWS (Information Technology & Web Services)
     | What you reported
     | my phone fell in the lake
     | [It is not solved: reopen]

     in General

     (this card changes)
     | ok MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@contactnorth.ca
     | How to reach: at desk 12
     | Urgency: normal
     | State: Withdrawn by the person
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | What the bot told them
     | A prompt, code or call that you did not start
     | What multi-factor authentication (MFA) does for you
     | Conversation
     | Alex Wilber · corrects what was written · ‹time› UTC
     | my phone fell in the lake
     | [Reopen]
  `);
  await chat.press('It is not solved: reopen');
  expect(chat.newest()).toContain('Received, waiting for an agent');
  playground.transcript();
});

test('a colleague is reported: a ticket of its own, of which nobody but the desk hears', async () => {
  await chat.say('be Megan');
  playground.transcript();
  await chat.say('my colleague Alex is locked out');
  await chat.press('Send to the service desk', {
    'Your colleague’s name or work address': 'Alex Wilber',
    'How and when can the desk reach your colleague?': 'at my desk',
  });
  await chat.say('what became of my ticket?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > my colleague Alex is locked out

     | Report for a colleague
     | The service desk gets this at once. It reaches your colleague by what it has on file, and checks who they are before anything is changed.
     | Your colleague’s name or work address*: ____
     | What happened to your colleague?*: my colleague Alex is locked out
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach your colleague?*: ____ (at my desk, until 5 pm)
     | [ ] Somebody else may have their phone or know a code of theirs
     | Do not write passwords or codes here.
     | [Send to the service desk]

   > [Send to the service desk]
         Your colleague’s name or work address: Alex Wilber
         How and when can the desk reach your colleague?: at my desk

     (this card changes)
     | ok Ticket MFA-1002
     | Thank you. The service desk has your report.
     | It reaches your colleague by what it has on file. For your colleague’s privacy you hear nothing more about it here.

     in General

     | MFA-1002 · Lost access
     | Who: Alex Wilber (typed, not checked)
     | Reported by: Megan Bowen
     | May be about the same: MFA-1001
     | How to reach: at my desk
     | Urgency: normal
     | State: Open
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | To be taken by: ‹time› UTC
     | What was reported
     | my colleague Alex is locked out
     | Registered methods
     | none, or not readable
     | ! What was proven
     | ! Nothing of the person: a colleague reported it, signed in to Teams, and typed whom it is about. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   > what became of my ticket?

     You have no tickets. If you cannot sign in, tell me what happened.
  `);
  await chat.say('be the desk');
  await desk.press('Take');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   General > [Take]

     (this card changes)
     | MFA-1002 · Lost access
     | Who: Alex Wilber (typed, not checked)
     | Reported by: Megan Bowen
     | May be about the same: MFA-1001
     | How to reach: at my desk
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: ITWS (Information Technology & Web Services)
     | What was reported
     | my colleague Alex is locked out
     | Registered methods
     | none, or not readable
     | ! What was proven
     | ! Nothing of the person: a colleague reported it, signed in to Teams, and typed whom it is about. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Resolve ...] [Hand over ...]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
  await chat.say('be Alex');
  playground.transcript();
});

test('the same in French', async () => {
  await chat.say('J’ai perdu mon téléphone');
  await chat.press('Cellulaire: +44 •••• ••56');
  await chat.press('Cela ne fonctionne pas non plus');
  await chat.press('Envoyer au centre de services', {
    'Comment et quand le centre de services peut-il vous joindre?': 'au téléphone de ma sœur',
  });
  await chat.say('ma collègue Adèle ne peut plus se connecter');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > J’ai perdu mon téléphone

     | Lesquelles avez-vous encore?
     | Elles sont inscrites pour vous. Une seule suffit pour vous connecter maintenant.
     | [Application Microsoft Authenticator: Alex's phone] [Cellulaire: +44 •••• ••56]
     | [Aucune] [Signaler pour un collègue]

   > [Cellulaire: +44 •••• ••56]

     | Cellulaire
     | À la page de connexion, choisissez « Sign in another way », puis le texto ou l’appel à ce numéro.
     | Une fois dans votre compte, remplacez ce que vous avez perdu, pour que plus personne ne puisse s’en servir.
     | [Retirer une méthode de connexion] [En choisir une autre] [Cela ne fonctionne pas non plus] [Ouvrir ma page « Security info » -> https://mysignins.microsoft.com/security-info]

   > [Cela ne fonctionne pas non plus]

     | Signaler un accès perdu
     | Le centre de services reçoit ceci tout de suite, avec ce qu’il lui faut. Il vérifiera qui vous êtes avant tout changement.
     | Que s’est-il passé?*: J’ai perdu mon téléphone
     | Depuis quand?: ____ (par exemple ce matin)
     | Comment et quand le centre de services peut-il vous joindre?*: ____ (au téléphone d’une collègue, avant 17 h)
     | [ ] Quelqu’un d’autre a peut-être mon téléphone ou connaît mon code
     | N’écrivez ici ni mot de passe ni code.
     | [Envoyer au centre de services]

   > [Envoyer au centre de services]
         Comment et quand le centre de services peut-il vous joindre?: au téléphone de ma sœur

     (this card changes)
     | Billet MFA-1001 · Accès perdu
     | Vous avez déjà un billet ouvert. Ce que vous avez écrit y a été ajouté.
     | État: Reçu, en attente de prise en charge
     | La suite: Le centre de services a votre billet. Une personne du centre vérifie qui vous êtes avant tout changement, puis vous joint comme vous l’avez demandé.
     | Centre de services: ITWS (Information Technology & Web Services)
     | Ce que vous avez signalé
     | my phone fell in the lake
     | Conversation
     | Vous · ‹time› UTC
     | J’ai perdu mon téléphone · au téléphone de ma sœur
     | [Ajouter un mot ...] [Corriger ce que j’ai écrit ...] [Je n’en ai plus besoin]
     |   Ajouter un mot ...
     |     Ajouter un mot*: ____
     |     [Envoyer]
     |   Corriger ce que j’ai écrit ...
     |     Corriger ce que j’ai écrit*: J’ai perdu mon téléphone · au téléphone de ma sœur
     |     [Envoyer]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@contactnorth.ca
     | How to reach: at desk 12
     | Urgency: normal
     | State: Open
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | To be taken by: ‹time› UTC
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | A prompt, code or call that you did not start
     | What multi-factor authentication (MFA) does for you
     | Conversation
     | Alex Wilber · corrects what was written · ‹time› UTC
     | my phone fell in the lake
     | Alex Wilber · ‹time› UTC
     | J’ai perdu mon téléphone · au téléphone de ma sœur
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   > ma collègue Adèle ne peut plus se connecter

     | Signaler pour un collègue
     | Le centre de services reçoit ceci tout de suite. Il joint votre collègue d’après le dossier et vérifie qui c’est avant tout changement.
     | Nom ou adresse professionnelle de votre collègue*: ____
     | Qu’est-il arrivé à votre collègue?*: ma collègue Adèle ne peut plus se connecter
     | Depuis quand?: ____ (par exemple ce matin)
     | Comment et quand le centre de services peut-il joindre votre collègue?*: ____ (à mon bureau, avant 17 h)
     | [ ] Quelqu’un d’autre a peut-être son téléphone ou connaît un de ses codes
     | N’écrivez ici ni mot de passe ni code.
     | [Envoyer au centre de services]
  `);
});
