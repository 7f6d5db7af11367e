import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground } from '../support/playground';

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

test('opening the chat says what the bot is for, and so does a hello', async () => {
  const { chat } = playground;
  await chat.open();
  await chat.say('hello');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > (opens it)

     | Hello, I help with signing in at University of Derby
     | I explain multi-factor authentication (MFA) step by step, show and change your sign-in methods, and get you to the service desk when you cannot sign in.
     | This is a demonstration, and you are Alex Wilber. Change or remove a sign-in method: you sign in for it, and texts and mails arrive on the simulated phone and mailbox (-> http://localhost:‹port›/demo/inbox). To be somebody else, say “be Megan” or “be the desk”. Ask in your own words, for example:
     | [How do I change my number?] [Show my sign-in methods] [I lost my phone] [Talk to a person]

   > hello

     | Hello, I help with signing in at University of Derby
     | I explain multi-factor authentication (MFA) step by step, show and change your sign-in methods, and get you to the service desk when you cannot sign in.
     | Ask in your own words, for example:
     | [How do I change my number?] [Show my sign-in methods] [I lost my phone] [Talk to a person]
  `);
});

test('a question is answered with the guide, word for word, with its source; praise is thanked for', async () => {
  const { chat } = playground;
  await chat.say('how do I change my number?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > how do I change my number?

     This is what the guide says. [1]
     (source: University of Derby, guide to security details and MFA; Microsoft…)

     (source: University of Derby, guide to security details and MFA; Microsoft…)
     | Change your phone number
     | Update the number in MFA first: do it before you get a new number or swap your SIM. While the old one still works, you can do it yourself. You must know your password.
     | 1.  Go to https://account.microsoft.com/ and sign in. Students use <username>@unimail.derby.ac.uk, staff use <username>@derby.ac.uk. Enter your password.
     | 2.  Under "Security Info", select "Update Info". You may have to give your user name and password again.
     | 3.  Select "Add sign-in method" and choose "Phone".
     | 4.  Choose the country code United Kingdom (+44), enter your new number and select "Next".
     | 5.  Enter the code that was sent to the new number, and select "Next".
     | 6.  Select "Done".
     | Does the system still have your old phone number, so that codes go there? Or do you not know your password? Then raise a request with the IT Service Centre. They verify your identity first and then remove the old number.
     | To be asked at the new number first, select "Change", choose it in the drop-down and select "Confirm".
     | While you can still sign in, you can take out the old number with "Delete" beside it. If it is your default, change the default first.
     | New handset but the same number? For texts and calls there is nothing to change.
     | ! Microsoft's own text messages and calls end on 1 February 2027, for password reset too, unless your organisation has its own telephone provider. After that you cannot get in with texts or calls alone: set up a passkey before. Ask me how.
     | [Change my phone number] [Show my sign-in methods] [Contact the service desk] [I am still stuck]
     | Service desk: IT Service Centre
     | Web page: https://account.microsoft.com/
     | From: University of Derby, guide to security details and MFA; Microsoft documentation (deleting a method)
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
  `);
  await chat.press('Helpful');
  expect(chat.newest()).toContain('Thank you, that is noted.');
  expect(chat.newest()).not.toContain('Helpful');
});

test('who says that a guide did not help is asked why before it is sent', async () => {
  const { chat } = playground;
  await chat.say('what is MFA?');
  playground.transcript();
  await chat.press('Not helpful > Send');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Not helpful > Send]
     (not sent) Choose at least one reason.
  `);
  await chat.press('Not helpful > Send', {
    'What was wrong with it?': ['I did not understand it', 'Something is missing'],
    'Anything else? (no personal data, please)': 'Too many words',
  });
  expect(chat.newest()).toContain('Thank you, that is noted.');
});

test('a guide that did not help leads to another way in, to the desk, or to a person', async () => {
  const { chat } = playground;
  await chat.say('how do I set up the authenticator app?');
  playground.transcript();
  await chat.press('I am still stuck');
  await chat.press('Talk to a person');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [I am still stuck]

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague] [Talk to a person]

   > [Talk to a person]

     | Contact the service desk
     | The service desk gets this at once.
     | What happened?*: ____
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]
  `);
});

test('a question that could mean several things is answered with a choice', async () => {
  const { chat } = playground;
  await chat.say('sign in');
  expect(chat.newest()).toContain('Which of these do you mean?');
  playground.transcript();
  await chat.press('None of these');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [None of these]

     | None of these
     | Then try it in other words, or let a person help you.
     | Ask in your own words, for example:
     | [How do I change my number?] [Show my sign-in methods] [I lost my phone] [Talk to a person]
  `);
});

test('a question about anything else is refused, with what the bot can do', async () => {
  const { chat } = playground;
  await chat.say('what is for lunch in the canteen today?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > what is for lunch in the canteen today?

     | I cannot help with that
     | I only know about signing in: multi-factor authentication, your sign-in methods and getting help when you cannot sign in.
     | Ask in your own words, for example:
     | [How do I change my number?] [Show my sign-in methods] [I lost my phone] [Talk to a person]
  `);
});

test('who may have lost access is asked whether any method still works, and keeps their words for the desk', async () => {
  const { chat } = playground;
  await chat.say('forgot my phone at home today');
  await chat.press('No, I cannot get in');
  await chat.press('None of them');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > forgot my phone at home today

     | Can you still sign in with any of your methods?
     | For example with the app on another device, a text to a number that you have, or a passkey.
     | [Yes, I have another way] [No, I cannot get in] [Use a different method this time] [That is not my question]

   > [No, I cannot get in]

     | Which of these do you still have?
     | They are registered for you. With any one of them you can sign in now.
     | [Microsoft Authenticator app: Alex's phone] [Mobile phone: +44 •••• ••56]
     | [None of them] [Report for a colleague]

   > [None of them]

     | Report lost access
     | The service desk gets this at once, with what it needs. It will check who you are before anything is changed.
     | What happened?*: forgot my phone at home today
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]
  `);
});

test('a person, please: the ways to the desk, and a ticket as one of them', async () => {
  const { chat } = playground;
  await chat.say('I want to talk to a person please');
  await chat.press('Raise a ticket');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > I want to talk to a person please

     | You can reach the IT Service Centre
     | Raise a ticket here, and an agent contacts you.
     | [Raise a ticket] [Report for a colleague]

   > [Raise a ticket]

     | Contact the service desk
     | The service desk gets this at once.
     | What happened?*: ____
     | Since when?: ____ (for example this morning)
     | How and when can the desk reach you?*: ____ (a colleague’s phone, until 5 pm)
     | [ ] Somebody else may have my phone or know my code
     | Do not write passwords or codes here.
     | [Send to the service desk]
  `);
});

test('what became of my ticket, when there is none', async () => {
  const { chat } = playground;
  await chat.say('what became of my ticket?');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > what became of my ticket?

     You have no tickets. If you cannot sign in, tell me what happened.
  `);
});

test('a message that is too long is not read', async () => {
  const { chat } = playground;
  await chat.say('my phone '.repeat(300));
  expect(chat.newest()).toMatchInlineSnapshot(
    `That message is too long for me. Please ask in one or two sentences.`,
  );
  playground.transcript();
});

test('in a channel the bot answers questions, but shows no methods and takes no reports', async () => {
  const staffRoom = playground.channel('Staff room');
  await staffRoom.open();
  await staffRoom.say('what is MFA?');
  expect(staffRoom.newest()).toContain('What MFA and your security details are');
  playground.transcript();
  await staffRoom.say('show my sign-in methods');
  await staffRoom.say('my phone fell in the canal');
  await staffRoom.say('what became of my ticket?');
  await playground.chat.say('be the desk');
  await staffRoom.say('tickets');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   Staff room > show my sign-in methods

     I talk about sign-in methods only in our private chat. Open a chat with me and ask there.

   Staff room > my phone fell in the canal

     I take reports only in our private chat, where nobody reads along. Open a chat with me and write it there, or go to the service desk: IT Service Centre.

   Staff room > what became of my ticket?

     I talk about tickets only in our private chat. Open a chat with me and ask there.

   > be the desk

     You are now Lynne Robbins of the service desk. Press the buttons on tickets in the team channel, or say “tickets”.

   Staff room > tickets

     I talk about tickets only in our private chat. Open a chat with me and ask there.
  `);
});
