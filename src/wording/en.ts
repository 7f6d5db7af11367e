import type { AskedFor } from '../signInMethods/nextTime';
import type { MethodKind, DefaultMethod, PhoneType } from '../signInMethods/method';
import type { PhoneReason } from '../signInMethods/phoneNumber';
import type { EmailReason } from '../signInMethods/emailAddress';
import type { RefusedReason } from '../signInMethods/carryOut';
import type { CodeReason } from '../proof/oneTimeCode';
import type { ProvenBy, Resolution, TicketKind, TicketState } from '../escalation/ticket';
import type { TicketRefusal } from '../escalation/ticketEvents';
import type { DeskFilter } from '../escalation/ticketStore';
import type { DeskReportWords } from '../escalation/desks/deskReport';
import type { Question } from '../guides/answering/pairs';
import type { Operation } from '../organisation/policy';
import type { Offer } from '../guides/guide';
import { reentryEn } from './reentryEn';

const methodKinds: Record<MethodKind, string> = {
  phone: 'Phone',
  email: 'E-mail (password reset only)',
  authenticator: 'Microsoft Authenticator app',
  passkey: 'Passkey or security key',
  windowsHello: 'Windows Hello for Business',
  platformCredential: 'Platform credential',
  softwareToken: 'One-time codes from an app',
  hardwareToken: 'One-time codes from a token',
  temporaryAccessPass: 'Temporary Access Pass',
  qrCode: 'QR code',
  external: 'External method',
  password: 'Password',
  unknown: 'Another method',
};

const phoneTypes: Record<PhoneType, string> = {
  mobile: 'Mobile phone',
  alternateMobile: 'Alternate phone',
  office: 'Office phone',
};

const defaults: Record<DefaultMethod, string> = {
  push: 'Approve in the Microsoft Authenticator app',
  oath: 'One-time code from an app or token',
  sms: 'Text message to your mobile phone',
  voiceMobile: 'Call to your mobile phone',
  voiceAlternateMobile: 'Call to your alternate phone',
  voiceOffice: 'Call to your office phone',
};

const askedFor: Record<AskedFor, string> = {
  push: 'an approval in the Microsoft Authenticator app',
  oath: 'a one-time code from an app or token',
  sms: 'a code by text message to your mobile phone',
  voiceMobile: 'a call to your mobile phone',
  voiceAlternateMobile: 'a call to your alternate phone',
  voiceOffice: 'a call to your office phone',
  temporaryAccessPass: 'your Temporary Access Pass',
  passkey: 'your passkey, security key or Windows Hello',
  external: 'your organisation’s external method',
};

const phoneReasons: Record<PhoneReason, string> = {
  'phone-empty': 'Type the phone number.',
  'phone-characters':
    'That has characters that a phone number does not have. Type digits only, for example 07400 123456.',
  'phone-country-missing': 'Choose the country that the number belongs to.',
  'phone-country-differs':
    'That number belongs to another country than the one chosen. Choose the number’s own country, or check the number.',
  'phone-country-not-allowed':
    'Your organisation does not take numbers of that country. Use a number of your own country, or ask the service desk.',
  'phone-too-short': 'That number is too short. Check that no digit is missing.',
  'phone-too-long': 'That number is too long. Type one number only, without extra digits.',
  'phone-not-a-number':
    'That is not a number in use in the chosen country. Check the digits and the country.',
  'phone-not-mobile':
    'That is not a mobile number. For a landline choose “Alternate phone” or “Office phone”, which can be called.',
  'phone-premium':
    'Numbers that cost extra, freephone and internet numbers cannot be used. Use an ordinary number.',
  'phone-extension':
    'Only an office phone can have an extension. Leave the extension out, or choose “Office phone”.',
};

const emailReasons: Record<EmailReason, string> = {
  'email-empty': 'Type the e-mail address.',
  'email-too-long': 'That is longer than an e-mail address can be. Check it.',
  'email-characters':
    'Use plain letters without accents, digits and the usual signs, for example name@example.org.',
  'email-form': 'That is not one complete e-mail address. It looks like name@example.org.',
  'email-own-domain':
    'That is an address of your organisation. When you cannot sign in, you cannot read it either: type a private address.',
  'email-own-address':
    'That is the mailbox of this very account. When you cannot sign in, you cannot read it either: type another address.',
};

const refused: Record<RefusedReason, string> = {
  'at-the-portal': 'This is changed on Microsoft’s own page. The button opens it.',
  guest:
    'You are a guest here. Your sign-in methods belong to your own organisation: ask its service desk.',
  privileged:
    'Accounts with administrator roles are not changed from the chat. Use Microsoft’s own page.',
  disabled: 'Your account is disabled. Please contact the service desk.',
  'unknown-person': 'I do not find you in the directory. Please contact the service desk.',
  'directory-said-no':
    'Microsoft did not accept the change, so nothing was changed. Try it on Microsoft’s own page, or contact the service desk.',
  'default-not-registered':
    'That method is not registered any more. Have a look at your methods and choose again.',
  'default-already': 'That is your default already, so there is nothing to change.',
  'mobile-first':
    'An alternate phone needs a mobile phone first. Add the mobile phone, then the alternate one.',
  'same-number': 'That number is registered already, so there is nothing to change.',
  'same-address': 'That address is registered already, so there is nothing to change.',
  'changed-meanwhile': 'Your methods changed meanwhile. Have a look at them and start again.',
  'is-default':
    'That is your default method. Choose another default first, then this one can be removed.',
  'last-usable':
    'That is the last method you can sign in with. Register another one first, then this one can be removed.',
  'alternate-needs-mobile':
    'Your alternate phone needs the mobile phone. Remove the alternate one first, or replace the mobile number.',
  frozen:
    'Changes to your sign-in methods are stopped, because somebody reported a change that was not theirs. The service desk can lift this.',
  paused:
    'A phone, an app or a passkey of yours was replaced or removed in the last day. To protect you, further changes wait until a day has passed. If it cannot wait, contact the service desk.',
  spent: 'This was confirmed already, or it took too long. Start again if it is still to be done.',
  'route-refused':
    'Microsoft does not let me make this change, so nothing was changed. You can make it on Microsoft’s own page.',
  'directory-busy':
    'Microsoft’s directory is very busy, so nothing was changed. Please try again in a few minutes.',
  'directory-failed':
    'Microsoft’s directory had a fault, so nothing was changed. Please try again in a minute.',
};

const codeReasons: Record<CodeReason, string> = {
  'code-form': 'The code is eight digits. Type just those.',
  'code-wrong': 'That is not the code. Check the newest message and try again.',
  'code-expired': 'That code is no longer valid. Ask for a new one and use only the newest.',
  'code-too-many': 'That was tried too often. Ask for a new code.',
  'code-locked':
    'There were too many wrong codes today. Try again tomorrow, or contact the service desk.',
};

const usualChecks: readonly string[] = [
  'They report this themselves, and what they say agrees with the record on file',
  'They were seen, by video or in person, and compared with a picture on file',
  'No method or address on the account was changed in the last days without them',
  'Nothing was unusual: no hurry, nobody prompting, no wish for more than this',
];

const ticketRefusals: Record<TicketRefusal, string> = {
  'ticket-taken-by-another': 'A colleague has taken this ticket.',
  'ticket-take-first': 'Take the ticket first.',
  'ticket-resolved': 'This ticket is resolved. Reopen it first.',
  'ticket-not-resolved': 'This ticket is open already.',
  'ticket-another-open': 'There is a newer open ticket about the same. Please go on there.',
  'ticket-text-missing': 'Type a few words first.',
  'ticket-too-old': 'That was resolved more than seven days ago. Please open a new ticket.',
  'ticket-desk-ends':
    'Somebody else may be involved here, so only the service desk closes this ticket. If it was you, add a word and say so.',
  'ticket-nobody-to-ask':
    'Nobody in the chat can answer for this ticket: who it is about was only typed. Reach the person by the record on file.',
  'ticket-own': 'This ticket is about you. A colleague must work on it.',
  'ticket-same-queue': 'The ticket is in that queue already.',
};

const ticketKinds: Record<TicketKind, string> = {
  'lost-access': 'Lost access',
  'suspicious-prompt': 'Suspicious sign-in',
  help: 'Question',
};

const ticketStates: Record<TicketState, string> = {
  open: 'Received, waiting for an agent',
  taken: 'An agent is working on it',
  waiting: 'The service desk asks you something',
  resolved: 'Resolved',
};

const resolutions: Record<Resolution, string> = {
  'access-restored': 'Access is restored',
  'new-method': 'A new sign-in method is set up',
  'not-needed': 'Not needed any more',
  'not-verified': 'The identity could not be verified',
  other: 'Another outcome',
};

const ticketNext: Record<TicketState, string> = {
  open: 'The service desk has your ticket. An agent checks who you are before anything is changed, then contacts you as you asked.',
  taken: 'The agent contacts you as you asked. Keep this chat at hand.',
  waiting: 'Please answer below: the agent waits for it.',
  resolved: 'If it is not solved, reopen the ticket below.',
};

/** The same where nobody said how they can be reached. */
const ticketNextOnFile: Partial<Record<TicketState, string>> = {
  open: 'The service desk has your ticket. An agent checks who you are before anything is changed, and contacts you by the record on file.',
  taken: 'The agent contacts you by the record on file. Keep this chat at hand.',
};

const offers: Record<Offer, string> = {
  'see-methods': 'Show my sign-in methods',
  'change-default': 'Change my default',
  'add-phone': 'Add a phone',
  'change-phone': 'Change my phone number',
  'add-email': 'Add an e-mail address',
  'report-lost-access': 'Report lost access',
  'report-suspicious': 'Report it to the service desk',
  'contact-desk': 'Contact the service desk',
  'open-portal': 'Open my security info',
  'open-password-reset': 'Reset my password',
};

const questions: Record<Question, { title: string; text: string }> = {
  'can-you-still-sign-in': {
    title: 'Can you still sign in with any of your methods?',
    text: 'For example with the app on another device, a text to a number that you have, or a passkey.',
  },
  'phone-or-number': {
    title: 'Is it a new number or a new phone?',
    text: 'A new phone with the same number needs other steps than a new number.',
  },
  'password-known': {
    title: 'Do you know your password at the moment?',
    text: 'If you do, you can prepare for the day you forget it. If you do not, it has to be reset now.',
  },
};

/** Every sentence in English. Another language has the same entries, or it does not compile. */
export const en = {
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
    title: (organisation: string) => `Hello, I help with signing in at ${organisation}`,
    text: (service: string) =>
      `I explain ${service} step by step, show and change your sign-in methods, and get you to the service desk when you cannot sign in.`,
    ask: 'Ask in your own words, for example:',
    examples: ['How do I change my number?', 'Show my sign-in methods', 'I lost my phone'],
    person: 'Talk to a person',
  },
  guide: {
    lead: 'This is what the guide says.',
    source: 'From',
    reviewed: 'Last reviewed',
    desk: 'Service desk',
    portal: 'Web page',
    otherLanguage: 'There is no guide in English for this yet, so here it is in French.',
    overdue: (due: string) =>
      `This guide should have been reviewed by ${due}. Buttons may have moved since.`,
    helpful: 'Helpful',
    notHelpful: 'Not helpful',
    didNotHelp: 'I am still stuck',
    also: (title: string) => `Also: ${title}`,
    thanks: 'Thank you, that is noted.',
    whyNot: 'What was wrong with it?',
    reasons: {
      unclear: 'I did not understand it',
      wrong: 'It does not match what I see',
      incomplete: 'Something is missing',
      other: 'It is not what I asked',
    },
    reasonNeeded: 'Choose at least one reason.',
    comment: 'Anything else? (no personal data, please)',
    send: 'Send',
  },
  offer: {
    title: 'Which of these do you mean?',
    none: 'None of these',
  },
  refuse: {
    title: 'I cannot help with that',
    text: 'I only know about signing in: multi-factor authentication, your sign-in methods and getting help when you cannot sign in.',
    noneText: 'Then try it in other words, or let a person help you.',
  },
  deciding: {
    questions,
    yes: 'Yes, I have another way',
    no: 'No, I cannot get in',
    neither: 'That is not my question',
  },
  methods: {
    title: 'Your sign-in methods',
    intro: 'Only you see this. Numbers and addresses are shown in part.',
    none: 'Nothing is registered but your password.',
    added: (day: string) => `added ${day}`,
    isDefault: 'default',
    forSignIn: 'For signing in',
    forReset: 'For resetting your password only',
    nextTitle: 'What you will be asked next time',
    next: (asked: string) => `Next time Microsoft asks for: ${asked}.`,
    nextNothing: 'Microsoft will ask you to register a method at your next sign-in.',
    systemPreferred: (asked: string) =>
      `Your organisation lets Microsoft pick the strongest method: ${asked}. Changing the default changes nothing you see, because the default is not used for that.`,
    telephoneOnly:
      'You have text messages or calls only. Microsoft’s own texts and calls end on 1 February 2027: please register a passkey before then. Ask me “how do I set up a passkey?”.',
    passkey: { title: 'Set up a passkey', ask: 'How do I set up a passkey?' },
    onlyInPrivate:
      'I talk about sign-in methods only in our private chat. Open a chat with me and ask there.',
    deleteMessage:
      'Please delete your message too: everybody here can read the number or address in it.',
    notYou:
      'I cannot tell who you are here, so I show no sign-in methods. Open a private chat with me in Teams.',
    unreachable:
      'Microsoft’s directory does not answer at the moment. Please try again in a minute.',
  },
  change: {
    willHappen: {
      'change-default': (to: string) => `Your default becomes: ${to}.`,
      'remove-phone': (masked: string, type: string) =>
        `${masked} is removed: it is no longer your ${type.toLowerCase()}.`,
      'remove-email': (masked: string) => `${masked} is no longer used to reset your password.`,
      'remove-authenticator': (name: string) =>
        `The Microsoft Authenticator app${name ? ` on “${name}”` : ''} is removed from your account.`,
      'remove-passkey': (name: string) =>
        `The passkey${name ? ` “${name}”` : ''} is removed from your account.`,
      'remove-software-token': () => 'One-time codes from an app are removed from your account.',
    },
    hasHappened: {
      'remove-phone': (masked: string) => `The number ${masked} is removed.`,
      'remove-email': (masked: string) => `The address ${masked} is removed.`,
      'remove-authenticator': (name: string) =>
        `The Microsoft Authenticator app${name ? ` on “${name}”` : ''} is removed.`,
      'remove-passkey': (name: string) => `The passkey${name ? ` “${name}”` : ''} is removed.`,
      'remove-software-token': () => 'One-time codes from an app are removed.',
    },
    leftOver: {
      'remove-authenticator':
        'Remove the account in the app on the phone too, or it goes on showing prompts that lead nowhere.',
      'remove-passkey':
        'The passkey itself is still on its device or key. Delete it there too, so that nobody is asked to use it.',
      'remove-software-token': 'Delete the entry in the app that made the codes, too.',
    } as Partial<Record<Operation, string>>,
    confirmTitle: 'Confirm that it is you',
    confirmText: (minutes: number) =>
      `Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have ${minutes} minutes.`,
    route: {
      self: 'It is done in your name, with your own sign-in.',
      bot: 'The bot does it with its own permission, after your sign-in.',
    },
    signIn: 'Sign in to confirm',
    cancel: 'Cancel',
    remove: 'Remove',
    removeTitle: 'Remove a sign-in method',
    removeLabel: 'Which one',
    removeRequired: 'Choose what is to be removed.',
    removeNext: 'Continue',
    removeNone: 'There is nothing that can be removed here.',
  },
  confirmPage: {
    title: 'Confirm a change',
    account: (name: string) => `Account: ${name}`,
    willDo: 'What will be done',
    how: 'You sign in with Microsoft once more. Only you can confirm this, and only this is done.',
    stop: 'Did you not ask for this in Teams? Then close this page, and tell the service desk.',
    signIn: 'Sign in and confirm',
    back: 'You can close this page and go back to Teams.',
    done: 'Done',
    notDone: 'Not changed',
    unclear: 'Please check',
    unclearText:
      'Microsoft’s directory broke off in the middle. I look again in two minutes, and the card in Teams shows what I find.',
    gone: 'This link is no longer valid',
    goneText:
      'It was used already, was cancelled, or is older than 15 minutes. Your chat with me in Teams shows how it ended; start again there if you need to.',
    notYou:
      'You signed in with another account than the one that this change is for. Nothing was changed.',
    cancelled: 'The sign-in was not finished. Nothing was changed; you can try again.',
    tryAgain: 'Try again',
    notProven:
      'The sign-in did not bring the fresh proof that this change needs. Nothing was changed. You can make the change on Microsoft’s own page.',
    portal: 'Open my security info',
  },
  receipt: {
    subject: (organisation: string) => `Your sign-in methods at ${organisation} were changed`,
    text: (what: string, when: string) => `${what} This was done on ${when}.`,
    undo: (portal: string) =>
      `To undo it, ask the bot in Teams or open ${portal}. To end other sessions, choose “Sign out everywhere” there.`,
    notMe: 'If this wasn’t you, open this page at once. It stops all further changes:',
    notMeShort: 'Not you?',
    notMeButton: 'This wasn’t me',
    title: 'Your sign-in methods were changed',
    notMeHere: 'If this wasn’t you, say so at once: the button below stops all further changes.',
  },
  notMePage: {
    title: 'Was this not you?',
    text: 'This was changed on your account:',
    effect:
      'If it wasn’t you, press the button. The bot then changes nothing more for your account, and the service desk gets an urgent ticket. It will check who you are before anything is put right.',
    button: 'This wasn’t me: stop all changes',
    done: 'All changes are stopped',
    doneText: (ticket: string) => `The service desk has the urgent ticket ${ticket}.`,
    doneNext:
      'If you can, change your password now. Do not approve any sign-in prompt that you did not start yourself.',
    call: (ways: string) => `You can also reach the service desk yourself: ${ways}.`,
    ticket: (what: string) => `“This wasn’t me” was pressed for this change: ${what}`,
    goneTitle: 'This link is no longer valid',
    gone: (ways: string) =>
      `If something is wrong with your account, contact the service desk: ${ways}.`,
  },
  changeDefault: {
    title: 'Change your default sign-in method',
    now: (current: string) => `Now: ${current}`,
    nothing: 'none',
    label: 'New default',
    required: 'Choose the method that you want to be asked for first.',
    submit: 'Change the default',
    done: (to: string) => `Your default is now: ${to}.`,
    tooFew: 'You have no other method that can be a default. Add one first.',
    systemPreferred:
      'Good to know: your organisation lets Microsoft pick the strongest method at sign-in, so you will hardly see a difference.',
  },
  phone: {
    title: 'Add or change a phone number',
    intro:
      'Microsoft can call it or send a code to it. First I send a code to the number, to see that it is yours.',
    type: 'Which phone',
    typeRequired: 'Choose which phone it is.',
    replaces: (masked: string) => `replaces ${masked}`,
    country: 'Country of the number',
    countryRequired: 'Choose a country.',
    number: 'Phone number',
    numberRequired: 'Type the phone number.',
    placeholder: 'for example 07400 123456',
    submit: 'Send me a code',
    added: (masked: string) => `The number ${masked} is registered.`,
    replaced: (masked: string) => `Your number is now ${masked}. The old one is no longer used.`,
    smsEnd:
      'Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.',
  },
  email: {
    title: 'Add or change an e-mail address',
    intro:
      'It is used to reset your password, never to sign in. First I send a code to the address, to see that it is yours.',
    change: 'Change my e-mail address',
    replaces: (masked: string) => `This replaces ${masked}.`,
    address: 'Private e-mail address',
    addressRequired: 'Type the e-mail address.',
    placeholder: 'name@example.org',
    submit: 'Send me a code',
    added: (masked: string) => `The address ${masked} is registered for password reset.`,
    replaced: (masked: string) =>
      `Your address for password reset is now ${masked}. The old one is no longer used.`,
  },
  code: {
    title: 'Enter the code',
    sentTo: (target: string) =>
      `I sent eight digits to ${target}. They are valid for ten minutes. Never give them to anybody.`,
    willDo: 'What happens then',
    addPhone: (target: string, type: string) =>
      `${target} is registered as your ${type.toLowerCase()}.`,
    replacePhone: (target: string, type: string, old: string) =>
      `${target} is registered as your ${type.toLowerCase()} in place of ${old}.`,
    addEmail: (target: string) => `${target} is registered for password reset.`,
    replaceEmail: (target: string, old: string) =>
      `${target} is registered for password reset in place of ${old}.`,
    label: 'Code',
    required: 'Type the eight digits.',
    submit: 'Confirm',
    again: 'Send a new code',
    cancel: 'Cancel',
    cancelled: 'You cancelled it. Your sign-in methods are as they were.',
    wait: (seconds: number) =>
      seconds < 120
        ? `Please wait ${seconds} seconds before another code is sent.`
        : `Too many codes were sent. Another one can be sent in ${Math.ceil(seconds / 60)} minutes.`,
    notSent: 'The code could not be sent. Nothing was changed. Please try again in a minute.',
    notInChat:
      'If that is a code: I take codes only on the card that asks for them, never as a message. Type it there.',
    notInGroup:
      'If that is a code: I take codes only on the card in our private chat, and everybody here can read this one. Please delete your message and ask for a new code there.',
    openInbox: {
      phone: 'Open the simulated phone',
      email: 'Open the simulated mailbox',
    },
    message: (code: string, organisation: string) =>
      `${code} is your code for registering this contact at ${organisation}. It is valid for ten minutes. Type it in that chat only: nobody else will ever ask you for it.`,
  },
  result: {
    done: 'Done',
    notDone: 'Not changed',
    notHere: 'Not possible here',
    unclear: 'Please check',
    unclearText:
      'Microsoft’s directory broke off in the middle. Please look at your methods in a minute to see whether the change went through.',
    seeMethods: 'Show my sign-in methods',
    startAgain: 'Start again',
    gone: 'This card is no longer valid',
    goneText:
      'It was used already, it is older than 15 minutes, or it belongs to somebody else. Open your own chat with me and start again.',
    atThePortalTitle: 'This is done on Microsoft’s page',
  },
  report: {
    title: {
      'lost-access': 'Report lost access',
      'suspicious-prompt': 'Report a suspicious sign-in',
      help: 'Contact the service desk',
    },
    intro: {
      'lost-access':
        'The service desk gets this at once, with what it needs. It will check who you are before anything is changed.',
      'suspicious-prompt': 'The service desk gets this at once as urgent.',
      help: 'The service desk gets this at once.',
    },
    what: 'What happened?',
    whatRequired: 'Say in a few words what happened.',
    since: 'Since when?',
    sincePlaceholder: 'for example this morning',
    reach: 'How and when can the desk reach you?',
    reachRequired: 'Say how the desk can reach you.',
    reachPlaceholder: 'a colleague’s phone, until 5 pm',
    someoneElse: 'Somebody else may have my phone or know my code',
    onlyInPrivate: (desk: string) =>
      `I take reports only in our private chat, where nobody reads along. Open a chat with me and write it there, or go to the service desk: ${desk}.`,
    noSecrets: 'Do not write passwords or codes here.',
    submit: 'Send to the service desk',
    firstTitle: 'Do this first, now:',
    first: [
      'Deny the prompt, and approve none that you did not start.',
      'Share no code and no number with anybody, whoever asks.',
      'Change your password.',
    ],
  },
  reach: {
    title: 'Which of these do you still have?',
    text: 'They are registered for you. With any one of them you can sign in now.',
    none: 'None of them',
    useNow: 'How to use it now',
    phoneNow: {
      mobile:
        'At the sign-in page choose “Sign in another way”, then the text message or the call to this number.',
      alternateMobile:
        'At the sign-in page choose “Sign in another way”, then the call to this number.',
      office:
        'At the sign-in page choose “Sign in another way”, then the call to this number. Somebody must be there to answer it.',
    } satisfies Record<PhoneType, string>,
    now: {
      authenticator:
        'At the sign-in page choose “Sign in another way”, then the approval in the app. Type the number that the page shows.',
      passkey:
        'At the sign-in page choose “Sign in another way”, then the passkey or security key.',
      windowsHello: 'Sign in on the computer where it is set up, with your PIN, face or finger.',
      platformCredential: 'Sign in on the computer where it is set up.',
      softwareToken:
        'At the sign-in page choose “Sign in another way”, then the verification code. Type the one that the app shows now.',
      hardwareToken:
        'At the sign-in page choose “Sign in another way”, then the verification code. Type the one that the token shows now.',
      temporaryAccessPass:
        'Type the pass when the sign-in page asks for it. It works for a short time only.',
      qrCode: 'Scan the code at the sign-in page, and type your PIN.',
      external: 'At the sign-in page choose “Sign in another way”, then this method.',
    } satisfies Partial<Record<MethodKind, string>>,
    replace: 'Once you are in, replace what you lost, so that it cannot be used any more.',
    doesNotWork: 'That does not work either',
    again: 'Choose another one',
  },
  colleague: {
    button: 'Report for a colleague',
    title: 'Report for a colleague',
    intro:
      'The service desk gets this at once. It reaches your colleague by what it has on file, and checks who they are before anything is changed.',
    about: 'Your colleague’s name or work address',
    aboutRequired: 'Type your colleague’s name or address.',
    what: 'What happened to your colleague?',
    reach: 'How and when can the desk reach your colleague?',
    reachPlaceholder: 'at my desk, until 5 pm',
    someoneElse: 'Somebody else may have their phone or know a code of theirs',
    thanks: 'Thank you. The service desk has your report.',
    next: 'It reaches your colleague by what it has on file. For your colleague’s privacy you hear nothing more about it here.',
    joined: (number: string) =>
      `You have as many open reports as I take at a time, so what you wrote was added to ${number}. Nothing is lost.`,
  },
  helpPage: {
    title: (organisation: string) => `Help with signing in at ${organisation}`,
    nav: 'Languages',
    languageName: 'English',
    intro: (desk: string) =>
      `Can you not sign in, and so not reach us in Teams? Write here what happened: the service desk (${desk}) gets it as a ticket. This page does nothing else.`,
    prompts:
      'Do you get sign-in prompts that you did not start? First deny them, share no code with anybody, and change your password. Then write here.',
    required: 'Fill in everything except what is marked as optional.',
    optional: '(optional)',
    kind: 'What is it about?',
    kinds: {
      'lost-access': 'I cannot sign in',
      'suspicious-prompt': 'I get prompts or codes that I did not ask for',
    },
    name: 'Your name',
    account: 'The address or name that you sign in with',
    what: 'What happened?',
    since: 'Since when?',
    reach: 'How and when can the desk reach you?',
    reachHint: 'For example a private telephone number, and until when.',
    someoneElse: 'Somebody else may have my phone or know my code',
    noSecrets: 'Do not write passwords or codes here.',
    trap: 'Leave this empty',
    submit: 'Send to the service desk',
    error: 'Error',
    errorsTitle: 'Something is missing',
    errors: {
      name: 'Type your name.',
      account: 'Type the address or name that you sign in with.',
      what: 'Say in a few words what happened.',
      reach: 'Say how the desk can reach you.',
      trap: 'A field that you do not see was filled in, and it is empty again. Please send the form once more.',
    },
    tooManyTitle: 'Not sent yet',
    tooMany:
      'Many reports came in just now, so this one was not taken. What you wrote is still below. Please contact the service desk another way, or send it again in an hour.',
    done: (number: string) => `Your ticket is ${number}`,
    doneText: 'The service desk has your report. Please note the number.',
    nextTitle: 'What happens next',
    next: [
      'An agent checks who you are, by what is on file, before anything is changed.',
      'Then the desk contacts you. Nobody there ever asks for a password or a code.',
    ],
    deskTitle: (desk: string) => desk,
    cannotWait: 'If it cannot wait, contact the desk yourself.',
  },
  ticket: {
    title: (number: string) => `Ticket ${number}`,
    stored: 'Your ticket is stored.',
    joined: 'You have an open ticket already. What you wrote was added to it.',
    state: 'State',
    next: 'What happens next',
    desk: 'Service desk',
    what: 'What you reported',
    thread: 'Conversation',
    earlier: (count: number) =>
      count === 1
        ? 'One earlier message is not shown here.'
        : `${count} earlier messages are not shown here.`,
    you: 'You',
    addWord: 'Add a word',
    answer: 'Your answer',
    send: 'Send',
    reopen: 'It is not solved: reopen',
    hours: 'Hours',
    correct: 'Correct what I wrote',
    withdraw: 'I no longer need it',
    withdrawn: 'Withdrawn by you',
    withdrawnNext: 'Nothing more happens. If you need it after all, reopen the ticket below.',
    tooOldNext: 'If it is back, open a new ticket below: this one is more than seven days old.',
    openNew: 'Open a new ticket',
    full: 'You have as many tickets as I take at a time, so what you wrote was added to this one. Nothing is lost.',
    unreached: (number: string, ways: string) =>
      `I could not reach the service desk with ${number} yet. Your ticket is kept, and I go on trying. If it cannot wait, contact the desk yourself: ${ways}.`,
    none: 'You have no tickets. If you cannot sign in, tell me what happened.',
    listTitle: 'Your tickets',
    onlyInPrivate:
      'I talk about tickets only in our private chat. Open a chat with me and ask there.',
    notYours: 'I do not find that ticket among yours.',
    lineAsked: (number: string) =>
      `The service desk asks you something about ${number}: please answer on the card.`,
    lineSolved: (number: string) => `The service desk has resolved ${number}.`,
    lineLifted: (number: string) =>
      `You can change your sign-in methods here again: the service desk has allowed it (${number}).`,
    notStored: 'Your ticket could not be stored.',
  },
  desk: {
    title: (number: string, kind: string) => `${number} · ${kind}`,
    urgent: 'URGENT',
    who: 'Who',
    address: 'Mail',
    since: 'Since',
    reach: 'How to reach',
    urgency: 'Urgency',
    normal: 'normal',
    what: 'What was reported',
    methods: 'Registered methods',
    noMethods: 'none, or not readable',
    proven: 'What was proven',
    provenText: {
      'teams-session':
        'Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.',
      'receipt-link':
        'Opened the link in a receipt that went to the person’s own addresses. Not proven: who opened it. Check the identity by the record on file before anything is changed.',
      colleague:
        'Nothing of the person: a colleague reported it, signed in to Teams, and typed whom it is about. Check the identity by the record on file before anything is changed.',
      'public-page':
        'Nothing: it came by the public page, where anybody can write. Check the identity by the record on file before anything is changed.',
    } satisfies Record<ProvenBy, string>,
    state: 'State',
    assignee: 'Taken by',
    nobody: 'nobody yet',
    states: {
      open: 'Open',
      taken: 'Taken',
      waiting: 'Waiting for the person',
      resolved: 'Resolved',
    },
    take: 'Take',
    takeOver: 'Take over',
    reply: 'Ask or answer',
    replyLabel: 'Your message to the person',
    resolve: 'Resolve',
    resolveLabel: 'What does the person need to know?',
    textRequired: 'Type a few words.',
    send: 'Send',
    reopen: 'Reopen',
    listTitle: 'Open tickets',
    listNone: 'There are no open tickets.',
    notAnAgent: 'Only agents of the service desk can do that.',
    frozen: 'Changes of this person’s methods through the bot are stopped.',
    notBrought: (number: string, system: string) =>
      `Ticket ${number} could not be brought to ${system}. The bot’s log says why. Once that is put right, “npm run desks -- retry” brings it there; or enter it by hand.`,
    lift: 'Allow changes again',
    lifted: 'Changes are allowed again.',
    notFrozen: 'Changes were not stopped.',
    notOnSelf: 'That must be done by a colleague: nobody does it for their own account.',
    noCodes: 'Never ask for codes or passwords.',
    typed: (name: string) => `${name} (typed, not checked)`,
    account: 'Account, as typed',
    reporter: 'Reported by',
    related: 'May be about the same',
    corrected: 'corrects what was written',
    withdrawn: 'Withdrawn by the person',
    queue: 'Queue',
    promised: 'To be taken by',
    told: 'What the bot told them',
    toldNothing: 'No guide in the last half hour.',
    checks: 'Check before anything is changed',
    usualChecks,
    outcome: 'Outcome',
    outcomeRequired: 'Choose an outcome.',
    handOver: 'Hand over',
    handOverTo: 'To which queue?',
    handOverRequired: 'Choose a queue.',
    handOverNote: 'Note for that queue (only agents see it)',
    handedOver: 'Handed over',
    handedOverBy: (name: string, when: string) => `by ${name}, ${when}`,
    moved: (queue: string) => `This ticket is in the queue “${queue}” now. Its card is there.`,
    filters: {
      mine: 'Mine',
      unassigned: 'Unassigned',
      urgent: 'Urgent',
      all: 'All',
    } satisfies Record<DeskFilter, string>,
    listPart: (filter: string, from: number, to: number, total: number) =>
      `${filter}: ${from} to ${to} of ${total}`,
    listEmpty: (filter: string) => `${filter}: none`,
    listBack: 'Previous',
    listOn: 'Next',
    reminder: (number: string, kind: string, until: string) =>
      `Nobody has taken ${number} (${kind}) yet. It is to be taken by ${until}.`,
    found: (number: string) =>
      `Only agents of the service desk can open it: write ${number} to me in your own chat.`,
  },
  reentry: reentryEn,
  deskReport: {
    checksTitle: 'Check before anything is changed',
    checks: usualChecks,
    told: 'What the bot told them',
    kinds: ticketKinds,
    urgent: 'URGENT',
    who: 'Who',
    directoryId: 'Object id in Microsoft Entra',
    address: 'Mail (in part)',
    what: 'What was reported',
    since: 'Since',
    someoneElse: 'Somebody else may have the phone or know a code.',
    methods: 'Registered methods (in part)',
    noMethods: 'none, or not readable',
    proven: 'Proven',
    notProven: 'Not proven',
    proof: {
      'teams-session': {
        yes: ['They were signed in to Teams with this account when they reported it.'],
        no: [
          'No fresh sign-in with a second method.',
          'No one-time code.',
          'Who holds the device now.',
        ],
      },
      'receipt-link': {
        yes: ['Somebody opened the link in a receipt that went to the person’s own addresses.'],
        no: ['Who opened it.', 'Who holds the device now.'],
      },
      colleague: {
        yes: ['A colleague was signed in to Teams when they reported it.'],
        no: [
          'That the person meant knows of this.',
          'Who the person meant is: the name was typed.',
        ],
      },
      'public-page': {
        yes: [],
        no: ['Who wrote this: anybody can open the page.', 'Who is meant: the name was typed.'],
      },
    },
    reachUnverified: 'How they say they can be reached (not checked, proves nothing)',
    rules: [
      'Check the identity by the record on file before anything is changed. Call back on a number on file, never on one from this ticket.',
      'Never ask for codes or passwords.',
    ],
    reporter: 'Reported by',
    about: 'Account, as typed',
    related: 'May be about the same',
    saidBy: (name: string) => `${name} in the chat:`,
    correctedBy: (name: string) => `${name} in the chat, correcting what they wrote before:`,
    withdrawnInChat: 'Withdrawn in the chat by the person who reported it.',
    resolvedInChat: 'Resolved by the service desk in the chat.',
    outcome: (resolution: Resolution) => `Outcome: ${resolutions[resolution]}`,
    reopenedInChat: 'Opened again in the chat: it is not solved. Please open it here too.',
    reference: 'Reference',
    asked: 'The service desk waits for your answer. Please look for its message, or answer here.',
    resolved: 'The service desk has marked this as resolved.',
  } satisfies DeskReportWords & { asked: string; resolved: string },
  contact: {
    title: (desk: string) => `You can reach the ${desk}`,
    raise: 'Raise a ticket',
    text: 'Raise a ticket here, and an agent contacts you.',
    by: { email: 'E-mail', telephone: 'Telephone', place: 'Where', hours: 'Hours' },
  },
  demonstration: {
    youAre: (name: string) => `You are now ${name}.`,
    youAreDesk: (name: string) =>
      `You are now ${name} of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.`,
    unknown: (names: string) => `I do not know that name. You can be: ${names}, or the desk.`,
    note: (name: string, inbox: string) =>
      `This is a demonstration${name && `, and you are ${name}`}. Change or remove a sign-in method: you sign in for it, and texts and mails arrive on the [simulated phone and mailbox](${inbox}). To be somebody else, say “be Megan” or “be the desk”.`,
  },
  fault: (reference: string) =>
    `Something went wrong on our side. Please try again; if it stays, tell the service desk the reference ${reference}.`,
  tooLong: 'That message is too long for me. Please ask in one or two sentences.',
  onlyText: 'I read text only. Please type your question.',
};

/** What every language says. */
export type Wording = typeof en;
