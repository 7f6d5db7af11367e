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
}, startsWithinMs);

afterAll(async () => {
  playground?.close();
  await demonstration?.end();
});

test('a report becomes a ticket that the person and the desk have at once', async () => {
  await chat.say('my phone fell in the canal');
  await chat.press('None of them');
  await chat.press('Send to the service desk');
  await chat.press('Send to the service desk', {
    'Since when?': 'this morning',
    'How and when can the desk reach you?': 'on my sister’s phone, **before** 5 pm',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > my phone fell in the canal

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague]

   > [None of them]

     | Report lost access
     | The service desk gets this at once, with what it needs. It will check who you are before anything is changed.
     | What happened?*: my phone fell in the canal
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]

   > [Send to the service desk]
     (not sent) Say how the desk can reach you.

   > [Send to the service desk]
         Since when?: this morning
         How and when can the desk reach you?: on my sister’s phone, **before** 5 pm

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | Your ticket is stored.
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

     in General

     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
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
     | No guide in the last half hour.
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
});

test('only an agent of the desk can work on it', async () => {
  await desk.press('Take');
  await chat.say('tickets');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Take]

     Only agents of the service desk can do that.

   > tickets

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

test('the desk takes it, asks, is answered and resolves it; the person’s card follows', async () => {
  await chat.say('be the desk');
  await chat.say('tickets');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   > tickets

     | Open tickets
     | IT Service Centre
     | [Mine] [Unassigned] [Urgent] [All]
     | All: 1 to 1 of 1
     | [MFA-1001 · Lost access · Alex Wilber · Open]
  `);
  await desk.press('Take');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Take]

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
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
  `);
  await desk.press('Ask or answer > Send', { 'Your message to the person': 'Which number is it?' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Ask or answer > Send]
         Your message to the person: Which number is it?

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: normal
     | State: Waiting for the person
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
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
     | No guide in the last half hour.
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
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
     | State: The service desk asks you something
     | What happens next: Please answer below: the agent waits for it.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | [Your answer ...] [Correct what I wrote ...] [I no longer need it]
     |   Your answer ...
     |     Your answer*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: my phone fell in the canal
     |     [Send]

     The service desk asks you something about MFA-1001: please answer on the card.
  `);
  await chat.say('be Alex');
  await chat.press('Your answer > Send', { 'Your answer': 'The one that ends in 56.' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Alex

     You are now Alex Wilber.

   > [Your answer > Send]
         Your answer: The one that ends in 56.

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | You · ‹time› UTC
     | The one that ends in 56.
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: The one that ends in 56.
     |     [Send]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
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
     | No guide in the last half hour.
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | Alex Wilber · ‹time› UTC
     | The one that ends in 56.
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
  await chat.say('be the desk');
  await desk.press('Resolve > Send', {
    Outcome: 'Access is restored',
    'What does the person need to know?': 'Called back, app set up again.',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   General > [Resolve > Send]
         Outcome: Access is restored
         What does the person need to know?: Called back, app set up again.

     (this card changes)
     | ok MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: normal
     | State: Resolved
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | Outcome: Access is restored
     | What was reported
     | my phone fell in the canal
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••56
     | ! What was proven
     | ! Signed in to Teams. Not proven: who holds the device now. Check the identity by the record on file before anything is changed.
     | ! Never ask for codes or passwords.
     | What the bot told them
     | No guide in the last half hour.
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | Alex Wilber · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | [Reopen]

     in Personal chat

     (this card changes)
     | ok Ticket MFA-1001 · Lost access
     | State: Resolved
     | Outcome: Access is restored
     | What happens next: If it is not solved, reopen the ticket below.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | You · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | [It is not solved: reopen]

     The service desk has resolved MFA-1001.
  `);
});

test('what became of my ticket: it is resolved, and can be reopened when it is not solved', async () => {
  await chat.say('be Alex');
  await chat.say('what became of my ticket?');
  await chat.press('It is not solved: reopen');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Alex

     You are now Alex Wilber.

   > what became of my ticket?

     | ok Ticket MFA-1001 · Lost access
     | State: Resolved
     | Outcome: Access is restored
     | What happens next: If it is not solved, reopen the ticket below.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | You · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | [It is not solved: reopen]

   > [It is not solved: reopen]

     (this card changes)
     | Ticket MFA-1001 · Lost access
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | You · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | [Add a word ...] [Correct what I wrote ...] [I no longer need it]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: The one that ends in 56.
     |     [Send]

     in General

     (this card changes)
     | MFA-1001 · Lost access
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: normal
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
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
     | No guide in the last half hour.
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | Alex Wilber · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
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

test('a second report joins the open ticket', async () => {
  await chat.say('I lost my phone');
  await chat.press('None of them');
  await chat.press('Send to the service desk', {
    'How and when can the desk reach you?': 'by e-mail',
    'Somebody else may have my phone or know my code': 'yes',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > I lost my phone

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague]

   > [None of them]

     | Report lost access
     | The service desk gets this at once, with what it needs. It will check who you are before anything is changed.
     | What happened?*: I lost my phone
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]

   > [Send to the service desk]
         How and when can the desk reach you?: by e-mail
         Somebody else may have my phone or know my code: yes

     (this card changes)
     | !! Ticket MFA-1001 · Lost access
     | You have an open ticket already. What you wrote was added to it.
     | State: An agent is working on it
     | What happens next: The agent contacts you as you asked. Keep this chat at hand.
     | Service desk: IT Service Centre
     | What you reported
     | my phone fell in the canal
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | You · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | You · ‹time› UTC
     | I lost my phone · by e-mail
     | [Add a word ...] [Correct what I wrote ...]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: I lost my phone · by e-mail
     |     [Send]

     in General

     (this card changes)
     | !! MFA-1001 · Lost access
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Since: this morning
     | How to reach: on my sister’s phone, **before** 5 pm
     | Urgency: URGENT
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
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
     | No guide in the last half hour.
     | Conversation
     | Lynne Robbins · ‹time› UTC
     | Which number is it?
     | Alex Wilber · ‹time› UTC
     | The one that ends in 56.
     | Lynne Robbins · ‹time› UTC
     | Called back, app set up again.
     | Alex Wilber · ‹time› UTC
     | I lost my phone · by e-mail
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

test('a suspicious sign-in is advised on first and reaches the desk as urgent', async () => {
  await chat.say('I got a sign-in request that I did not make');
  await chat.press('Send to the service desk', {
    'How and when can the desk reach you?': 'any time',
  });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > I got a sign-in request that I did not make

     This is what the guide says. [1]
     (source: Microsoft documentation and public help pages of several organisations)

     (source: Microsoft documentation and public help pages of several organisations)
     | A prompt, code or call that you did not start
     | You did right to ask. A prompt alone lets nobody in: take these steps one after the other.
     | 1.  This minute: deny the prompt, or hang up the call. If more prompts come, deny each one.
     | 2.  Give the code to nobody, and type it in nowhere.
     | 3.  Change your password now, at https://mysignins.microsoft.com/ or, if you cannot sign in, at https://aka.ms/sspr
     | 4.  Tell the service desk at once, with the button below or by contacting them yourself.
     | 5.  Then open https://aka.ms/mysecurityinfo or https://mysignins.microsoft.com/security-info and sign in. If a method under "Security info" is not yours, choose "Delete" beside it. If it is the default, change the default first.
     | Already approved it, pressed a key or gave the code away? It happens to careful people. Do steps 3 and 4 straight away and say so to the service desk: every minute helps.
     | Nobody from the service desk ever asks for a code or for your password. Somebody who does is not from the desk, whoever they say they are.
     | A prompt that you did not start usually means that somebody else knows your password. That is why it has to be changed.
     | It was you after all, signing in elsewhere a moment ago? Then nothing is wrong. If you are not sure, deny it and try again: you will get a new prompt.
     | [Report it to the service desk] [I am still stuck] [Reset my password -> https://aka.ms/sspr]
     | Service desk: IT Service Centre
     | Web page: https://account.microsoft.com/
     | From: Microsoft documentation and public help pages of several organisations
     | Last reviewed: 2026-11-20
     | [Helpful] [Not helpful ...]
     |   Not helpful ...
     |     What was wrong with it?*:
     |       [ ] I did not understand it
     |       [ ] It does not match what I see
     |       [ ] Something is missing
     |       [ ] It is not what I asked
     |     Anything else? (no personal data, please): ____
     |     [Send]

     | Report a suspicious sign-in
     | The service desk gets this at once as urgent.
     | !! Do this first, now:
     | !! • Deny the prompt, and approve none that you did not start.
     | !! • Share no code and no number with anybody, whoever asks.
     | !! • Change your password.
     | What happened?*: I got a sign-in request that I did not make
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]

   > [Send to the service desk]
         How and when can the desk reach you?: any time

     (this card changes)
     | !! Ticket MFA-1002 · Suspicious sign-in
     | Your ticket is stored.
     | State: Received, waiting for an agent
     | What happens next: The service desk has your ticket. An agent checks who you are before anything is changed, then contacts you as you asked.
     | Service desk: IT Service Centre
     | What you reported
     | I got a sign-in request that I did not make
     | [Add a word ...] [Correct what I wrote ...]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: I got a sign-in request that I did not make
     |     [Send]

     in General

     | !! MFA-1002 · Suspicious sign-in
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | How to reach: any time
     | Urgency: URGENT
     | State: Open
     | Taken by: nobody yet
     | Queue: IT Service Centre
     | To be taken by: ‹time› UTC
     | What was reported
     | I got a sign-in request that I did not make
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
     | [Take] [Hand over ...]
     |   Hand over ...
     |     To which queue?*: ____ (one of 1)
     |     Note for that queue (only agents see it): ____
     |     [Send]
  `);
  await chat.say('what became of my tickets?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > what became of my tickets?

     | Your tickets
     | [MFA-1002 · Suspicious sign-in · Received, waiting for an agent]
     | [MFA-1001 · Lost access · An agent is working on it]
  `);
});

test('nobody else sees a ticket or writes on it', async () => {
  await chat.say('be Megan');
  await chat.press('Add a word > Send', { 'Add a word': 'I am Alex' });
  await chat.say('what became of my ticket?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Megan

     You are now Megan Bowen.

   > [Add a word > Send]
         Add a word: I am Alex

     I do not find that ticket among yours.

   > what became of my ticket?

     You have no tickets. If you cannot sign in, tell me what happened.
  `);
});
