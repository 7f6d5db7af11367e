import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground } from '../support/playground';
import { notMeIn } from '../support/receipts';

let demonstration: Demonstration;
let playground: Playground;

beforeAll(async () => {
  demonstration = await startDemonstration({ ORGANISATION: 'contact-north' });
  playground = await openPlayground(demonstration);
}, startsWithinMs);

afterAll(async () => {
  playground?.close();
  await demonstration?.end();
});

test('a question in French is answered in French, and so is what follows from it', async () => {
  const { chat } = playground;
  await chat.say('Comment puis-je changer mon numéro de téléphone?');
  await chat.press('Montrer mes méthodes de connexion');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > Comment puis-je changer mon numéro de téléphone?

     Voici ce que dit le guide. [1]
     (source: Contact North | Contact Nord, guide de mise en place de la réinitialisation du…)

     (source: Contact North | Contact Nord, guide de mise en place de la réinitialisation du…)
     | Changer votre numéro de téléphone
     | ! Ce guide aurait dû être révisé (échéance : 2022-06-16). Des boutons ont pu changer de place depuis.
     | Si possible, changez le numéro pendant que l'ancien fonctionne encore : on peut vous demander un code avant de vous laisser entrer.
     | 1.  Allez à https://myaccount.microsoft.com et connectez-vous avec votre compte @contactnorth.ca et votre mot de passe.
     | 2.  Ou partez de n'importe quelle page du portail Office : choisissez votre avatar en haut à droite, puis "View My Account".
     | 3.  Choisissez "Security info" dans le panneau de gauche. Les méthodes inscrites peuvent y être modifiées ou supprimées.
     | 4.  Choisissez "Change" à côté du téléphone.
     | 5.  Choisissez Canada, ou le pays où le téléphone est enregistré, et entrez le nouveau numéro. Il doit pouvoir recevoir des textos. Choisissez ensuite "Next".
     | 6.  Entrez le code envoyé au nouveau numéro, puis choisissez "Next".
     | Pas de code après 60 secondes? Choisissez "Resend code".
     | Même numéro, mais nouvel appareil? Pour les textos et les appels, il n'y a rien à changer.
     | Aucun téléphone inscrit pour le moment? Passez par la page d'inscription du téléphone https://aka.ms/MFASetup et connectez-vous avec votre compte @contactnorth.ca et votre mot de passe.
     | Vous ne pouvez pas entrer, parce que les codes vont encore à l'ancien numéro? Communiquez avec ITWS (Information Technology & Web Services).
     | Les pages suivent la langue de votre navigateur. En français, "Next" se lit Suivant et "Security info" se lit Informations de sécurité.
     | ! Les textos et les appels de Microsoft prennent fin le 1er février 2027, aussi pour réinitialiser le mot de passe, sauf si votre organisation a son propre fournisseur de téléphonie. Après cette date, ils ne suffisent plus pour entrer : configurez une clé d'accès avant. Demandez-moi comment.
     | [Changer mon numéro de téléphone] [Montrer mes méthodes de connexion] [Joindre le centre de services] [Cela ne règle pas mon problème]
     | Centre de services: ITWS (Information Technology & Web Services)
     | Page Web: https://myaccount.microsoft.com
     | Source: Contact North | Contact Nord, guide de mise en place de la réinitialisation du mot de passe en libre-service
     | Dernière révision: 2021-06-16
     | [Utile] [Pas utile ...]
     |   Pas utile ...
     |     Qu’est-ce qui n’allait pas?*:
     |       [ ] Je ne l’ai pas compris
     |       [ ] Cela ne correspond pas à ce que je vois
     |       [ ] Il manque quelque chose
     |       [ ] Ce n’est pas ce que je demandais
     |     Autre chose? (pas de données personnelles, s’il vous plaît): ____
     |     [Envoyer]

   > [Montrer mes méthodes de connexion]

     | Vos méthodes de connexion
     | Personne d’autre que vous ne voit ceci. Les numéros et les adresses sont montrés en partie.
     | Pour vous connecter
     | Application Microsoft Authenticator, Alex's phone · ajout : 2025-09-15  par défaut
     | Cellulaire, +44 •••• ••56 · ajout : 2025-09-15
     | Ce qui vous sera demandé la prochaine fois
     | La prochaine fois, Microsoft demandera : une approbation dans l’application Microsoft Authenticator.
     | [Changer ma méthode par défaut] [Changer mon numéro de téléphone] [Ajouter une adresse courriel] [Retirer une méthode de connexion] [Ouvrir ma page « Security info » -> https://mysignins.microsoft.com/security-info]
  `);
});

test('a number is that of Canada unless another country is chosen', async () => {
  const { chat } = playground;
  await chat.press('Changer mon numéro de téléphone');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Changer mon numéro de téléphone]

     | Ajouter ou changer un numéro de téléphone
     | Microsoft peut l’appeler ou y envoyer un code. J’envoie d’abord un code à ce numéro, pour voir que c’est bien le vôtre.
     | Quel téléphone*:
     |   (x) Cellulaire (remplace +44 •••• ••56)
     |   ( ) Autre téléphone
     |   ( ) Téléphone de bureau
     | Pays du numéro*: Canada (+1) (one of 245)
     | Numéro de téléphone*: ____ (par exemple 613 555-0123)
     | ! Les textos et les appels de Microsoft prennent fin le 1er février 2027. La clé d’accès (passkey) prend la suite : posez-moi vos questions à ce sujet.
     | [M’envoyer un code]
  `);
});

test('a report in French gets a ticket in French, and the desk a card in its own language', async () => {
  const { chat } = playground;
  await chat.say('J’ai perdu mon téléphone');
  await chat.press('Aucune');
  await chat.press('Envoyer au centre de services', {
    'Comment et quand le centre de services peut-il vous joindre?': 'au téléphone de ma sœur',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > J’ai perdu mon téléphone

     | Lesquelles avez-vous encore?
     | Elles sont inscrites pour vous. Une seule suffit pour vous connecter maintenant.
     | [Application Microsoft Authenticator: Alex's phone] [Cellulaire: +44 •••• ••56]
     | [Aucune] [Signaler pour un collègue]

   > [Aucune]

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
     | Votre billet est enregistré.
     | État: Reçu, en attente de prise en charge
     | La suite: Le centre de services a votre billet. Une personne du centre vérifie qui vous êtes avant tout changement, puis vous joint comme vous l’avez demandé.
     | Centre de services: ITWS (Information Technology & Web Services)
     | Ce que vous avez signalé
     | J’ai perdu mon téléphone
     | [Ajouter un mot ...] [Corriger ce que j’ai écrit ...] [Je n’en ai plus besoin]
     |   Ajouter un mot ...
     |     Ajouter un mot*: ____
     |     [Envoyer]
     |   Corriger ce que j’ai écrit ...
     |     Corriger ce que j’ai écrit*: J’ai perdu mon téléphone
     |     [Envoyer]

     in General

     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@contactnorth.ca
     | How to reach: au téléphone de ma sœur
     | Urgency: normal
     | State: Open
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | To be taken by: ‹time› UTC
     | What was reported
     | J’ai perdu mon téléphone
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
     | Changer votre numéro de téléphone
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
});

test('the person’s card stays French while the desk works in English', async () => {
  const { chat } = playground;
  await chat.say('be the desk');
  playground.transcript();
  await playground.channel('General').press('Take');
  const followed = playground.transcript();
  expect(followed).toContain('Taken by: Lynne Robbins');
  expect(followed).toContain('Billet MFA-1001 · Accès perdu');
  await playground.channel('General').press('Resolve > Send', {
    Outcome: 'Access is restored',
    'What does the person need to know?': 'App set up again.',
  });
  expect(playground.transcript()).toContain('Le centre de services a résolu le billet MFA-1001.');
  await chat.say('be Alex');
});

test('a change is confirmed, told and disputed in French', async () => {
  const { chat, browser } = playground;
  await chat.say('Montre mes méthodes de connexion');
  await chat.press('Changer ma méthode par défaut');
  playground.transcript();
  await chat.press('Changer la méthode par défaut', {
    'Nouvelle méthode par défaut': 'Texto à votre cellulaire',
  });
  await chat.follow('Se connecter pour confirmer');
  await browser.press('Se connecter et confirmer', 'Continue', 'Approve');
  await browser.open(await notMeIn(demonstration, 'alex.wilber@contactnorth.ca'));
  await browser.press('Ce n’était pas moi');
  await chat.press('Retirer une méthode de connexion');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Changer la méthode par défaut]
         Nouvelle méthode par défaut: Texto à votre cellulaire

     (this card changes)
     | Confirmez que c’est vous
     | Ce qui se passe ensuite
     | Votre méthode par défaut devient : Texto à votre cellulaire.
     | Connectez-vous encore une fois pour confirmer. Le changement se fait ensuite tout seul, et cette carte montre le résultat. Vous avez 15 minutes.
     | C’est fait en votre nom, avec votre propre connexion.
     | [Se connecter pour confirmer -> http://localhost:‹port›/confirm/‹id›] [Annuler]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = Contact North | Contact Nord
     = Confirmer un changement
     = Compte : Alex Wilber
     = Ce qui sera fait
     = Votre méthode par défaut devient : Texto à votre cellulaire.
     = C’est fait en votre nom, avec votre propre connexion.
     = Vous vous connectez encore une fois à Microsoft. Vous seul pouvez confirmer ce changement, et rien d’autre n’est fait.
     = [Se connecter et confirmer]
     = Vous ne l’avez pas demandé dans Teams? Fermez cette page et prévenez le centre de services.

   browser> [Se connecter et confirmer] > [Continue] > [Approve]

     = Contact North | Contact Nord
     = C’est fait
     = Votre méthode par défaut est maintenant : Texto à votre cellulaire.
     = Vous pouvez fermer cette page et retourner dans Teams.

     in Personal chat

     (this card changes)
     | ok C’est fait
     | Votre méthode par défaut est maintenant : Texto à votre cellulaire.
     | La prochaine fois, Microsoft demandera : un code par texto à votre cellulaire.
     | [Montrer mes méthodes de connexion]

     | Vos méthodes de connexion ont été changées
     | Votre méthode par défaut est maintenant : Texto à votre cellulaire. Cela a été fait le ‹time› UTC.
     | Si ce n’était pas vous, dites-le tout de suite : le bouton ci-dessous arrête tous les autres changements.
     | [Ce n’était pas moi -> http://localhost:‹port›/not-me/‹id›] [Ouvrir ma page « Security info » -> https://mysignins.microsoft.com/security-info]

   browser> opens http://localhost:‹port›/not-me/‹id›

     = Contact North | Contact Nord
     = Ce n’était pas vous?
     = Voici ce qui a été changé dans votre compte :
     = Votre méthode par défaut est maintenant : Texto à votre cellulaire.
     = Si ce n’était pas vous, appuyez sur le bouton. Le robot ne change alors plus rien dans votre compte, et le centre de services reçoit un billet urgent. Il vérifie qui vous êtes avant de corriger quoi que ce soit.
     = [Ce n’était pas moi : tout arrêter]
     = Vous pouvez aussi joindre vous-même le centre de services : ITWS (Information Technology & Web Services).

   browser> [Ce n’était pas moi]

     = Contact North | Contact Nord
     = Tous les changements sont arrêtés
     = Le centre de services a le billet urgent MFA-1002.
     = Si vous le pouvez, changez votre mot de passe maintenant. N’approuvez aucune demande de connexion que vous n’avez pas lancée vous-même.
     = Vous pouvez aussi joindre vous-même le centre de services : ITWS (Information Technology & Web Services).

     in General

     | !! MFA-1002 · Suspicious sign-in
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@contactnorth.ca
     | Urgency: URGENT
     | State: Open
     | Taken by: nobody yet
     | Queue: ITWS (Information Technology & Web Services)
     | To be taken by: ‹time› UTC
     | What was reported
     | “This wasn’t me” was pressed for this change: Your default is now: Text message to your mobile phone.
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! Changes of this person’s methods through the bot are stopped.
     | ! What was proven
     | ! Opened the link in a receipt that went to the person’s own addresses. Not proven: who opened it. Check the identity by the record on file before anything is changed.
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

   > [Retirer une méthode de connexion]

     | ! Impossible ici
     | Les changements à vos méthodes de connexion sont arrêtés, parce qu’un changement a été signalé comme n’étant pas le vôtre. Le centre de services peut lever cet arrêt.
     | [Joindre le centre de services]
  `);
});

test('an English question is answered in English', async () => {
  const { chat } = playground;
  await chat.say('what is MFA?');
  expect(chat.newest()).toContain('Contact North');
  playground.transcript();
});
