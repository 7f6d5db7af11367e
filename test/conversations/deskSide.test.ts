import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground, type Room } from '../support/playground';

let demonstration: Demonstration;
let playground: Playground;
let chat: Room;
let desk: Room;

beforeAll(async () => {
  demonstration = await startDemonstration();
  playground = await openPlayground(demonstration);
  chat = playground.chat;
  desk = playground.channel('General');
  await chat.say('how do I get a new phone set up with the app?');
  await chat.say('my phone fell in the canal');
  await chat.press('None of them');
  await chat.press('Send to the service desk', {
    'Since when?': 'this morning',
    'How and when can the desk reach you?': 'on my sister’s phone',
  });
  playground.transcript();
}, startsWithinMs);

afterAll(async () => {
  playground?.close();
  await demonstration?.end();
});

test('the desk’s card says what was tried, what to check, and by when', () => {
  expect(desk.newest()).toMatchInlineSnapshot(`
   | MFA-1001 · Lost access
   | Who: Alex Wilber
   | Mail: a•••@unimail.derby.ac.uk
   | Since: this morning
   | How to reach: on my sister’s phone
   | Urgency: normal
   | State: Open
   | Taken by: nobody yet
   | Queue: IT Service Centre
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
   | Move the app to a new phone
   | [Take] [Hand over ...]
   |   Hand over ...
   |     To which queue?*: ____ (one of 1)
   |     Note for that queue (only agents see it): ____
   |     [Send]
  `);
});

test('a ticket is handed over to the other queue, and the note is for agents only', async () => {
  await chat.say('be the desk');
  await desk.press('Hand over > Send', {
    'To which queue?': 'Security',
    'Note for that queue (only agents see it)': 'The phone may be stolen.',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   General > [Hand over > Send]
         To which queue?: Security
         Note for that queue (only agents see it): The phone may be stolen.

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone
     | Urgency: normal
     | State: Open
     | Taken by: nobody yet
     | Queue: Security
     | To be taken by: ‹time› UTC
     | Handed over: by Lynne Robbins, ‹time› UTC · The phone may be stolen.
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
     | Move the app to a new phone
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]

     in Personal chat

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: Received, waiting for an agent
     | What happens next: The service desk has your ticket. An agent checks who you are before anything is changed, then contacts you as you asked.
     | Service desk: IT Service Centre
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
});

test('the other queue takes it and resolves it with an outcome, which the person sees', async () => {
  await desk.press('Take');
  await desk.press('Resolve > Send');
  await desk.press('Resolve > Send', { Outcome: 'A new sign-in method is set up' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Take]

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: Security
     | Handed over: by Lynne Robbins, ‹time› UTC · The phone may be stolen.
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | To let this person back in with a Temporary Access Pass, open the ticket in our private chat: say “tickets” there.
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | Check before anything is changed
     | They report this themselves, and what they say agrees with the record on file
     | They were seen, by video or in person, and compared with a picture on file
     | No method or address on the account was changed in the last days without them
     | Nothing was unusual: no hurry, nobody prompting, no wish for more than this
     | What the bot told them
     | Move the app to a new phone
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

     in Personal chat

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the canal
     |     [Send]

   General > [Resolve > Send]
     (not sent) Choose an outcome.

   General > [Resolve > Send]
         Outcome: A new sign-in method is set up

     (this card changes)
     | ok MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone
     | Urgency: normal
     | State: Resolved
     | Taken by: Lynne Robbins
     | Queue: Security
     | Handed over: by Lynne Robbins, ‹time› UTC · The phone may be stolen.
     | Outcome: A new sign-in method is set up
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | What the bot told them
     | Move the app to a new phone
     | [Reopen]

     in Personal chat

     (this card changes)
     | ok Ticket MFA-1001 · Lost access
     | State: Resolved
     | Outcome: A new sign-in method is set up
     | What happens next: If it is not solved, reopen the ticket below.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | [It is not solved: reopen]

     The service desk has resolved MFA-1001.
  `);
});

test('an agent goes through the list', async () => {
  await chat.say('tickets');
  await desk.press('Reopen');
  playground.transcript();
  await chat.say('tickets mine');
  await chat.press('Unassigned');
  await chat.say('mfa-1001');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > tickets mine

     | Open tickets
     | IT Service Centre
     | [Mine] [Unassigned] [Urgent] [All]
     | Mine: 1 to 1 of 1
     | [MFA-1001 · Lost access · Alex Wilber · Taken]

   > [Unassigned]

     (this card changes)
     | Open tickets
     | IT Service Centre
     | [Mine] [Unassigned] [Urgent] [All]
     | Unassigned: none

   > mfa-1001

     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: Security
     | Handed over: by Lynne Robbins, ‹time› UTC · The phone may be stolen.
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
     | Move the app to a new phone
     | [Ask or answer ...] [Resolve ...] [Hand over ...] [Let them back in]
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

test('nobody works on their own ticket, agent or not', async () => {
  await chat.say('be Lynne');
  await chat.say('I lost my phone and cannot sign in');
  await chat.press('None of them');
  await chat.press('Send to the service desk', {
    'How and when can the desk reach you?': 'in room 4',
  });
  playground.transcript();
  await desk.press('Take');
  await chat.say('be the desk');
  await desk.press('Take');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Take]

     Only agents of the service desk can do that.

   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   General > [Take]

     This ticket is about you. A colleague must work on it.
  `);
});
