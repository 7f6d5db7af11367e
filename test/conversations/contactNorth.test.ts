import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground } from '../support/playground';

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
     | [Changer ma méthode par défaut] [Changer mon numéro de téléphone] [Ajouter une adresse courriel] [Ouvrir ma page « Security info » -> https://mysignins.microsoft.com/security-info]
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
  await chat.press('Envoyer au centre de services', {
    'Comment et quand le centre de services peut-il vous joindre?': 'au téléphone de ma sœur',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > J’ai perdu mon téléphone

     | Signaler un accès perdu
     | Le centre de services reçoit ceci tout de suite, avec ce qu’il lui faut. Il vérifiera qui vous êtes avant tout changement.
     | ok Si un de ces moyens est à votre portée, vous pouvez l’utiliser maintenant : à la page de connexion, choisissez « Sign in another way ».
     | ok Application Microsoft Authenticator: Alex's phone
     | ok Cellulaire: +44 •••• ••56
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
     | [Ajouter un mot ...]
     |   Ajouter un mot ...
     |     Ajouter un mot*: ____
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
     | Who it is, by the record on file: a call back to a number on file, a video call or a visit with proof of identity.
     | That they report this themselves, and what exactly was lost.
     | That no method or address on the account was changed in the last days without them.
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

test('an English question is answered in English', async () => {
  const { chat } = playground;
  await chat.say('what is MFA?');
  expect(chat.newest()).toContain('Contact North');
  playground.transcript();
});
