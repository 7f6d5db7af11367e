import type { AskedFor } from '../signInMethods/nextTime';
import type { MethodKind, DefaultMethod, PhoneType } from '../signInMethods/method';
import type { PhoneReason } from '../signInMethods/phoneNumber';
import type { EmailReason } from '../signInMethods/emailAddress';
import type { RefusedReason } from '../signInMethods/carryOut';
import type { CodeReason } from '../proof/oneTimeCode';
import type { Resolution, TicketKind, TicketState } from '../escalation/ticket';
import type { TicketRefusal } from '../escalation/ticketEvents';
import type { Offer } from '../guides/guide';
import type { Question } from '../guides/answering/pairs';
import type { Wording } from './en';
import { reentryFr } from './reentryFr';

const methodKinds: Record<MethodKind, string> = {
  phone: 'Téléphone',
  email: 'Courriel (réinitialisation du mot de passe seulement)',
  authenticator: 'Application Microsoft Authenticator',
  passkey: 'Clé d’accès (passkey) ou clé de sécurité',
  windowsHello: 'Windows Hello for Business',
  platformCredential: 'Identifiants de la plateforme',
  softwareToken: 'Codes à usage unique d’une application',
  hardwareToken: 'Codes à usage unique d’un jeton',
  temporaryAccessPass: 'Temporary Access Pass (passe d’accès temporaire)',
  qrCode: 'Code QR',
  external: 'Méthode externe',
  password: 'Mot de passe',
  unknown: 'Autre méthode',
};

const phoneTypes: Record<PhoneType, string> = {
  mobile: 'Cellulaire',
  alternateMobile: 'Autre téléphone',
  office: 'Téléphone de bureau',
};

const defaults: Record<DefaultMethod, string> = {
  push: 'Approbation dans l’application Microsoft Authenticator',
  oath: 'Code à usage unique d’une application ou d’un jeton',
  sms: 'Texto à votre cellulaire',
  voiceMobile: 'Appel à votre cellulaire',
  voiceAlternateMobile: 'Appel à votre autre téléphone',
  voiceOffice: 'Appel à votre téléphone de bureau',
};

const askedFor: Record<AskedFor, string> = {
  push: 'une approbation dans l’application Microsoft Authenticator',
  oath: 'un code à usage unique d’une application ou d’un jeton',
  sms: 'un code par texto à votre cellulaire',
  voiceMobile: 'un appel à votre cellulaire',
  voiceAlternateMobile: 'un appel à votre autre téléphone',
  voiceOffice: 'un appel à votre téléphone de bureau',
  temporaryAccessPass: 'votre Temporary Access Pass (passe d’accès temporaire)',
  passkey: 'votre clé d’accès, votre clé de sécurité ou Windows Hello',
  external: 'la méthode externe de votre organisation',
};

const phoneReasons: Record<PhoneReason, string> = {
  'phone-empty': 'Entrez le numéro de téléphone.',
  'phone-characters':
    'Il y a là des signes qu’un numéro de téléphone n’a pas. Entrez seulement le numéro, par exemple 613 555-0123.',
  'phone-country-missing': 'Choisissez le pays du numéro.',
  'phone-country-differs':
    'Ce numéro est d’un autre pays que celui qui est choisi. Choisissez le pays du numéro, ou vérifiez le numéro.',
  'phone-country-not-allowed':
    'Votre organisation n’accepte pas les numéros de ce pays. Prenez un numéro de votre pays, ou demandez au centre de services.',
  'phone-too-short': 'Ce numéro est trop court. Vérifiez qu’il ne manque aucun chiffre.',
  'phone-too-long': 'Ce numéro est trop long. Entrez un seul numéro, sans chiffres en trop.',
  'phone-not-a-number':
    'Ce numéro n’est pas en usage dans le pays choisi. Vérifiez les chiffres et le pays.',
  'phone-not-mobile':
    'Ce n’est pas un numéro de cellulaire. Pour une ligne fixe, choisissez « Autre téléphone » ou « Téléphone de bureau », qui peuvent recevoir des appels.',
  'phone-premium':
    'Les numéros surtaxés, les numéros sans frais et les numéros par Internet ne peuvent pas servir. Prenez un numéro ordinaire.',
  'phone-extension':
    'Seul un téléphone de bureau peut avoir un poste. Enlevez le poste, ou choisissez « Téléphone de bureau ».',
};

const emailReasons: Record<EmailReason, string> = {
  'email-empty': 'Entrez l’adresse courriel.',
  'email-too-long': 'C’est plus long que ne peut l’être une adresse courriel. Vérifiez-la.',
  'email-characters':
    'Utilisez des lettres simples sans accents, des chiffres et les signes habituels, par exemple nom@example.org.',
  'email-form':
    'Ce n’est pas une seule adresse courriel complète. Elle ressemble à nom@example.org.',
  'email-own-domain':
    'C’est une adresse de votre organisation. Quand vous ne pouvez pas vous connecter, vous ne pouvez pas la lire non plus : entrez une adresse personnelle.',
  'email-own-address':
    'C’est la boîte de courriel de ce compte même. Quand vous ne pouvez pas vous connecter, vous ne pouvez pas la lire non plus : entrez une autre adresse.',
};

const refused: Record<RefusedReason, string> = {
  'at-the-portal': 'Cela se change sur la page de Microsoft. Le bouton l’ouvre.',
  guest:
    'Vous avez ici un compte d’invité. Vos méthodes de connexion relèvent de votre propre organisation : demandez à son centre de services.',
  privileged:
    'Les comptes qui ont un rôle d’administration ne se changent pas dans la conversation. Utilisez la page de Microsoft.',
  disabled: 'Votre compte est désactivé. Veuillez communiquer avec le centre de services.',
  'unknown-person':
    'Je ne vous trouve pas dans l’annuaire. Veuillez communiquer avec le centre de services.',
  'directory-said-no':
    'Microsoft n’a pas accepté le changement, donc rien n’a été changé. Essayez sur la page de Microsoft, ou communiquez avec le centre de services.',
  'default-not-registered':
    'Cette méthode n’est plus inscrite. Regardez vos méthodes et choisissez de nouveau.',
  'default-already': 'C’est déjà votre méthode par défaut, donc il n’y a rien à changer.',
  'mobile-first':
    'Il faut un cellulaire avant un autre téléphone. Ajoutez d’abord le cellulaire, puis l’autre.',
  'same-number': 'Ce numéro est déjà inscrit, donc il n’y a rien à changer.',
  'same-address': 'Cette adresse est déjà inscrite, donc il n’y a rien à changer.',
  'changed-meanwhile': 'Vos méthodes ont changé entre-temps. Regardez-les, puis recommencez.',
  'is-default':
    'C’est votre méthode par défaut. Choisissez-en d’abord une autre, puis celle-ci pourra être retirée.',
  'last-usable':
    'C’est la dernière méthode avec laquelle vous pouvez vous connecter. Inscrivez-en d’abord une autre, puis celle-ci pourra être retirée.',
  'alternate-needs-mobile':
    'Votre autre téléphone a besoin du cellulaire. Retirez d’abord l’autre, ou remplacez le numéro du cellulaire.',
  frozen:
    'Les changements à vos méthodes de connexion sont arrêtés, parce qu’un changement a été signalé comme n’étant pas le vôtre. Le centre de services peut lever cet arrêt.',
  paused:
    'Un téléphone, une application ou une clé d’accès a été remplacé ou retiré depuis hier. Pour vous protéger, les autres changements attendent qu’une journée soit passée. Si cela ne peut pas attendre, communiquez avec le centre de services.',
  spent:
    'C’est déjà confirmé, ou cela a pris trop de temps. Recommencez si c’est encore nécessaire.',
  'route-refused':
    'Microsoft ne me laisse pas faire ce changement, donc rien n’a été changé. Vous pouvez le faire sur la page de Microsoft.',
  'directory-busy':
    'L’annuaire de Microsoft est très occupé, donc rien n’a été changé. Veuillez réessayer dans quelques minutes.',
  'directory-failed':
    'L’annuaire de Microsoft a eu une panne, donc rien n’a été changé. Veuillez réessayer dans une minute.',
};

const codeReasons: Record<CodeReason, string> = {
  'code-form': 'Le code a huit chiffres. Entrez seulement ces chiffres.',
  'code-wrong': 'Ce n’est pas le bon code. Vérifiez le message le plus récent et réessayez.',
  'code-expired':
    'Ce code n’est plus valide. Demandez-en un nouveau et utilisez seulement le plus récent.',
  'code-too-many': 'Il y a eu trop d’essais. Demandez un nouveau code.',
  'code-locked':
    'Il y a eu trop de mauvais codes aujourd’hui. Réessayez demain, ou communiquez avec le centre de services.',
};

const usualChecks: readonly string[] = [
  'La personne fait elle-même ce signalement, et ce qu’elle dit concorde avec le dossier',
  'Elle a été vue, par vidéo ou sur place, et comparée à une photo au dossier',
  'Aucune méthode ni adresse du compte n’a été changée sans elle dans les derniers jours',
  'Rien n’était inhabituel : pas de hâte, personne qui souffle, rien de plus demandé',
];

const ticketRefusals: Record<TicketRefusal, string> = {
  'ticket-taken-by-another': 'Un ou une collègue a pris ce billet en charge.',
  'ticket-take-first': 'Prenez d’abord le billet en charge.',
  'ticket-resolved': 'Ce billet est résolu. Rouvrez-le d’abord.',
  'ticket-not-resolved': 'Ce billet est déjà ouvert.',
  'ticket-another-open':
    'Un billet plus récent sur le même sujet est ouvert. Continuez là, s’il vous plaît.',
  'ticket-text-missing': 'Écrivez d’abord quelques mots.',
  'ticket-too-old':
    'Ce billet est résolu depuis plus de sept jours. Veuillez en ouvrir un nouveau.',
  'ticket-desk-ends':
    'Quelqu’un d’autre est peut-être en cause : seul le centre de services ferme ce billet. Si c’était vous, ajoutez un mot pour le dire.',
  'ticket-nobody-to-ask':
    'Personne dans le clavardage ne peut répondre pour ce billet : le nom a seulement été tapé. Joignez la personne d’après le dossier.',
  'ticket-own': 'Ce billet vous concerne. Un collègue doit s’en occuper.',
  'ticket-same-queue': 'Le billet est déjà dans cette file.',
};

const ticketKinds: Record<TicketKind, string> = {
  'lost-access': 'Accès perdu',
  'suspicious-prompt': 'Connexion suspecte',
  help: 'Question',
};

const ticketStates: Record<TicketState, string> = {
  open: 'Reçu, en attente de prise en charge',
  taken: 'Une personne du centre de services s’en occupe',
  waiting: 'Le centre de services vous pose une question',
  resolved: 'Résolu',
};

const resolutions: Record<Resolution, string> = {
  'access-restored': 'L’accès est rétabli',
  'new-method': 'Une nouvelle méthode de connexion est configurée',
  'not-needed': 'Ce n’est plus nécessaire',
  'not-verified': 'L’identité n’a pas pu être vérifiée',
  other: 'Une autre issue',
};

const ticketNext: Record<TicketState, string> = {
  open: 'Le centre de services a votre billet. Une personne du centre vérifie qui vous êtes avant tout changement, puis vous joint comme vous l’avez demandé.',
  taken:
    'La personne du centre vous joint comme vous l’avez demandé. Gardez cette conversation à portée de main.',
  waiting: 'Veuillez répondre ci-dessous : le centre de services attend votre réponse.',
  resolved: 'Si ce n’est pas réglé, rouvrez le billet ci-dessous.',
};

const ticketNextOnFile: Partial<Record<TicketState, string>> = {
  open: 'Le centre de services a votre billet. Une personne du centre vérifie qui vous êtes avant tout changement et vous joint d’après votre dossier.',
  taken:
    'La personne du centre vous joint d’après votre dossier. Gardez cette conversation à portée de main.',
};

const offers: Record<Offer, string> = {
  'see-methods': 'Montrer mes méthodes de connexion',
  'change-default': 'Changer ma méthode par défaut',
  'add-phone': 'Ajouter un téléphone',
  'change-phone': 'Changer mon numéro de téléphone',
  'add-email': 'Ajouter une adresse courriel',
  'report-lost-access': 'Signaler un accès perdu',
  'report-suspicious': 'Le signaler au centre de services',
  'contact-desk': 'Joindre le centre de services',
  'open-portal': 'Ouvrir ma page « Security info »',
  'open-password-reset': 'Réinitialiser mon mot de passe',
};

const questions: Record<Question, { title: string; text: string }> = {
  'can-you-still-sign-in': {
    title: 'Pouvez-vous encore vous connecter avec une de vos méthodes?',
    text: 'Par exemple avec l’application sur un autre appareil, un texto à un numéro que vous avez, ou une clé d’accès.',
  },
  'phone-or-number': {
    title: 'Est-ce un nouveau numéro ou un nouvel appareil?',
    text: 'Un nouvel appareil avec le même numéro demande d’autres étapes qu’un nouveau numéro.',
  },
  'password-known': {
    title: 'Connaissez-vous votre mot de passe en ce moment?',
    text: 'Si oui, vous pouvez vous préparer au jour où vous l’oublierez. Si non, il faut le réinitialiser maintenant.',
  },
};

/** Every sentence in French, as it is written in Canada: a no-break space before a colon and inside guillemets. */
export const fr: Wording = {
  methodKinds,
  phoneTypes,
  defaults,
  askedFor,
  phoneReasons,
  emailReasons,
  refused,
  codeReasons,
  ticketRefusals,
  ticketKinds,
  ticketStates,
  ticketNext,
  ticketNextOnFile,
  resolutions,
  offers,

  greeting: {
    title: (organisation: string) => `Bonjour, je vous aide à vous connecter chez ${organisation}`,
    text: (service: string) =>
      `Mon sujet : ${service}. J’explique les étapes une à une, je montre et je change vos méthodes de connexion, et je vous mets en contact avec le centre de services quand vous ne pouvez pas vous connecter.`,
    ask: 'Demandez dans vos propres mots, par exemple :',
    examples: [
      'Comment changer mon numéro?',
      'Montrer mes méthodes de connexion',
      'J’ai perdu mon téléphone',
    ],
    person: 'Parler à une personne',
  },
  guide: {
    lead: 'Voici ce que dit le guide.',
    source: 'Source',
    reviewed: 'Dernière révision',
    desk: 'Centre de services',
    portal: 'Page Web',
    otherLanguage:
      'Il n’y a pas encore de guide en français à ce sujet, alors le voici en anglais.',
    overdue: (due: string) =>
      `Ce guide aurait dû être révisé (échéance : ${due}). Des boutons ont pu changer de place depuis.`,
    helpful: 'Utile',
    notHelpful: 'Pas utile',
    also: (title: string) => `Aussi : ${title}`,
    didNotHelp: 'Cela ne règle pas mon problème',
    thanks: 'Merci, c’est noté.',
    whyNot: 'Qu’est-ce qui n’allait pas?',
    reasons: {
      unclear: 'Je ne l’ai pas compris',
      wrong: 'Cela ne correspond pas à ce que je vois',
      incomplete: 'Il manque quelque chose',
      other: 'Ce n’est pas ce que je demandais',
    },
    reasonNeeded: 'Choisissez au moins une raison.',
    comment: 'Autre chose? (pas de données personnelles, s’il vous plaît)',
    send: 'Envoyer',
  },
  offer: {
    title: 'De quoi voulez-vous parler?',
    none: 'Rien de tout cela',
  },
  refuse: {
    title: 'Je ne peux pas vous aider à ce sujet',
    text: 'Je connais seulement la connexion : l’authentification multifacteur, vos méthodes de connexion et l’aide quand vous ne pouvez pas vous connecter.',
    noneText: 'Alors essayez en d’autres mots, ou laissez une personne vous aider.',
  },
  deciding: {
    questions,
    yes: 'Oui, j’ai un autre moyen',
    no: 'Non, je ne peux pas entrer',
    neither: 'Ce n’est pas ma question',
  },
  methods: {
    title: 'Vos méthodes de connexion',
    intro:
      'Personne d’autre que vous ne voit ceci. Les numéros et les adresses sont montrés en partie.',
    none: 'Rien n’est inscrit, sauf votre mot de passe.',
    added: (day: string) => `ajout : ${day}`,
    isDefault: 'par défaut',
    forSignIn: 'Pour vous connecter',
    forReset: 'Seulement pour réinitialiser votre mot de passe',
    nextTitle: 'Ce qui vous sera demandé la prochaine fois',
    next: (asked: string) => `La prochaine fois, Microsoft demandera : ${asked}.`,
    nextNothing: 'Microsoft vous demandera d’inscrire une méthode à votre prochaine connexion.',
    systemPreferred: (asked: string) =>
      `Votre organisation laisse Microsoft choisir la méthode la plus forte : ${asked}. Changer la méthode par défaut ne change rien à ce que vous voyez, car elle ne sert pas à ce choix.`,
    telephoneOnly:
      'Vous avez seulement des textos ou des appels. Les textos et les appels de Microsoft prennent fin le 1er février 2027 : veuillez inscrire une clé d’accès (passkey) avant cette date. Demandez-moi « Comment créer une clé d’accès? ».',
    passkey: {
      title: 'Configurer une clé d’accès',
      ask: 'Comment configurer une clé d’accès?',
    },
    onlyInPrivate:
      'Je parle des méthodes de connexion seulement dans notre conversation privée. Ouvrez une conversation avec moi et demandez là.',
    deleteMessage:
      'Veuillez aussi supprimer votre message : tout le monde ici peut lire le numéro ou l’adresse qu’il contient.',
    notYou:
      'Je ne peux pas savoir ici qui vous êtes, donc je ne montre aucune méthode de connexion. Ouvrez une conversation privée avec moi dans Teams.',
    unreachable:
      'L’annuaire de Microsoft ne répond pas en ce moment. Veuillez réessayer dans une minute.',
  },
  change: {
    willHappen: {
      'change-default': (to: string) => `Votre méthode par défaut devient : ${to}.`,
      'remove-phone': (masked: string, type: string) =>
        `Le numéro ${masked} est retiré : ce n’est plus votre ${type.toLowerCase()}.`,
      'remove-email': (masked: string) =>
        `L’adresse ${masked} ne sert plus à réinitialiser votre mot de passe.`,
      'remove-authenticator': (name: string) =>
        `L’application Microsoft Authenticator${name ? ` sur « ${name} »` : ''} est retirée de votre compte.`,
      'remove-passkey': (name: string) =>
        `La clé d’accès${name ? ` « ${name} »` : ''} est retirée de votre compte.`,
      'remove-software-token': () =>
        'Les codes à usage unique d’une application sont retirés de votre compte.',
    },
    hasHappened: {
      'remove-phone': (masked: string) => `Le numéro ${masked} est retiré.`,
      'remove-email': (masked: string) => `L’adresse ${masked} est retirée.`,
      'remove-authenticator': (name: string) =>
        `L’application Microsoft Authenticator${name ? ` sur « ${name} »` : ''} est retirée.`,
      'remove-passkey': (name: string) =>
        `La clé d’accès${name ? ` « ${name} »` : ''} est retirée.`,
      'remove-software-token': () => 'Les codes à usage unique d’une application sont retirés.',
    },
    leftOver: {
      'remove-authenticator':
        'Supprimez aussi le compte dans l’application sur le téléphone, sinon elle continue d’afficher des demandes qui ne mènent à rien.',
      'remove-passkey':
        'La clé d’accès elle-même reste sur son appareil. Supprimez-la là aussi, pour que personne ne soit invité à l’utiliser.',
      'remove-software-token': 'Supprimez aussi l’entrée dans l’application qui donnait les codes.',
    },
    confirmTitle: 'Confirmez que c’est vous',
    confirmText: (minutes: number) =>
      `Connectez-vous encore une fois pour confirmer. Le changement se fait ensuite tout seul, et cette carte montre le résultat. Vous avez ${minutes} minutes.`,
    route: {
      self: 'C’est fait en votre nom, avec votre propre connexion.',
      bot: 'Le robot le fait avec sa propre autorisation, après votre connexion.',
    },
    signIn: 'Se connecter pour confirmer',
    cancel: 'Annuler',
    remove: 'Retirer',
    removeTitle: 'Retirer une méthode de connexion',
    removeLabel: 'Laquelle',
    removeRequired: 'Choisissez ce qui doit être retiré.',
    removeNext: 'Continuer',
    removeNone: 'Il n’y a rien qui puisse être retiré ici.',
  },
  confirmPage: {
    title: 'Confirmer un changement',
    account: (name: string) => `Compte : ${name}`,
    willDo: 'Ce qui sera fait',
    how: 'Vous vous connectez encore une fois à Microsoft. Vous seul pouvez confirmer ce changement, et rien d’autre n’est fait.',
    stop: 'Vous ne l’avez pas demandé dans Teams? Fermez cette page et prévenez le centre de services.',
    signIn: 'Se connecter et confirmer',
    back: 'Vous pouvez fermer cette page et retourner dans Teams.',
    done: 'C’est fait',
    notDone: 'Rien n’a été changé',
    unclear: 'À vérifier',
    unclearText:
      'L’annuaire de Microsoft s’est interrompu en cours de route. Je regarde de nouveau dans deux minutes, et la carte dans Teams montre ce que je trouve.',
    gone: 'Ce lien n’est plus valide',
    goneText:
      'Il a déjà servi, a été annulé, ou date de plus de 15 minutes. Votre conversation avec moi dans Teams montre le résultat; recommencez-y au besoin.',
    notYou:
      'Vous vous êtes connecté avec un autre compte que celui de ce changement. Rien n’a été changé.',
    cancelled:
      'La connexion n’a pas été terminée. Rien n’a été changé; vous pouvez essayer de nouveau.',
    tryAgain: 'Essayer de nouveau',
    notProven:
      'La connexion n’a pas apporté la preuve récente que ce changement demande. Rien n’a été changé. Vous pouvez le faire sur la page de Microsoft.',
    portal: 'Ouvrir mes informations de sécurité',
  },
  receipt: {
    subject: (organisation: string) =>
      `Vos méthodes de connexion chez ${organisation} ont été changées`,
    text: (what: string, when: string) => `${what} Cela a été fait le ${when}.`,
    undo: (portal: string) =>
      `Pour annuler, demandez au robot dans Teams ou ouvrez ${portal}. Pour terminer les autres sessions, choisissez-y « Se déconnecter partout ».`,
    notMe:
      'Si ce n’était pas vous, ouvrez cette page tout de suite. Elle arrête tous les autres changements :',
    notMeShort: 'Ce n’était pas vous?',
    notMeButton: 'Ce n’était pas moi',
    title: 'Vos méthodes de connexion ont été changées',
    notMeHere:
      'Si ce n’était pas vous, dites-le tout de suite : le bouton ci-dessous arrête tous les autres changements.',
  },
  notMePage: {
    title: 'Ce n’était pas vous?',
    text: 'Voici ce qui a été changé dans votre compte :',
    effect:
      'Si ce n’était pas vous, appuyez sur le bouton. Le robot ne change alors plus rien dans votre compte, et le centre de services reçoit un billet urgent. Il vérifie qui vous êtes avant de corriger quoi que ce soit.',
    button: 'Ce n’était pas moi : tout arrêter',
    done: 'Tous les changements sont arrêtés',
    doneText: (ticket: string) => `Le centre de services a le billet urgent ${ticket}.`,
    doneNext:
      'Si vous le pouvez, changez votre mot de passe maintenant. N’approuvez aucune demande de connexion que vous n’avez pas lancée vous-même.',
    call: (ways: string) => `Vous pouvez aussi joindre vous-même le centre de services : ${ways}.`,
    ticket: (what: string) => `« Ce n’était pas moi » a été choisi pour ce changement : ${what}`,
    goneTitle: 'Ce lien n’est plus valide',
    gone: (ways: string) =>
      `Si quelque chose ne va pas dans votre compte, communiquez avec le centre de services : ${ways}.`,
  },
  changeDefault: {
    title: 'Changer votre méthode de connexion par défaut',
    now: (current: string) => `Maintenant : ${current}`,
    nothing: 'aucune',
    label: 'Nouvelle méthode par défaut',
    required: 'Choisissez la méthode qui doit vous être demandée en premier.',
    submit: 'Changer la méthode par défaut',
    done: (to: string) => `Votre méthode par défaut est maintenant : ${to}.`,
    tooFew:
      'Vous n’avez aucune autre méthode qui puisse être la méthode par défaut. Ajoutez-en une d’abord.',
    systemPreferred:
      'Bon à savoir : votre organisation laisse Microsoft choisir la méthode la plus forte à la connexion, donc vous ne verrez guère de différence.',
  },
  phone: {
    title: 'Ajouter ou changer un numéro de téléphone',
    intro:
      'Microsoft peut l’appeler ou y envoyer un code. J’envoie d’abord un code à ce numéro, pour voir que c’est bien le vôtre.',
    type: 'Quel téléphone',
    typeRequired: 'Choisissez de quel téléphone il s’agit.',
    replaces: (masked: string) => `remplace ${masked}`,
    country: 'Pays du numéro',
    countryRequired: 'Choisissez un pays.',
    number: 'Numéro de téléphone',
    numberRequired: 'Entrez le numéro de téléphone.',
    placeholder: 'par exemple 613 555-0123',
    submit: 'M’envoyer un code',
    added: (masked: string) => `Le numéro ${masked} est inscrit.`,
    replaced: (masked: string) => `Votre numéro est maintenant ${masked}. L’ancien ne sert plus.`,
    smsEnd:
      'Les textos et les appels de Microsoft prennent fin le 1er février 2027. La clé d’accès (passkey) prend la suite : posez-moi vos questions à ce sujet.',
  },
  email: {
    title: 'Ajouter ou changer une adresse courriel',
    intro:
      'Elle sert à réinitialiser votre mot de passe, jamais à vous connecter. J’envoie d’abord un code à cette adresse, pour voir que c’est bien la vôtre.',
    change: 'Changer mon adresse courriel',
    replaces: (masked: string) => `Elle remplace ${masked}.`,
    address: 'Adresse courriel personnelle',
    addressRequired: 'Entrez l’adresse courriel.',
    placeholder: 'nom@example.org',
    submit: 'M’envoyer un code',
    added: (masked: string) =>
      `L’adresse ${masked} est inscrite pour la réinitialisation du mot de passe.`,
    replaced: (masked: string) =>
      `Votre adresse pour réinitialiser le mot de passe est maintenant ${masked}. L’ancienne ne sert plus.`,
  },
  code: {
    title: 'Entrez le code',
    sentTo: (target: string) =>
      `Un code de huit chiffres est parti vers ${target}. Il est valide pendant dix minutes. Ne le donnez jamais à personne.`,
    willDo: 'Ce qui se passe ensuite',
    addPhone: (target: string, type: string) =>
      `Le numéro ${target} est inscrit comme votre ${type.toLowerCase()}.`,
    replacePhone: (target: string, type: string, old: string) =>
      `Le numéro ${target} est inscrit comme votre ${type.toLowerCase()} et remplace ${old}.`,
    addEmail: (target: string) =>
      `L’adresse ${target} est inscrite pour la réinitialisation du mot de passe.`,
    replaceEmail: (target: string, old: string) =>
      `L’adresse ${target} est inscrite pour la réinitialisation du mot de passe et remplace ${old}.`,
    label: 'Code',
    required: 'Entrez les huit chiffres.',
    submit: 'Confirmer',
    again: 'Envoyer un nouveau code',
    cancel: 'Annuler',
    cancelled: 'Vous avez annulé. Vos méthodes de connexion restent comme elles étaient.',
    wait: (seconds: number) =>
      seconds < 120
        ? `Veuillez attendre ${seconds} ${seconds < 2 ? 'seconde' : 'secondes'} avant l’envoi d’un autre code.`
        : `Trop de codes ont été envoyés. Un autre pourra l’être dans ${Math.ceil(seconds / 60)} minutes.`,
    notSent:
      'Le code n’a pas pu être envoyé. Rien n’a été changé. Veuillez réessayer dans une minute.',
    notInChat:
      'Si c’est un code : je prends les codes seulement sur la carte qui les demande, jamais comme message. Entrez-le là.',
    notInGroup:
      'Si c’est un code : je prends les codes seulement sur la carte de notre conversation privée, et tout le monde ici peut lire celui-ci. Veuillez supprimer votre message et demander un nouveau code là.',
    openInbox: {
      phone: 'Ouvrir le téléphone simulé',
      email: 'Ouvrir la boîte aux lettres simulée',
    },
    message: (code: string, organisation: string) =>
      `${code} est votre code pour inscrire ce contact chez ${organisation}. Il est valide pendant dix minutes. Entrez-le seulement dans cette conversation : personne d’autre ne vous le demandera.`,
  },
  result: {
    done: 'C’est fait',
    notDone: 'Rien n’a été changé',
    notHere: 'Impossible ici',
    unclear: 'À vérifier',
    unclearText:
      'L’annuaire de Microsoft s’est interrompu en cours de route. Veuillez regarder vos méthodes dans une minute pour voir si le changement a été fait.',
    seeMethods: 'Montrer mes méthodes de connexion',
    startAgain: 'Recommencer',
    gone: 'Cette carte n’est plus valide',
    goneText:
      'Elle a déjà servi, elle date de plus de 15 minutes, ou elle est à quelqu’un d’autre. Ouvrez votre propre conversation avec moi et recommencez.',
    atThePortalTitle: 'Cela se fait sur la page de Microsoft',
  },
  report: {
    title: {
      'lost-access': 'Signaler un accès perdu',
      'suspicious-prompt': 'Signaler une connexion suspecte',
      help: 'Joindre le centre de services',
    },
    intro: {
      'lost-access':
        'Le centre de services reçoit ceci tout de suite, avec ce qu’il lui faut. Il vérifiera qui vous êtes avant tout changement.',
      'suspicious-prompt': 'Le centre de services reçoit ceci tout de suite, comme urgent.',
      help: 'Le centre de services reçoit ceci tout de suite.',
    },
    what: 'Que s’est-il passé?',
    whatRequired: 'Dites en quelques mots ce qui s’est passé.',
    since: 'Depuis quand?',
    sincePlaceholder: 'par exemple ce matin',
    reach: 'Comment et quand le centre de services peut-il vous joindre?',
    reachRequired: 'Dites comment le centre de services peut vous joindre.',
    reachPlaceholder: 'au téléphone d’une collègue, avant 17 h',
    someoneElse: 'Quelqu’un d’autre a peut-être mon téléphone ou connaît mon code',
    onlyInPrivate: (desk: string) =>
      `Je prends les signalements seulement dans notre conversation privée, où personne d’autre ne lit. Ouvrez une conversation avec moi et écrivez là, ou adressez-vous au centre de services : ${desk}.`,
    noSecrets: 'N’écrivez ici ni mot de passe ni code.',
    submit: 'Envoyer au centre de services',
    firstTitle: 'D’abord, tout de suite :',
    first: [
      'Refusez la demande, et n’en approuvez aucune que vous n’avez pas lancée.',
      'Ne donnez aucun code ni aucun numéro à personne, qui que ce soit qui le demande.',
      'Changez votre mot de passe.',
    ],
  },
  reach: {
    title: 'Lesquelles avez-vous encore?',
    text: 'Elles sont inscrites pour vous. Une seule suffit pour vous connecter maintenant.',
    none: 'Aucune',
    useNow: 'Comment vous en servir maintenant',
    phoneNow: {
      mobile:
        'À la page de connexion, choisissez « Sign in another way », puis le texto ou l’appel à ce numéro.',
      alternateMobile:
        'À la page de connexion, choisissez « Sign in another way », puis l’appel à ce numéro.',
      office:
        'À la page de connexion, choisissez « Sign in another way », puis l’appel à ce numéro. Il faut quelqu’un sur place pour répondre.',
    } satisfies Record<PhoneType, string>,
    now: {
      authenticator:
        'À la page de connexion, choisissez « Sign in another way », puis l’approbation dans l’application. Entrez le nombre que la page montre.',
      passkey:
        'À la page de connexion, choisissez « Sign in another way », puis la clé d’accès ou la clé de sécurité.',
      windowsHello:
        'Connectez-vous à l’ordinateur où c’est configuré, avec votre NIP, votre visage ou votre doigt.',
      platformCredential: 'Connectez-vous à l’ordinateur où c’est configuré.',
      softwareToken:
        'À la page de connexion, choisissez « Sign in another way », puis le code de vérification. Entrez celui que l’application montre maintenant.',
      hardwareToken:
        'À la page de connexion, choisissez « Sign in another way », puis le code de vérification. Entrez celui que le jeton montre maintenant.',
      temporaryAccessPass:
        'Entrez le laissez-passer quand la page de connexion le demande. Il ne sert que peu de temps.',
      qrCode: 'Balayez le code à la page de connexion, puis entrez votre NIP.',
      external: 'À la page de connexion, choisissez « Sign in another way », puis cette méthode.',
    } satisfies Partial<Record<MethodKind, string>>,
    replace:
      'Une fois dans votre compte, remplacez ce que vous avez perdu, pour que plus personne ne puisse s’en servir.',
    doesNotWork: 'Cela ne fonctionne pas non plus',
    again: 'En choisir une autre',
  },
  colleague: {
    button: 'Signaler pour un collègue',
    title: 'Signaler pour un collègue',
    intro:
      'Le centre de services reçoit ceci tout de suite. Il joint votre collègue d’après le dossier et vérifie qui c’est avant tout changement.',
    about: 'Nom ou adresse professionnelle de votre collègue',
    aboutRequired: 'Entrez le nom ou l’adresse de votre collègue.',
    what: 'Qu’est-il arrivé à votre collègue?',
    reach: 'Comment et quand le centre de services peut-il joindre votre collègue?',
    reachPlaceholder: 'à mon bureau, avant 17 h',
    someoneElse: 'Quelqu’un d’autre a peut-être son téléphone ou connaît un de ses codes',
    thanks: 'Merci. Le centre de services a votre signalement.',
    next: 'Il joint votre collègue d’après le dossier. Pour protéger sa vie privée, vous n’en saurez pas plus ici.',
    joined: (number: string) =>
      `Vous avez autant de signalements ouverts que j’en prends à la fois : ce que vous avez écrit a été ajouté au billet ${number}. Rien n’est perdu.`,
  },
  helpPage: {
    title: (organisation: string) => `Aide pour vous connecter : ${organisation}`,
    nav: 'Langues',
    languageName: 'Français',
    intro: (desk: string) =>
      `Vous ne pouvez pas vous connecter, ni donc nous joindre dans Teams? Écrivez ici ce qui s’est passé : le centre de services (${desk}) le reçoit comme billet. Cette page ne fait rien d’autre.`,
    prompts:
      'Vous recevez des demandes de connexion que vous n’avez pas lancées? D’abord, refusez-les, ne donnez aucun code à personne et changez votre mot de passe. Ensuite, écrivez ici.',
    required: 'Remplissez tout, sauf ce qui est facultatif.',
    optional: '(facultatif)',
    kind: 'De quoi s’agit-il?',
    kinds: {
      'lost-access': 'Je ne peux pas me connecter',
      'suspicious-prompt': 'Je reçois des demandes ou des codes que je n’ai pas demandés',
    },
    name: 'Votre nom',
    account: 'L’adresse ou le nom avec lequel vous vous connectez',
    what: 'Que s’est-il passé?',
    since: 'Depuis quand?',
    reach: 'Comment et quand le centre de services peut-il vous joindre?',
    reachHint: 'Par exemple un numéro de téléphone privé, et jusqu’à quelle heure.',
    someoneElse: 'Quelqu’un d’autre a peut-être mon téléphone ou connaît mon code',
    noSecrets: 'N’écrivez ici ni mot de passe ni code.',
    trap: 'Laissez ceci vide',
    submit: 'Envoyer au centre de services',
    error: 'Erreur',
    errorsTitle: 'Il manque quelque chose',
    errors: {
      name: 'Entrez votre nom.',
      account: 'Entrez l’adresse ou le nom avec lequel vous vous connectez.',
      what: 'Dites en quelques mots ce qui s’est passé.',
      reach: 'Dites comment le centre de services peut vous joindre.',
      trap: 'Un champ que vous ne voyez pas avait été rempli; il est de nouveau vide. Veuillez envoyer le formulaire encore une fois.',
    },
    tooManyTitle: 'Pas encore envoyé',
    tooMany:
      'Beaucoup de signalements viennent d’arriver, et celui-ci n’a pas été pris. Ce que vous avez écrit est encore ci-dessous. Veuillez joindre le centre de services autrement, ou l’envoyer de nouveau dans une heure.',
    done: (number: string) => `Votre billet porte le numéro ${number}`,
    doneText: 'Le centre de services a votre signalement. Veuillez noter le numéro.',
    nextTitle: 'La suite',
    next: [
      'Une personne du centre vérifie qui vous êtes, d’après le dossier, avant tout changement.',
      'Puis le centre de services vous joint. Personne là-bas ne demande jamais de mot de passe ni de code.',
    ],
    deskTitle: (desk: string) => desk,
    cannotWait: 'Si cela ne peut pas attendre, joignez vous-même le centre de services.',
  },
  ticket: {
    title: (number: string) => `Billet ${number}`,
    stored: 'Votre billet est enregistré.',
    joined: 'Vous avez déjà un billet ouvert. Ce que vous avez écrit y a été ajouté.',
    state: 'État',
    next: 'La suite',
    desk: 'Centre de services',
    what: 'Ce que vous avez signalé',
    thread: 'Conversation',
    earlier: (count: number) =>
      count === 1
        ? 'Un message précédent n’est pas affiché ici.'
        : `${count} messages précédents ne sont pas affichés ici.`,
    you: 'Vous',
    addWord: 'Ajouter un mot',
    answer: 'Votre réponse',
    send: 'Envoyer',
    reopen: 'Ce n’est pas réglé : rouvrir',
    hours: 'Heures',
    correct: 'Corriger ce que j’ai écrit',
    withdraw: 'Je n’en ai plus besoin',
    withdrawn: 'Retiré par vous',
    withdrawnNext:
      'Il ne se passe plus rien. Si vous en avez besoin après tout, rouvrez le billet ci-dessous.',
    tooOldNext:
      'Si cela recommence, ouvrez un nouveau billet ci-dessous : celui-ci date de plus de sept jours.',
    openNew: 'Ouvrir un nouveau billet',
    full: 'Vous avez autant de billets que j’en prends à la fois : ce que vous avez écrit a été ajouté à celui-ci. Rien n’est perdu.',
    unreached: (number: string, ways: string) =>
      `Je n’ai pas encore pu joindre le centre de services pour le billet ${number}. Votre billet est gardé, et je continue d’essayer. Si cela ne peut pas attendre, joignez-le vous-même : ${ways}.`,
    none: 'Vous n’avez aucun billet. Si vous ne pouvez pas vous connecter, dites-moi ce qui s’est passé.',
    listTitle: 'Vos billets',
    onlyInPrivate:
      'Je parle des billets seulement dans notre conversation privée. Ouvrez une conversation avec moi et demandez là.',
    notYours: 'Je ne trouve pas ce billet parmi les vôtres.',
    lineAsked: (number: string) =>
      `Le centre de services vous pose une question au sujet du billet ${number} : veuillez répondre sur la carte.`,
    lineSolved: (number: string) => `Le centre de services a résolu le billet ${number}.`,
    lineLifted: (number: string) =>
      `Vous pouvez de nouveau changer vos méthodes de connexion ici : le centre de services l’a permis (billet ${number}).`,
    notStored: 'Votre billet n’a pas pu être enregistré.',
  },
  desk: {
    title: (number: string, kind: string) => `${number} · ${kind}`,
    urgent: 'URGENT',
    who: 'Qui',
    address: 'Courriel',
    since: 'Depuis',
    reach: 'Comment joindre',
    urgency: 'Urgence',
    normal: 'normale',
    what: 'Ce qui a été signalé',
    methods: 'Méthodes inscrites',
    noMethods: 'aucune, ou impossible à lire',
    proven: 'Ce qui est prouvé',
    provenText: {
      'teams-session':
        'La connexion à Teams. Non prouvé : qui a l’appareil en main maintenant. Vérifiez l’identité d’après le dossier avant tout changement.',
      'receipt-link':
        'L’ouverture du lien d’un reçu envoyé aux propres adresses de la personne. Non prouvé : qui l’a ouvert. Vérifiez l’identité d’après le dossier avant tout changement.',
      colleague:
        'Rien de la personne : un collègue l’a signalé, connecté à Teams, et a tapé de qui il s’agit. Vérifiez l’identité d’après le dossier avant tout changement.',
      'public-page':
        'Rien : cela vient de la page publique, où tout le monde peut écrire. Vérifiez l’identité d’après le dossier avant tout changement.',
    },
    state: 'État',
    assignee: 'Pris en charge par',
    nobody: 'personne pour l’instant',
    states: {
      open: 'Ouvert',
      taken: 'Pris en charge',
      waiting: 'En attente de la personne',
      resolved: 'Résolu',
    },
    take: 'Prendre en charge',
    takeOver: 'Reprendre',
    reply: 'Demander ou répondre',
    replyLabel: 'Votre message à la personne',
    resolve: 'Résoudre',
    resolveLabel: 'Que doit savoir la personne?',
    textRequired: 'Écrivez quelques mots.',
    send: 'Envoyer',
    reopen: 'Rouvrir',
    listTitle: 'Billets ouverts',
    listNone: 'Il n’y a aucun billet ouvert.',
    notAnAgent: 'Seules les personnes du centre de services peuvent faire cela.',
    frozen: 'Les changements aux méthodes de cette personne par le robot sont arrêtés.',
    notBrought: (number: string, system: string) =>
      `Le billet ${number} n’a pas pu être transmis à ${system}. Le journal du robot dit pourquoi. Une fois la cause corrigée, « npm run desks -- retry » l’y transmet; sinon, veuillez l’y entrer à la main.`,
    lift: 'Permettre de nouveau les changements',
    lifted: 'Les changements sont de nouveau permis.',
    notFrozen: 'Les changements n’étaient pas arrêtés.',
    notOnSelf: 'Un collègue doit le faire : personne ne le fait pour son propre compte.',
    noCodes: 'Ne demandez jamais de codes ni de mots de passe.',
    typed: (name: string) => `${name} (tapé, non vérifié)`,
    account: 'Compte, tel que tapé',
    reporter: 'Signalé par',
    related: 'Peut-être la même personne',
    corrected: 'corrige ce qui était écrit',
    withdrawn: 'Retiré par la personne',
    queue: 'File',
    promised: 'À prendre en charge avant',
    told: 'Ce que le robot lui a dit',
    toldNothing: 'Aucun guide dans la dernière demi-heure.',
    checks: 'À vérifier avant tout changement',
    usualChecks,
    outcome: 'Issue',
    outcomeRequired: 'Choisissez une issue.',
    handOver: 'Transférer',
    handOverTo: 'À quelle file?',
    handOverRequired: 'Choisissez une file.',
    handOverNote: 'Note pour cette file (seul le centre de services la voit)',
    handedOver: 'Transféré',
    handedOverBy: (name: string, when: string) => `par ${name}, ${when}`,
    moved: (queue: string) =>
      `Ce billet est maintenant dans la file « ${queue} ». Sa carte s’y trouve.`,
    filters: {
      mine: 'Les miens',
      unassigned: 'Non attribués',
      urgent: 'Urgents',
      all: 'Tous',
    },
    listPart: (filter: string, from: number, to: number, total: number) =>
      `${filter} : ${from} à ${to} sur ${total}`,
    listEmpty: (filter: string) => `${filter} : aucun`,
    listBack: 'Précédents',
    listOn: 'Suivants',
    reminder: (number: string, kind: string, until: string) =>
      `Personne n’a encore pris en charge le billet ${number} (${kind}). Il doit l’être avant : ${until}.`,
    found: (number: string) =>
      `Seul le centre de services peut l’ouvrir : écrivez-moi ${number} dans votre propre conversation.`,
  },
  reentry: reentryFr,
  deskReport: {
    checksTitle: 'À vérifier avant tout changement',
    checks: usualChecks,
    told: 'Ce que le robot lui a dit',
    kinds: ticketKinds,
    urgent: 'URGENT',
    who: 'Qui',
    directoryId: 'Identifiant d’objet dans Microsoft Entra',
    address: 'Courriel (en partie)',
    what: 'Ce qui a été signalé',
    since: 'Depuis',
    someoneElse: 'Il se peut que quelqu’un d’autre ait le téléphone ou connaisse un code.',
    methods: 'Méthodes inscrites (en partie)',
    noMethods: 'aucune, ou impossible à lire',
    proven: 'Prouvé',
    notProven: 'Non prouvé',
    proof: {
      'teams-session': {
        yes: ['Une session Teams était ouverte avec ce compte au moment du signalement.'],
        no: [
          'Aucune nouvelle connexion avec une deuxième méthode.',
          'Aucun code à usage unique.',
          'Qui a l’appareil en main maintenant.',
        ],
      },
      'receipt-link': {
        yes: ['Le lien d’un reçu envoyé aux propres adresses de la personne a été ouvert.'],
        no: ['Qui l’a ouvert.', 'Qui a l’appareil en main maintenant.'],
      },
      colleague: {
        yes: ['La session Teams d’un collègue était ouverte au moment du signalement.'],
        no: [
          'Que la personne concernée est au courant.',
          'Qui est la personne concernée : le nom a été tapé.',
        ],
      },
      'public-page': {
        yes: [],
        no: [
          'Qui a écrit : tout le monde peut ouvrir la page.',
          'Qui est concerné : le nom a été tapé.',
        ],
      },
    },
    reachUnverified: 'Comment la personne dit pouvoir être jointe (non vérifié, ne prouve rien)',
    rules: [
      'Vérifiez l’identité d’après le dossier avant tout changement. Rappelez à un numéro qui figure au dossier, jamais à un numéro de ce billet.',
      'Ne demandez jamais de codes ni de mots de passe.',
    ],
    reporter: 'Signalé par',
    about: 'Compte, tel que tapé',
    related: 'Peut-être la même personne',
    correctedBy: (name: string) =>
      `${name}, dans le clavardage, pour corriger ce qui était écrit :`,
    withdrawnInChat: 'Retiré dans le clavardage par la personne qui l’avait signalé.',
    saidBy: (name: string) => `${name}, dans le clavardage :`,
    resolvedInChat: 'Résolu par le centre de services dans le clavardage.',
    outcome: (resolution: Resolution) => `Issue : ${resolutions[resolution]}`,
    reopenedInChat:
      'Rouvert dans le clavardage : le problème n’est pas réglé. Veuillez le rouvrir ici aussi.',
    reference: 'Référence',
    asked: 'Le centre de services attend votre réponse. Cherchez son message, ou répondez ici.',
    resolved: 'Le centre de services a indiqué que c’est résolu.',
  },
  contact: {
    title: (desk: string) => `Pour obtenir de l’aide : ${desk}`,
    raise: 'Ouvrir un billet',
    text: 'Ouvrez un billet ici, et une personne du centre de services vous joindra.',
    by: { email: 'Courriel', telephone: 'Téléphone', place: 'Où', hours: 'Heures' },
  },
  demonstration: {
    youAre: (name: string) => `Vous êtes maintenant ${name}.`,
    youAreDesk: (name: string) =>
      `Vous êtes maintenant ${name}, du centre de services. Utilisez les boutons des billets dans le canal de l’équipe, ou écrivez « tickets ».`,
    unknown: (names: string) =>
      `Je ne connais pas ce nom. Vous pouvez être : ${names}, ou le centre de services (« be the desk »).`,
    note: (name: string, inbox: string) =>
      `Ceci est une démonstration${name && `, et vous êtes ${name}`}. Changez ou retirez une méthode de connexion : vous vous connectez pour le confirmer, et les textos et courriels arrivent sur [le téléphone et la boîte aux lettres simulés](${inbox}). Pour être quelqu’un d’autre, écrivez « be Megan » ou « be the desk ».`,
  },
  fault: (reference: string) =>
    `Un problème est survenu de notre côté. Veuillez réessayer; si cela persiste, donnez au centre de services la référence ${reference}.`,
  tooLong: 'Ce message est trop long pour moi. Veuillez demander en une ou deux phrases.',
  onlyText: 'Je lis seulement du texte. Veuillez écrire votre question.',
};
