import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground } from '../support/playground';
import { notMeIn } from '../support/receipts';
import { asOneself } from '../support/window';

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

test('a change is told to the chat, the mailbox and the number that was there before', async () => {
  const { chat, browser } = playground;
  await chat.say('show my sign-in methods');
  await chat.press('Change my phone number');
  await chat.press('Send me a code', { 'Phone number': '07400 654322' });
  await chat.press('Confirm', { Code: await demonstration.newestCode() });
  playground.transcript();
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = +44 7400 654322 is registered as your mobile phone in place of +44 •••• ••56.
     = The bot does it with its own permission, after your sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = Your number is now +44 •••• ••22. The old one is no longer used.
     = Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | Your number is now +44 •••• ••22. The old one is no longer used.
     | ! Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | Your number is now +44 •••• ••22. The old one is no longer used. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);

  const told = (await demonstration.received()).filter(({ text }) => text.includes('/not-me/'));
  expect(told.map(({ to }) => to.replace(/ ·.*/, '')).sort()).toEqual([
    'To +44 7400 123456',
    'To alex.wilber@unimail.derby.ac.uk',
  ]);
  const addresses = told.map(({ text }) => /\/not-me\/\S+/.exec(text)?.[0]);
  expect(new Set(addresses).size).toBe(2);
});

test('opening “this wasn’t me” changes nothing: mail scanners open links too', async () => {
  const { chat, browser } = playground;
  await browser.open(await notMeIn(demonstration, 'alex.wilber@unimail.derby.ac.uk'));
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/not-me/‹id›

     = University of Derby
     = Was this not you?
     = This was changed on your account:
     = Your number is now +44 •••• ••22. The old one is no longer used.
     = If it wasn’t you, press the button. The bot then changes nothing more for your account, and the service desk gets an urgent ticket. It will check who you are before anything is put right.
     = [This wasn’t me: stop all changes]
     = You can also reach the service desk yourself: IT Service Centre.
  `);
  await chat.say('show my sign-in methods');
  await chat.press('Change my default');
  expect(chat.newest()).toContain('Change your default sign-in method');
  playground.transcript();
});

test('its button stops all changes and opens an urgent ticket', async () => {
  const { chat, browser } = playground;
  await browser.press('This wasn’t me');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> [This wasn’t me]

     = University of Derby
     = All changes are stopped
     = The service desk has the urgent ticket MFA-1001.
     = If you can, change your password now. Do not approve any sign-in prompt that you did not start yourself.
     = You can also reach the service desk yourself: IT Service Centre.

     in General

     | !! MFA-1001 · Suspicious sign-in
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Urgency: URGENT
     | State: Open
     | Taken by: nobody yet
     | Queue: IT Service Centre
     | To be taken by: ‹time› UTC
     | What was reported
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••22
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
  `);

  await chat.press('Change my phone number');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Change my phone number]

     | ! Not possible here
     | Changes to your sign-in methods are stopped, because somebody reported a change that was not theirs. The service desk can lift this.
     | [Contact the service desk]
  `);
});

test('a form that was open already is stopped too', async () => {
  const { chat } = playground;
  await chat.press('Change the default', { 'New default': 'Call to your mobile phone' });
  expect(chat.newest()).toContain('Changes to your sign-in methods are stopped');
  playground.transcript();
});

test('said again by the text message, it joins the same ticket', async () => {
  const { browser } = playground;
  await browser.open(await notMeIn(demonstration, '+44 7400 123456'));
  await browser.press('This wasn’t me');
  expect(browser.shown()).toContain('MFA-1001');
  playground.transcript();
});

test('the desk allows changes again, but only who has taken the ticket', async () => {
  const { chat, browser } = playground;
  const desk = playground.channel('General');
  await chat.say('be the desk');
  playground.transcript();
  expect(desk.newest()).not.toContain('Allow changes again');
  await desk.press('Take');
  await desk.press('Allow changes again');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   General > [Take]

     (this card changes)
     | !! MFA-1001 · Suspicious sign-in
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Urgency: URGENT
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••22
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
     | Conversation
     | Alex Wilber · ‹time› UTC
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | [Ask or answer ...] [Resolve ...] [Hand over ...] [Allow changes again]
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

     | !! Ticket MFA-1001 · Suspicious sign-in
     | State: An agent is working on it
     | What happens next: The agent contacts you by the record on file. Keep this chat at hand.
     | Service desk: IT Service Centre
     | What you reported
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | Conversation
     | You · ‹time› UTC
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | [Add a word ...] [Correct what I wrote ...]
     |   Add a word ...
     |     Add a word*: ____
     |     [Send]
     |   Correct what I wrote ...
     |     Correct what I wrote*: “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     |     [Send]

   General > [Allow changes again]

     (this card changes)
     | !! MFA-1001 · Suspicious sign-in
     | !! URGENT
     | Who: Alex Wilber
     | Mail: a•••@unimail.derby.ac.uk
     | Urgency: URGENT
     | State: Taken
     | Taken by: Lynne Robbins
     | Queue: IT Service Centre
     | What was reported
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
     | Registered methods
     | Microsoft Authenticator app: Alex's phone
     | Mobile phone: +44 •••• ••22
     | ! Changes are allowed again.
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
     | Conversation
     | Alex Wilber · ‹time› UTC
     | “This wasn’t me” was pressed for this change: Your number is now +44 •••• ••22. The old one is no longer used.
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

     You can change your sign-in methods here again: the service desk has allowed it (MFA-1001).
  `);

  await chat.say('be Alex');
  await chat.say('show my sign-in methods');
  playground.transcript();
  await chat.press('Remove a sign-in method');
  await chat.press('Continue', { 'Which one': 'Mobile phone: +44 •••• ••22' });
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Remove a sign-in method]

     | Remove a sign-in method
     | Which one*:
     |   ( ) Microsoft Authenticator app: Alex's phone
     |   ( ) Mobile phone: +44 •••• ••22
     | [Continue]

   > [Continue]
         Which one: Mobile phone: +44 •••• ••22

     (this card changes)
     | Confirm that it is you
     | What happens then
     | +44 •••• ••22 is removed: it is no longer your mobile phone.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | It is done in your name, with your own sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = +44 •••• ••22 is removed: it is no longer your mobile phone.
     = It is done in your name, with your own sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = The number +44 •••• ••22 is removed.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | The number +44 •••• ••22 is removed.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | The number +44 •••• ••22 is removed. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('an address that nobody was sent leads nowhere', async () => {
  const { browser } = playground;
  await browser.open(`${demonstration.url}/not-me/AAAAAAAAAAAAAAAAAAAAAA`);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/not-me/‹id›

     = University of Derby
     = This link is no longer valid
     = If something is wrong with your account, contact the service desk: IT Service Centre.
  `);
});
