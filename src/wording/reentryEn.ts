import type { ReentryReason } from '../escalation/reentry/reentry';
import type { ReentryNote } from '../escalation/reentry/reentryNote';

const reasons: Record<ReentryReason, string> = {
  'switched-off':
    'Your organisation does not issue passes from here. Help the person by your own procedure.',
  'not-in-private':
    'I do that only in our private chat, where nobody reads along. Open a chat with me and say “tickets”.',
  'not-in-role':
    'Only agents of the service desk whom your organisation has chosen for it can do that. Ask one of them to take the ticket.',
  'not-lost-access':
    'A pass is only for somebody who lost access. This ticket is about something else: answer it as usual.',
  'not-verified':
    'Nobody proved who this ticket is about, so no pass can be issued for it. Check the identity by your own procedure.',
  'not-assignee':
    'Only the agent who has taken the ticket, and while it is open, can do that. Take it first, or ask who has it.',
  'own-account': 'That must be done by a colleague: nobody does it for their own account.',
  'same-agent': 'You asked for this pass yourself. Another agent has to approve it.',
  guest:
    'This is a guest’s account: a pass does not work for it. Its own organisation has to help.',
  disabled:
    'This account is disabled, so no pass is issued for it. Find out why it is before anything else.',
  'unknown-person':
    'The directory does not know this account any more. Find out what became of it before anything else.',
  frozen:
    'Changes for this person are stopped, because somebody reported a change that was not theirs. Clear that up and allow changes again first.',
  'no-number':
    'No telephone number is on record for this person, so they cannot be called back. Check the identity by your own procedure.',
  'checks-missing': 'Every check has to be ticked. Do what is left, tick it and go on.',
  'number-missing': 'Choose the number on record that you called, confirm the call, and go on.',
  'under-way': 'A pass for this ticket is being made at this moment. Look again in two minutes.',
  'needs-second':
    'This account has an administrator role by now: start again, with a second agent.',
  'second-not-in-role': 'The agent who approved may not do that any more. Start again.',
  spent: 'This was confirmed already, or it took too long. Start again if a pass is still needed.',
  'too-late': 'Nobody went on in time, so no pass was made. Start again if one is still needed.',
  'route-refused':
    'Microsoft does not let you issue a pass for this account: your own role does not reach that far, or is not active. Activate it, or ask a colleague whose role does.',
  'directory-busy':
    'Microsoft’s directory is very busy, so no pass was made. Try again in a few minutes.',
  'directory-failed':
    'Microsoft’s directory had a fault, so no pass was made. Try again in a minute.',
  'directory-said-no':
    'Microsoft made no pass. Your tenant’s policy for Temporary Access Passes may be off, or want another length: ask who looks after it.',
};

/** What is said about letting somebody back in with a Temporary Access Pass. Times are in UTC. */
export const reentryEn = {
  reasons,
  start: 'Let them back in',
  second: 'Approve as the second agent',
  /** On the desk's card in the channel, where nothing of it can be pressed. */
  inPrivate:
    'To let this person back in with a Temporary Access Pass, open the ticket in our private chat: say “tickets” there.',
  note: {
    asked: (by: string) => `${by} is about to issue a Temporary Access Pass.`,
    'needs-second': (by: string) =>
      `${by} asks for a Temporary Access Pass. The account has an administrator role: a second agent has to approve, in the private chat with me (say “tickets” there).`,
    issued: (by: string, at: string, until: string) =>
      `${by} issued a Temporary Access Pass at ${at}.${until && ` It works once, until ${until}.`}`,
    'not-issued': (by: string) => `${by} asked for a Temporary Access Pass. None was issued.`,
  } satisfies Record<ReentryNote['state'], unknown>,
  before: 'Before that:',
  approvedBy: (name: string) => `${name} approved.`,
  form: {
    title: (number: string) => `Temporary Access Pass · ${number}`,
    intro: (name: string, minutes: number) =>
      `For ${name}. Whoever holds the pass can sign in once as this person, within ${minutes} minutes. Make sure first that it is them.`,
    privileged:
      'This account has an administrator role: a second agent has to approve before you can issue the pass.',
    someoneElse: 'Somebody else may have the phone: do not call a number that rings on it.',
    number: 'Which number on record did you call?',
    numberRequired: 'Choose the number that you called.',
    onRecord: 'Only numbers on record can be chosen. One that stands in the ticket proves nothing.',
    atWork: 'Telephone at work',
    calledBack: 'I called this number back, and the person confirmed that they asked for this',
    checksTitle: 'Identity checks',
    done: 'Done',
    tick: 'Tick this once it is done.',
    next: 'Go on',
  },
  card: {
    who: 'For',
    ticket: 'Ticket',
    number: 'Called back',
    checks: 'Identity checks',
    ticked: (count: number) => `all ${count} ticked`,
    asks: 'Asked for by',
    secondTitle: 'A second agent has to approve',
    secondText: (minutes: number) =>
      `The account has an administrator role. Ask a colleague to open this ticket in their private chat with me (“tickets”) within ${minutes} minutes. This card goes on by itself.`,
    signInTitle: 'Sign in to issue the pass',
    signInText: (minutes: number) =>
      `Sign in once more, as yourself. The pass then appears here, for five minutes and in this chat only. You have ${minutes} minutes.`,
    signIn: 'Sign in to issue',
    cancel: 'Cancel',
    approveTitle: 'Approve a pass for an account with an administrator role?',
    approveText: (minutes: number) =>
      `Approve only what you have checked with your colleague yourself. Sign in once more to approve. You have ${minutes} minutes.`,
    approve: 'Sign in to approve',
    decline: 'Decline',
    declined: 'You declined',
    declinedText: 'No pass is issued. Your colleague sees it.',
    passTitle: 'Temporary Access Pass',
    passText: (number: string) =>
      `Read it out to the person on the call to ${number}. Do not write it into a chat, a mail or the ticket.`,
    passOnce: 'It is shown here once, for five minutes at most.',
    passedOn: 'I have passed it on',
    until: 'Works once, until',
    issuedTitle: 'A pass was issued',
    issuedText: 'The pass itself is no longer here, and nobody can show it again.',
    unseenText:
      'A pass was made, but the connection broke off before I had it: nobody has seen it. Issue another one, which takes its place.',
    again: 'Issue another one',
    notIssued: 'No pass was issued',
    cancelled: 'You cancelled it.',
    declinedByOther: 'The second agent declined.',
    replaced: 'It was started again on another card.',
  },
  page: {
    issueTitle: 'Issue a Temporary Access Pass',
    approveTitle: 'Approve a Temporary Access Pass',
    account: (name: string) => `You sign in as: ${name}`,
    what: (name: string, number: string, minutes: number) =>
      `A pass for ${name} (ticket ${number}). It works once, for ${minutes} minutes.`,
    asked: (name: string) => `Asked for by ${name}.`,
    how: 'You sign in with Microsoft once more. Only you can confirm this, and only this is done.',
    signIn: 'Sign in and issue',
    approve: 'Sign in and approve',
    done: 'The pass was issued',
    doneText:
      'It is in your private chat in Teams, for five minutes. It is not shown anywhere else.',
    hiddenText:
      'The pass was made, but Teams could not be reached to show it to you. Nobody has seen it: issue another one, which takes its place.',
    approved: 'Approved',
    approvedText: 'Your colleague can issue the pass now.',
    notDone: 'No pass was issued',
    notApproved: 'Not approved',
    unclear: 'Please look again',
    unclearText:
      'Microsoft’s directory broke off in the middle. I look again in two minutes, and the card in Teams shows what I find.',
    notYou: 'You signed in with another account than the one that this is for. Nothing was done.',
    cancelled: 'The sign-in was not finished. Nothing was done; you can try again.',
    notProven: 'The sign-in did not bring the fresh proof that this needs. Nothing was done.',
    back: 'You can close this page and go back to Teams.',
  },
  person: {
    title: 'The service desk lets you back in',
    steps: (until: string) => [
      `The agent tells you a Temporary Access Pass on the telephone. It works once${until && `, until ${until}`}. Nobody else needs it: do not pass it on, and do not write it here.`,
      'Sign in with it on the security info page, and add a new sign-in method there straight away, within ten minutes.',
      'Then remove the method that you lost.',
    ],
    portal: 'Open my security info',
    methods: 'Show my sign-in methods',
    line: (number: string) =>
      `The service desk has issued a Temporary Access Pass for ${number}: your ticket’s card says what to do. If you did not ask for it, tell the service desk at once.`,
  },
  mail: {
    subject: (organisation: string) =>
      `Somebody is being let back in to your account at ${organisation}`,
    text: (number: string, when: string, desk: string) =>
      `The service desk has issued a Temporary Access Pass for your account on ${when} (ticket ${number}), because your sign-in methods were reported as lost.\n\nIf this was you, there is nothing to do. If it was not you, call the service desk at once: ${desk}.`,
  },
};
