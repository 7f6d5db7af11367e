import { startBotWithDesk } from '../support/deskChannel';
import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { alex, clientOf, readable, tenantId } from '../support/client';
import { passingBy } from '../support/passing';
import { openPlayground, type Playground } from '../support/playground';
import { lynne } from '../support/teams';

let demonstration: Demonstration;
let playground: Playground;

beforeAll(async () => {
  demonstration = await startDemonstration();
  playground = await openPlayground(demonstration);
}, startsWithinMs);

afterAll(async () => {
  playground?.close();
  await demonstration?.end();
});

const toIssue = ['Sign in and issue', 'Continue', 'Approve'];
const toApprove = ['Sign in and approve', 'Continue', 'Approve'];
const checks = {
  'I called this number back, and the person confirmed that they asked for this': 'yes',
  'They report this themselves, and what they say agrees with the record on file': 'yes',
  'They were seen, by video or in person, and compared with a picture on file': 'yes',
  'No method or address on the account was changed in the last days without them': 'yes',
  'Nothing was unusual: no hurry, nobody prompting, no wish for more than this': 'yes',
};

/** Somebody reports that they lost access, and an agent takes the ticket. */
async function takenFor(name: string, agent: string, ticket: string): Promise<void> {
  const { chat } = playground;
  await chat.say(`be ${name}`);
  await chat.say('my phone fell in the canal');
  await chat.press('None of them');
  await chat.press('Send to the service desk', {
    'How and when can the desk reach you?': 'on my desk phone',
  });
  await chat.say(`be ${agent}`);
  await chat.say('tickets');
  await chat.press(`${ticket} · Lost access · ${name} · Open`);
  await chat.press('Take');
}

/** What was said since, with the pass itself taken out: it differs each time. */
function told(): { text: string; passes: string[] } {
  const text = playground.transcript();
  const line = /^( *\| (?:Temporary Access Pass|Laissez-passer temporaire)\n *\| )(\w{8})$/gm;
  const passes = [...text.matchAll(line)].map(([, , pass = '']) => pass);
  return { text: text.replace(line, '$1‹pass›'), passes };
}

test('an agent checks who it is, signs in, reads the pass out, and the person is led on', async () => {
  const { chat, browser } = playground;
  await takenFor('Alex Wilber', 'the desk', 'MFA-1001');
  playground.transcript();
  await chat.press('Let them back in');
  await chat.press('Go on', {
    'Which number on record did you call?': 'Mobile phone: +44 •••• ••56',
  });
  await chat.press('Go on', {
    'Which number on record did you call?': 'Telephone at work: +44 •••• ••20',
    ...checks,
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Let them back in]

     | Temporary Access Pass · MFA-1001
     | For Alex Wilber. Whoever holds the pass can sign in once as this person, within 60 minutes. Make sure first that it is them.
     | Which number on record did you call?*:
     |   ( ) Telephone at work: +44 •••• ••20
     |   ( ) Mobile phone: +44 •••• ••56
     | Only numbers on record can be chosen. One that stands in the ticket proves nothing.
     | I called this number back, and the person confirmed that they asked for this*: [ ] Done
     | Identity checks
     | They report this themselves, and what they say agrees with the record on file*: [ ] Done
     | They were seen, by video or in person, and compared with a picture on file*: [ ] Done
     | No method or address on the account was changed in the last days without them*: [ ] Done
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this*: [ ] Done
     | [Go on]

   > [Go on]
         Which number on record did you call?: Mobile phone: +44 •••• ••56
     (not sent) Tick this once it is done.
     (not sent) Tick this once it is done.
     (not sent) Tick this once it is done.
     (not sent) Tick this once it is done.
     (not sent) Tick this once it is done.

   > [Go on]
         Which number on record did you call?: Telephone at work: +44 •••• ••20
         I called this number back, and the person confirmed that they asked for this: yes
         They report this themselves, and what they say agrees with the record on file: yes
         They were seen, by video or in person, and compared with a picture on file: yes
         No method or address on the account was changed in the last days without them: yes
         Nothing was unusual: no hurry, nobody prompting, no wish for more than this: yes

     (this card changes)
     | Sign in to issue the pass
     | Sign in once more, as yourself. The pass then appears here, for five minutes and in this chat only. You have 15 minutes.
     | For: Alex Wilber
     | Ticket: MFA-1001
     | Called back: +44 •••• ••20
     | Identity checks: all 4 ticked
     | [Sign in to issue -> http://localhost:‹port›/pass/‹id›] [Cancel]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | Lynne Robbins is about to issue a Temporary Access Pass.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);

  await chat.follow('Sign in to issue');
  await browser.press(...toIssue);
  const { text, passes } = told();
  expect(text).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = Issue a Temporary Access Pass
     = You sign in as: Lynne Robbins
     = A pass for Alex Wilber (ticket MFA-1001). It works once, for 60 minutes.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and issue]

   browser> [Sign in and issue] > [Continue] > [Approve]

     = University of Derby
     = The pass was issued
     = It is in your private chat in Teams, for five minutes. It is not shown anywhere else.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | ok The service desk lets you back in
     | ok <bold>1</bold> The agent tells you a Temporary Access Pass on the telephone. It works once, until ‹time› UTC. Nobody else needs it: do not pass it on, and do not write it here.
     | ok <bold>2</bold> Sign in with it on the security info page, and add a new sign-in method there straight away, within ten minutes.
     | ok <bold>3</bold> Then remove the method that you lost.
     | ok [Open my security info -> https://mysignins.microsoft.com/security-info] [Show my sign-in methods]
     | What you reported
     | my phone fell in the canal
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the canal
     |     [Send]

     (this card changes)
     | Temporary Access Pass
     | ‹pass›
     | Read it out to the person on the call to +44 •••• ••20. Do not write it into a chat, a mail or the ticket.
     | For: Alex Wilber
     | Works once, until: ‹time› UTC
     | ! It is shown here once, for five minutes at most.
     | [I have passed it on]

     The service desk has issued a Temporary Access Pass for MFA-1001: your ticket’s card says what to do. If you did not ask for it, tell the service desk at once.

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | Lynne Robbins issued a Temporary Access Pass at ‹time› UTC. It works once, until ‹time› UTC.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
  expect(passes).toHaveLength(1);

  await chat.press('I have passed it on');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [I have passed it on]

     (this card changes)
     | ok A pass was issued
     | The pass itself is no longer here, and nobody can show it again.
     | For: Alex Wilber
     | Ticket: MFA-1001
     | Called back: +44 •••• ••20
     | Identity checks: all 4 ticked
     | Works once, until: ‹time› UTC
     | [Issue another one]
  `);

  await chat.say('be Alex');
  await chat.say('what became of my ticket?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Alex

     You are now Alex Wilber.

   > what became of my ticket?

     | Ticket MFA-1001 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | ok The service desk lets you back in
     | ok <bold>1</bold> The agent tells you a Temporary Access Pass on the telephone. It works once, until ‹time› UTC. Nobody else needs it: do not pass it on, and do not write it here.
     | ok <bold>2</bold> Sign in with it on the security info page, and add a new sign-in method there straight away, within ten minutes.
     | ok <bold>3</bold> Then remove the method that you lost.
     | ok [Open my security info -> https://mysignins.microsoft.com/security-info] [Show my sign-in methods]
     | What you reported
     | my phone fell in the canal
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the canal
     |     [Send]
  `);
  const mails = (await demonstration.received()).filter(({ text: mail }) =>
    mail.includes('Temporary Access Pass'),
  );
  expect(mails.map(({ to }) => to)).toEqual([expect.stringContaining('alex.wilber')]);
  expect(mails.map((mail) => mail.text).join()).not.toContain(passes[0]);
});

test('an account with a role takes two agents', async () => {
  const { chat, browser } = playground;
  await takenFor('Isaiah Langer', 'the second agent', 'MFA-1002');
  await chat.press('Let them back in');
  playground.transcript();
  await chat.press('Go on', {
    'Which number on record did you call?': 'Telephone at work: +44 •••• ••23',
    ...checks,
  });
  await chat.say('tickets');
  await chat.press('MFA-1002 · Lost access · Isaiah Langer · Taken');
  await chat.press('Approve as the second agent');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Go on]
         Which number on record did you call?: Telephone at work: +44 •••• ••23
         I called this number back, and the person confirmed that they asked for this: yes
         They report this themselves, and what they say agrees with the record on file: yes
         They were seen, by video or in person, and compared with a picture on file: yes
         No method or address on the account was changed in the last days without them: yes
         Nothing was unusual: no hurry, nobody prompting, no wish for more than this: yes

     (this card changes)
     | A second agent has to approve
     | The account has an administrator role. Ask a colleague to open this ticket in their private chat with me (“tickets”) within 15 minutes. This card goes on by itself.
     | For: Isaiah Langer
     | Ticket: MFA-1002
     | Called back: +44 •••• ••23
     | Identity checks: all 4 ticked
     | [Cancel]

     in General

     (this card changes)
     | MFA-1002 · Lost access
     | Who: Isaiah Langer
     | Mail: i•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Nestor Wilke
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Passkey or security key: Blue security key, YubiKey 5 Series with NFC
     | Microsoft Authenticator app: Isaiah's phone
     | Nestor Wilke asks for a Temporary Access Pass. The account has an administrator role: a second agent has to approve, in the private chat with me (say “tickets” there).
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   > tickets

     | Open tickets
     | IT Service Centre
     | [Mine] [Unassigned] [Urgent] [All]
     | All: 1 to 2 of 2
     | [MFA-1001 · Lost access · Alex Wilber · Taken]
     | [MFA-1002 · Lost access · Isaiah Langer · Taken]

   > [MFA-1002 · Lost access · Isaiah Langer · Taken]

     | MFA-1002 · Lost access
     | Who: Isaiah Langer
     | Mail: i•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Nestor Wilke
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Passkey or security key: Blue security key, YubiKey 5 Series with NFC
     | Microsoft Authenticator app: Isaiah's phone
     | Nestor Wilke asks for a Temporary Access Pass. The account has an administrator role: a second agent has to approve, in the private chat with me (say “tickets” there).
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...] [Let them back in] [Approve as the second agent]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   > [Approve as the second agent]

     You asked for this pass yourself. Another agent has to approve it.
  `);

  await chat.say('be the desk');
  await chat.press('Approve as the second agent');
  await chat.follow('Sign in to approve');
  await browser.press(...toApprove);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   > [Approve as the second agent]

     | Approve a pass for an account with an administrator role?
     | Approve only what you have checked with your colleague yourself. Sign in once more to approve. You have 15 minutes.
     | Asked for by: Nestor Wilke
     | For: Isaiah Langer
     | Ticket: MFA-1002
     | Called back: +44 •••• ••23
     | Identity checks: all 4 ticked
     | [Sign in to approve -> http://localhost:‹port›/pass-approval/‹id›] [Decline]

   browser> opens http://localhost:‹port›/pass-approval/‹id›

     = University of Derby
     = Approve a Temporary Access Pass
     = You sign in as: Lynne Robbins
     = A pass for Isaiah Langer (ticket MFA-1002). It works once, for 60 minutes.
     = Asked for by Nestor Wilke.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and approve]

   browser> [Sign in and approve] > [Continue] > [Approve]

     = University of Derby
     = Approved
     = Your colleague can issue the pass now.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | Sign in to issue the pass
     | Sign in once more, as yourself. The pass then appears here, for five minutes and in this chat only. You have 15 minutes.
     | For: Isaiah Langer
     | Ticket: MFA-1002
     | Called back: +44 •••• ••23
     | Identity checks: all 4 ticked
     | [Sign in to issue -> http://localhost:‹port›/pass/‹id›] [Cancel]

     in General

     (this card changes)
     | MFA-1002 · Lost access
     | Who: Isaiah Langer
     | Mail: i•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Nestor Wilke
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Passkey or security key: Blue security key, YubiKey 5 Series with NFC
     | Microsoft Authenticator app: Isaiah's phone
     | Nestor Wilke is about to issue a Temporary Access Pass. Lynne Robbins approved.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);

  await chat.say('be the second agent');
  await chat.follow('Sign in to issue');
  await browser.press(...toIssue);
  expect(told().text).toMatchInlineSnapshot(`
   > be the second agent

     You are now Nestor Wilke of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = Issue a Temporary Access Pass
     = You sign in as: Nestor Wilke
     = A pass for Isaiah Langer (ticket MFA-1002). It works once, for 60 minutes.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and issue]

   browser> [Sign in and issue] > [Continue] > [Approve]

     = University of Derby
     = The pass was issued
     = It is in your private chat in Teams, for five minutes. It is not shown anywhere else.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | Ticket MFA-1002 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | ok The service desk lets you back in
     | ok <bold>1</bold> The agent tells you a Temporary Access Pass on the telephone. It works once, until ‹time› UTC. Nobody else needs it: do not pass it on, and do not write it here.
     | ok <bold>2</bold> Sign in with it on the security info page, and add a new sign-in method there straight away, within ten minutes.
     | ok <bold>3</bold> Then remove the method that you lost.
     | ok [Open my security info -> https://mysignins.microsoft.com/security-info] [Show my sign-in methods]
     | What you reported
     | my phone fell in the canal
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the canal
     |     [Send]

     (this card changes)
     | Temporary Access Pass
     | ‹pass›
     | Read it out to the person on the call to +44 •••• ••23. Do not write it into a chat, a mail or the ticket.
     | For: Isaiah Langer
     | Works once, until: ‹time› UTC
     | ! It is shown here once, for five minutes at most.
     | [I have passed it on]

     The service desk has issued a Temporary Access Pass for MFA-1002: your ticket’s card says what to do. If you did not ask for it, tell the service desk at once.

     in General

     (this card changes)
     | MFA-1002 · Lost access
     | Who: Isaiah Langer
     | Mail: i•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Nestor Wilke
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Passkey or security key: Blue security key, YubiKey 5 Series with NFC
     | Microsoft Authenticator app: Isaiah's phone
     | Nestor Wilke issued a Temporary Access Pass at ‹time› UTC. It works once, until ‹time› UTC. Lynne Robbins approved.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
  await chat.press('I have passed it on');
  playground.transcript();
});

test('what the second agent declines is not issued', async () => {
  const { chat } = playground;
  await chat.say('tickets');
  await chat.press('MFA-1002 · Lost access · Isaiah Langer · Taken');
  await chat.press('Let them back in');
  await chat.press('Go on', {
    'Which number on record did you call?': 'Telephone at work: +44 •••• ••23',
    ...checks,
  });
  await chat.say('be the desk');
  await chat.say('tickets');
  await chat.press('MFA-1002 · Lost access · Isaiah Langer · Taken');
  await chat.press('Approve as the second agent');
  playground.transcript();
  await chat.press('Decline');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Decline]

     (this card changes)
     | ! No pass was issued
     | The second agent declined.
     | For: Isaiah Langer
     | Ticket: MFA-1002
     | Called back: +44 •••• ••23
     | Identity checks: all 4 ticked
     | [Issue another one]

     (this card changes)
     | You declined
     | No pass is issued. Your colleague sees it.

     in General

     (this card changes)
     | MFA-1002 · Lost access
     | Who: Isaiah Langer
     | Mail: i•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Nestor Wilke
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Passkey or security key: Blue security key, YubiKey 5 Series with NFC
     | Microsoft Authenticator app: Isaiah's phone
     | Nestor Wilke asked for a Temporary Access Pass. None was issued. Before that: Nestor Wilke issued a Temporary Access Pass at ‹time› UTC. It works once, until ‹time› UTC. Lynne Robbins approved. To let this person back in with a Temporary Access Pass, open the ticket in our private chat: say “tickets” there.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
});

test('what the agent cancels is not issued, not even by its link', async () => {
  const { chat, browser } = playground;
  await chat.say('tickets');
  await chat.press('MFA-1001 · Lost access · Alex Wilber · Taken');
  await chat.press('Let them back in');
  await chat.press('Go on', {
    'Which number on record did you call?': 'Mobile phone: +44 •••• ••56',
    ...checks,
  });
  playground.transcript();
  const link = chat.link('Sign in to issue');
  await chat.press('Cancel');
  await browser.open(link);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Cancel]

     (this card changes)
     | ! No pass was issued
     | You cancelled it.
     | For: Alex Wilber
     | Ticket: MFA-1001
     | Called back: +44 •••• ••56
     | Identity checks: all 4 ticked
     | [Issue another one]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | Lynne Robbins asked for a Temporary Access Pass. None was issued. Before that: Lynne Robbins issued a Temporary Access Pass at ‹time› UTC. It works once, until ‹time› UTC. To let this person back in with a Temporary Access Pass, open the ticket in our private chat: say “tickets” there.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = This link is no longer valid
     = It was used already, was cancelled, or is older than 15 minutes. Your chat with me in Teams shows how it ended; start again there if you need to.
  `);
});

test('a sign-in that was denied, and one as somebody else, issue nothing; it can be tried again', async () => {
  const { chat, browser } = playground;
  await chat.press('Issue another one');
  await chat.press('Go on', {
    'Which number on record did you call?': 'Mobile phone: +44 •••• ••56',
    ...checks,
  });
  playground.transcript();
  await chat.follow('Sign in to issue');
  await browser.press('Sign in and issue', 'Continue', 'Deny');
  await chat.follow('Sign in to issue');
  await browser.press('Sign in and issue', 'Sign in as someone else', 'Nestor Wilke', 'Approve');
  await chat.follow('Sign in to issue');
  await browser.press(...toIssue);
  const { text, passes } = told();
  expect(passes).toHaveLength(1);
  expect(text).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = Issue a Temporary Access Pass
     = You sign in as: Lynne Robbins
     = A pass for Alex Wilber (ticket MFA-1001). It works once, for 60 minutes.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and issue]

   browser> [Sign in and issue] > [Continue] > [Deny]

     = University of Derby
     = No pass was issued
     = The sign-in was not finished. Nothing was done; you can try again.
     = You can close this page and go back to Teams.

   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = Issue a Temporary Access Pass
     = You sign in as: Lynne Robbins
     = A pass for Alex Wilber (ticket MFA-1001). It works once, for 60 minutes.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and issue]

   browser> [Sign in and issue] > [Sign in as someone else] > [Nestor Wilke] > [Approve]

     = University of Derby
     = No pass was issued
     = You signed in with another account than the one that this is for. Nothing was done.
     = You can close this page and go back to Teams.

   browser> opens http://localhost:‹port›/pass/‹id›

     = University of Derby
     = Issue a Temporary Access Pass
     = You sign in as: Lynne Robbins
     = A pass for Alex Wilber (ticket MFA-1001). It works once, for 60 minutes.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and issue]

   browser> [Sign in and issue] > [Continue] > [Approve]

     = University of Derby
     = The pass was issued
     = It is in your private chat in Teams, for five minutes. It is not shown anywhere else.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | Temporary Access Pass
     | ‹pass›
     | Read it out to the person on the call to +44 •••• ••56. Do not write it into a chat, a mail or the ticket.
     | For: Alex Wilber
     | Works once, until: ‹time› UTC
     | ! It is shown here once, for five minutes at most.
     | [I have passed it on]

     The service desk has issued a Temporary Access Pass for MFA-1001: your ticket’s card says what to do. If you did not ask for it, tell the service desk at once.

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | How to reach: on my desk phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | Lynne Robbins issued a Temporary Access Pass at ‹time› UTC. It works once, until ‹time› UTC.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | No guide in the last half hour.
     | [Ask or answer ...] [Resolve ...] [Hand over ...]
     |   Ask or answer ...
     |     Your message to the person*: ____
     |     [Send]
     |   Resolve ...
     |     Outcome*: ____ (one of 5)
     |     What does the person need to know?: ____
     |     [Send]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
});

test('where the organisation did not switch it on, nothing offers it and nothing does it', async () => {
  const bot = await startBotWithDesk({ reentry: false });
  try {
    const client = (sender = alex, more = {}) => clientOf(bot.url, sender, more);
    const by = passingBy({ bot: bot.bot, client, tenantId });
    const ticket = await by.reported(alex);
    await client(lynne).say('be the desk');
    await by.pressed(lynne, 'desk.take', { ticket });
    const shown = readable(await by.pressed(lynne, 'desk.show', { ticket }));
    expect(shown).toContain('Resolve');
    expect(shown).not.toMatch(/Let them back in|Temporary Access Pass/);
    expect(readable(await by.form(lynne, ticket))).toBe(
      'Your organisation does not issue passes from here. Help the person by your own procedure.',
    );
  } finally {
    await bot.close();
  }
});
