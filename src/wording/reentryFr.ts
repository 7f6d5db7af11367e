import type { ReentryReason } from '../escalation/reentry/reentry';
import type { reentryEn } from './reentryEn';

const reasons: Record<ReentryReason, string> = {
  'switched-off':
    'Votre organisation n’émet pas de laissez-passer d’ici. Aidez la personne selon votre propre procédure.',
  'not-in-private':
    'Je ne fais cela que dans notre conversation privée, où personne d’autre ne lit. Ouvrez une conversation avec moi et écrivez « billets ».',
  'not-in-role':
    'Seules les personnes du centre de services que votre organisation a choisies pour cela peuvent le faire. Demandez à l’une d’elles de prendre le billet.',
  'not-lost-access':
    'Un laissez-passer est réservé à qui a perdu l’accès. Ce billet porte sur autre chose : répondez-y comme d’habitude.',
  'not-verified':
    'Personne n’a prouvé de qui il s’agit dans ce billet : aucun laissez-passer ne peut être émis. Vérifiez l’identité selon votre propre procédure.',
  'not-assignee':
    'Seule la personne qui a pris le billet en charge peut le faire, tant qu’il est ouvert. Prenez-le d’abord, ou adressez-vous à elle.',
  'own-account': 'Un collègue doit le faire : personne ne le fait pour son propre compte.',
  'same-agent': 'Vous avez demandé ce laissez-passer vous-même. Un autre agent doit l’approuver.',
  guest:
    'C’est le compte d’un invité : un laissez-passer n’y fonctionne pas. Sa propre organisation doit l’aider.',
  disabled:
    'Ce compte est désactivé : aucun laissez-passer n’est émis. Cherchez d’abord pourquoi il l’est.',
  'unknown-person':
    'Le répertoire ne connaît plus ce compte. Cherchez d’abord ce qu’il est devenu.',
  frozen:
    'Les changements pour cette personne sont arrêtés, parce que quelqu’un a signalé un changement qui n’était pas le sien. Réglez cela et permettez de nouveau les changements d’abord.',
  'no-number':
    'Aucun numéro de téléphone n’est au dossier de cette personne : on ne peut pas la rappeler. Vérifiez l’identité selon votre propre procédure.',
  'checks-missing':
    'Chaque vérification doit être cochée. Faites ce qui reste, cochez-le et continuez.',
  'number-missing':
    'Choisissez le numéro au dossier que vous avez rappelé, confirmez l’appel et continuez.',
  'under-way':
    'Un laissez-passer pour ce billet est en cours d’émission. Regardez de nouveau dans deux minutes.',
  'needs-second':
    'Ce compte a maintenant un rôle d’administration : recommencez, avec un deuxième agent.',
  'second-not-in-role': 'L’agent qui a approuvé n’en a plus le droit. Recommencez.',
  spent:
    'Cela a déjà été confirmé, ou a pris trop de temps. Recommencez si un laissez-passer est encore nécessaire.',
  'too-late':
    'Personne n’a continué à temps : aucun laissez-passer n’a été émis. Recommencez s’il est encore nécessaire.',
  'route-refused':
    'Microsoft ne vous laisse pas émettre de laissez-passer pour ce compte : votre propre rôle ne va pas jusque-là, ou n’est pas actif. Activez-le, ou demandez à un collègue dont le rôle suffit.',
  'directory-busy':
    'Le répertoire de Microsoft est très occupé : aucun laissez-passer n’a été émis. Réessayez dans quelques minutes.',
  'directory-failed':
    'Le répertoire de Microsoft a eu une défaillance : aucun laissez-passer n’a été émis. Réessayez dans une minute.',
  'directory-said-no':
    'Microsoft n’a pas émis de laissez-passer. La stratégie de votre locataire peut l’interdire, ou vouloir une autre durée : demandez à qui s’en occupe.',
};

/** The same in French. */
export const reentryFr: typeof reentryEn = {
  reasons,
  start: 'Redonner l’accès',
  second: 'Approuver comme deuxième agent',
  inPrivate:
    'Pour redonner l’accès à cette personne avec un laissez-passer temporaire, ouvrez le billet dans notre conversation privée : écrivez-y « billets ».',
  note: {
    asked: (by) => `${by} est sur le point d’émettre un laissez-passer temporaire.`,
    'needs-second': (by) =>
      `${by} demande un laissez-passer temporaire. Le compte a un rôle d’administration : un deuxième agent doit approuver, dans la conversation privée avec moi (écrivez-y « billets »).`,
    issued: (by, at, until) =>
      `${by} a émis un laissez-passer temporaire à ${at}.${until && ` Il fonctionne une fois, jusqu’à ${until}.`}`,
    'not-issued': (by) => `${by} a demandé un laissez-passer temporaire. Aucun n’a été émis.`,
  },
  before: 'Avant cela :',
  approvedBy: (name) => `${name} a approuvé.`,
  form: {
    title: (number) => `Laissez-passer temporaire · ${number}`,
    intro: (name, minutes) =>
      `Pour ${name}. Qui a le laissez-passer peut se connecter une fois comme cette personne, pendant ${minutes} minutes. Assurez-vous d’abord que c’est bien elle.`,
    privileged:
      'Ce compte a un rôle d’administration : un deuxième agent doit approuver avant que vous puissiez émettre le laissez-passer.',
    someoneElse:
      'Quelqu’un d’autre a peut-être le téléphone : n’appelez pas un numéro qui y sonne.',
    number: 'Quel numéro au dossier avez-vous rappelé?',
    numberRequired: 'Choisissez le numéro que vous avez rappelé.',
    onRecord:
      'Seuls des numéros au dossier peuvent être choisis. Un numéro écrit dans le billet ne prouve rien.',
    atWork: 'Téléphone au travail',
    calledBack: 'J’ai rappelé ce numéro, et la personne a confirmé qu’elle a demandé cela',
    checksTitle: 'Vérifications de l’identité',
    done: 'Fait',
    tick: 'Cochez ceci une fois que c’est fait.',
    next: 'Continuer',
  },
  card: {
    who: 'Pour',
    ticket: 'Billet',
    number: 'Rappel fait au',
    checks: 'Vérifications de l’identité',
    ticked: (count) => `toutes cochées (${count})`,
    asks: 'Demandé par',
    secondTitle: 'Un deuxième agent doit approuver',
    secondText: (minutes) =>
      `Le compte a un rôle d’administration. Demandez à un collègue d’ouvrir ce billet dans sa conversation privée avec moi (« billets ») d’ici ${minutes} minutes. Cette carte suit d’elle-même.`,
    signInTitle: 'Connectez-vous pour émettre le laissez-passer',
    signInText: (minutes) =>
      `Connectez-vous une fois de plus, vous-même. Le laissez-passer apparaît ensuite ici, pendant cinq minutes et dans cette conversation seulement. Vous avez ${minutes} minutes.`,
    signIn: 'Se connecter pour émettre',
    cancel: 'Annuler',
    approveTitle: 'Approuver un laissez-passer pour un compte qui a un rôle d’administration?',
    approveText: (minutes) =>
      `N’approuvez que ce que vous avez vérifié vous-même avec votre collègue. Connectez-vous une fois de plus pour approuver. Vous avez ${minutes} minutes.`,
    approve: 'Se connecter pour approuver',
    decline: 'Refuser',
    declined: 'Vous avez refusé',
    declinedText: 'Aucun laissez-passer n’est émis. Votre collègue le voit.',
    passTitle: 'Laissez-passer temporaire',
    passText: (number) =>
      `Lisez-le à la personne au téléphone, en l’appelant au ${number}. Ne l’écrivez ni dans une conversation, ni dans un courriel, ni dans le billet.`,
    passOnce: 'Il n’est affiché ici qu’une fois, pendant cinq minutes au plus.',
    passedOn: 'Je l’ai transmis',
    until: 'Fonctionne une fois, jusqu’à',
    issuedTitle: 'Un laissez-passer a été émis',
    issuedText:
      'Le laissez-passer lui-même n’est plus ici, et personne ne peut l’afficher de nouveau.',
    unseenText:
      'Un laissez-passer a été créé, mais la connexion s’est rompue avant que je l’aie : personne ne l’a vu. Émettez-en un autre, qui le remplace.',
    again: 'En émettre un autre',
    notIssued: 'Aucun laissez-passer n’a été émis',
    cancelled: 'Vous l’avez annulé.',
    declinedByOther: 'Le deuxième agent a refusé.',
    replaced: 'Cela a été recommencé sur une autre carte.',
  },
  page: {
    issueTitle: 'Émettre un laissez-passer temporaire',
    approveTitle: 'Approuver un laissez-passer temporaire',
    account: (name) => `Vous vous connectez comme : ${name}`,
    what: (name, number, minutes) =>
      `Un laissez-passer pour ${name} (billet ${number}). Il fonctionne une fois, pendant ${minutes} minutes.`,
    asked: (name) => `Demandé par ${name}.`,
    how: 'Vous vous connectez une fois de plus avec Microsoft. Vous seul pouvez confirmer, et rien d’autre n’est fait.',
    signIn: 'Se connecter et émettre',
    approve: 'Se connecter et approuver',
    done: 'Le laissez-passer a été émis',
    doneText:
      'Il est dans votre conversation privée dans Teams, pendant cinq minutes. Il n’est affiché nulle part ailleurs.',
    hiddenText:
      'Le laissez-passer a été créé, mais Teams n’a pas pu être joint pour vous l’afficher. Personne ne l’a vu : émettez-en un autre, qui le remplace.',
    approved: 'Approuvé',
    approvedText: 'Votre collègue peut maintenant émettre le laissez-passer.',
    notDone: 'Aucun laissez-passer n’a été émis',
    notApproved: 'Non approuvé',
    unclear: 'Veuillez regarder de nouveau',
    unclearText:
      'Le répertoire de Microsoft s’est interrompu au milieu. Je regarde de nouveau dans deux minutes, et la carte dans Teams affiche ce que je trouve.',
    notYou:
      'Vous vous êtes connecté avec un autre compte que celui dont il s’agit. Rien n’a été fait.',
    cancelled: 'La connexion n’a pas été terminée. Rien n’a été fait; vous pouvez réessayer.',
    notProven: 'La connexion n’a pas apporté la preuve récente qu’il faut. Rien n’a été fait.',
    back: 'Vous pouvez fermer cette page et revenir à Teams.',
  },
  person: {
    title: 'Le centre de services vous redonne l’accès',
    steps: (until) => [
      `L’agent vous dit un laissez-passer temporaire au téléphone. Il fonctionne une fois${until && `, jusqu’à ${until}`}. Personne d’autre n’en a besoin : ne le transmettez pas et ne l’écrivez pas ici.`,
      'Connectez-vous avec lui à la page des informations de sécurité, et ajoutez-y tout de suite une nouvelle méthode de connexion, en moins de dix minutes.',
      'Supprimez ensuite la méthode que vous avez perdue.',
    ],
    portal: 'Ouvrir mes informations de sécurité',
    methods: 'Afficher mes méthodes de connexion',
    line: (number) =>
      `Le centre de services a émis un laissez-passer temporaire pour ${number} : la carte de votre billet dit quoi faire. Si vous ne l’avez pas demandé, dites-le tout de suite au centre de services.`,
  },
  mail: {
    subject: (organisation) =>
      `Quelqu’un reçoit de nouveau l’accès à votre compte à ${organisation}`,
    text: (number, when, desk) =>
      `Le centre de services a émis un laissez-passer temporaire pour votre compte le ${when} (billet ${number}), parce que vos méthodes de connexion ont été signalées comme perdues.\n\nSi c’était vous, il n’y a rien à faire. Si ce n’était pas vous, appelez tout de suite le centre de services : ${desk}.`,
  },
};
