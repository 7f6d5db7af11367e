import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { openPlayground, type Playground } from '../support/playground';
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

test('own methods are shown in part, and the default can be changed after a fresh sign-in', async () => {
  const { chat, browser } = playground;
  await chat.say('show my sign-in methods');
  await chat.press('Change my default');
  await chat.press('Change the default');
  await chat.press('Change the default', { 'New default': 'Text message to your mobile phone' });
  await chat.follow('Sign in to confirm');
  await browser.press('Sign in and confirm');
  await browser.press('Continue');
  await browser.press('Approve');
  await chat.press('Show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > show my sign-in methods

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Microsoft Authenticator app, Alex's phone · added 2025-09-15  default
     | Mobile phone, +44 •••• ••56 · added 2025-09-15
     | What you will be asked next time
     | Next time Microsoft asks for: an approval in the Microsoft Authenticator app.
     | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Change my default]

     | Change your default sign-in method
     | Now: Approve in the Microsoft Authenticator app
     | New default*:
     |   ( ) One-time code from an app or token
     |   ( ) Text message to your mobile phone
     |   ( ) Call to your mobile phone
     | [Change the default]

   > [Change the default]
     (not sent) Choose the method that you want to be asked for first.

   > [Change the default]
         New default: Text message to your mobile phone

     (this card changes)
     | Confirm that it is you
     | What happens then
     | Your default becomes: Text message to your mobile phone.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | It is done in your name, with your own sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = Your default becomes: Text message to your mobile phone.
     = It is done in your name, with your own sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm]

     = Simulated sign-in
     = Signing in as Alex Wilber
     = You are about to prove that you are Alex Wilber . A real sign-in would ask for the password here.
     = [Continue]
     = [Sign in as someone else]
     = This plays Microsoft's sign-in page. It belongs to the demonstration: nobody is signed in to anything real.

   browser> [Continue]

     = Simulated sign-in
     = Approve the sign-in request on your phone
     = The phone of Alex Wilber
     = Are you trying to sign in?
     = [Deny] [Approve]
     = [Back]
     = This plays Microsoft's sign-in page. It belongs to the demonstration: nobody is signed in to anything real.

   browser> [Approve]

     = University of Derby
     = Done
     = Your default is now: Text message to your mobile phone.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | Your default is now: Text message to your mobile phone.
     | Next time Microsoft asks for: a code by text message to your mobile phone.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | Your default is now: Text message to your mobile phone. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Show my sign-in methods]

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Microsoft Authenticator app, Alex's phone · added 2025-09-15
     | Mobile phone, +44 •••• ••56 · added 2025-09-15  default
     | What you will be asked next time
     | Next time Microsoft asks for: a code by text message to your mobile phone.
     | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('a phone number is changed with a code that was sent to the new number and a sign-in, and only with both', async () => {
  const { chat, browser } = playground;
  await chat.say('show my sign-in methods');
  playground.transcript();
  await chat.press('Change my phone number');
  await chat.press('Send me a code', { 'Phone number': '07400 12' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Change my phone number]

     | Add or change a phone number
     | Microsoft can call it or send a code to it. First I send a code to the number, to see that it is yours.
     | Which phone*:
     |   (x) Mobile phone (replaces +44 •••• ••56)
     |   ( ) Alternate phone
     |   ( ) Office phone
     | Country of the number*: United Kingdom (+44) (one of 245)
     | Phone number*: ____ (for example 07400 123456)
     | ! Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     | [Send me a code]

   > [Send me a code]
         Phone number: 07400 12

     (this card changes)
     | Add or change a phone number
     | !! That is not a number in use in the chosen country. Check the digits and the country.
     | Microsoft can call it or send a code to it. First I send a code to the number, to see that it is yours.
     | Which phone*:
     |   (x) Mobile phone (replaces +44 •••• ••56)
     |   ( ) Alternate phone
     |   ( ) Office phone
     | Country of the number*: United Kingdom (+44) (one of 245)
     | Phone number*: 07400 12 (for example 07400 123456)
     | ! Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     | [Send me a code]
  `);

  await chat.press('Send me a code', { 'Phone number': '07400 654322' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Send me a code]
         Phone number: 07400 654322

     (this card changes)
     | Enter the code
     | I sent eight digits to +44 7400 654322. They are valid for ten minutes. Never give them to anybody.
     | What happens then
     | +44 7400 654322 is registered as your mobile phone in place of +44 •••• ••56.
     | Code*: ____
     | [Confirm] [Send a new code] [Cancel] [Open the simulated phone -> http://localhost:‹port›/demo/inbox]
  `);

  const code = await demonstration.newestCode();
  const [newest] = await demonstration.received();
  expect(newest?.to).toMatch(/^To \+44 7400654322/);
  expect(newest?.text.replace(code, '‹code›')).toMatchInlineSnapshot(
    `‹code› is your code for registering this contact at University of Derby. It is valid for ten minutes. Type it in that chat only: nobody else will ever ask you for it.`,
  );
  await chat.press('Confirm', { Code: code === '00000000' ? '11111111' : '00000000' });
  expect(chat.newest()).toContain('That is not the code.');
  await chat.press('Send a new code');
  expect(chat.newest()).toMatch(/Please wait ‹n› seconds/);
  playground.transcript();

  await chat.press('Confirm', { Code: code });
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  await chat.press('Show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Confirm]
         Code: ‹code›

     (this card changes)
     | Confirm that it is you
     | What happens then
     | +44 7400 654322 is registered as your mobile phone in place of +44 •••• ••56.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | The bot does it with its own permission, after your sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

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

   > [Show my sign-in methods]

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Microsoft Authenticator app, Alex's phone · added 2025-09-15
     | Mobile phone, +44 •••• ••22 · added 2025-09-15  default
     | What you will be asked next time
     | Next time Microsoft asks for: a code by text message to your mobile phone.
     | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('an address of the own organisation is refused; a private one is registered with its code and a sign-in', async () => {
  const { chat, browser } = playground;
  await chat.say('show my sign-in methods');
  playground.transcript();
  await chat.press('Add an e-mail address');
  await chat.press('Send me a code', { 'Private e-mail address': 'alex@unimail.derby.ac.uk' });
  await chat.press('Send me a code', { 'Private e-mail address': 'alex.wilber@home.example' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Add an e-mail address]

     | Add or change an e-mail address
     | It is used to reset your password, never to sign in. First I send a code to the address, to see that it is yours.
     | Private e-mail address*: ____ (name@example.org)
     | [Send me a code]

   > [Send me a code]
         Private e-mail address: alex@unimail.derby.ac.uk

     (this card changes)
     | Add or change an e-mail address
     | !! That is an address of your organisation. When you cannot sign in, you cannot read it either: type a private address.
     | It is used to reset your password, never to sign in. First I send a code to the address, to see that it is yours.
     | Private e-mail address*: alex@unimail.derby.ac.uk (name@example.org)
     | [Send me a code]

   > [Send me a code]
         Private e-mail address: alex.wilber@home.example

     (this card changes)
     | Enter the code
     | I sent eight digits to alex.wilber@home.example. They are valid for ten minutes. Never give them to anybody.
     | What happens then
     | alex.wilber@home.example is registered for password reset.
     | Code*: ____
     | [Confirm] [Send a new code] [Cancel] [Open the simulated mailbox -> http://localhost:‹port›/demo/inbox]
  `);

  const [newest] = await demonstration.received();
  expect(newest?.to).toMatch(/^To alex\.wilber@home\.example/);
  await chat.press('Confirm', { Code: await demonstration.newestCode() });
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  await chat.press('Show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Confirm]
         Code: ‹code›

     (this card changes)
     | Confirm that it is you
     | What happens then
     | alex.wilber@home.example is registered for password reset.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | The bot does it with its own permission, after your sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = alex.wilber@home.example is registered for password reset.
     = The bot does it with its own permission, after your sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = The address a•••@home.example is registered for password reset.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | The address a•••@home.example is registered for password reset.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | The address a•••@home.example is registered for password reset. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Show my sign-in methods]

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Microsoft Authenticator app, Alex's phone · added 2025-09-15
     | Mobile phone, +44 •••• ••22 · added 2025-09-15  default
     | For resetting your password only
     | E-mail (password reset only), a•••@home.example · added ‹today›
     | What you will be asked next time
     | Next time Microsoft asks for: a code by text message to your mobile phone.
     | [Change my default] [Change my phone number] [Change my e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('an address is replaced by another one, and the old one is told', async () => {
  const { chat, browser } = playground;
  await chat.press('Change my e-mail address');
  await chat.press('Send me a code', { 'Private e-mail address': 'alex@new.example' });
  await chat.press('Confirm', { Code: await demonstration.newestCode() });
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Change my e-mail address]

     | Add or change an e-mail address
     | It is used to reset your password, never to sign in. First I send a code to the address, to see that it is yours.
     | This replaces a•••@home.example.
     | Private e-mail address*: ____ (name@example.org)
     | [Send me a code]

   > [Send me a code]
         Private e-mail address: alex@new.example

     (this card changes)
     | Enter the code
     | I sent eight digits to alex@new.example. They are valid for ten minutes. Never give them to anybody.
     | What happens then
     | alex@new.example is registered for password reset in place of a•••@home.example.
     | Code*: ____
     | [Confirm] [Send a new code] [Cancel] [Open the simulated mailbox -> http://localhost:‹port›/demo/inbox]

   > [Confirm]
         Code: ‹code›

     (this card changes)
     | Confirm that it is you
     | What happens then
     | alex@new.example is registered for password reset in place of a•••@home.example.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | The bot does it with its own permission, after your sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = alex@new.example is registered for password reset in place of a•••@home.example.
     = The bot does it with its own permission, after your sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = Your address for password reset is now a•••@new.example. The old one is no longer used.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | Your address for password reset is now a•••@new.example. The old one is no longer used.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | Your address for password reset is now a•••@new.example. The old one is no longer used. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
  const told = (await demonstration.received()).filter(({ text }) =>
    text.includes('is now a•••@new'),
  );
  expect(told.map(({ to }) => to.replace(/ ·.*/, '')).sort()).toEqual([
    'To +44 7400654322',
    'To alex.wilber@home.example',
    'To alex.wilber@unimail.derby.ac.uk',
  ]);
});

test('a code that was sent in vain five times is of no use, not even when it is right', async () => {
  const { chat } = playground;
  await chat.say('be Adele');
  await chat.say('show my sign-in methods');
  await chat.press('Add a phone');
  await chat.press('Send me a code', { 'Phone number': '07400 123459' });
  const code = await demonstration.newestCode();
  const wrong = code === '00000000' ? '11111111' : '00000000';
  playground.transcript();
  await chat.press('Confirm', { Code: '12ab' });
  expect(chat.newest()).toContain('The code is eight digits. Type just those.');
  for (let i = 0; i < 5; i++) await chat.press('Confirm', { Code: wrong });
  await chat.press('Confirm', { Code: code });
  expect(chat.newest()).toContain('That was tried too often. Ask for a new code.');
  await chat.press('Cancel');
  await chat.press('Show my sign-in methods');
  playground.transcript();
  expect(chat.newest()).toContain('Nothing is registered but your password.');
});

test('a form is of use to nobody but who opened it', async () => {
  const { chat } = playground;
  await chat.say('be Megan');
  await chat.say('show my sign-in methods');
  await chat.press('Change my phone number');
  await chat.say('be Alex');
  playground.transcript();
  await chat.press('Send me a code', { 'Phone number': '07400 654324' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Send me a code]
         Phone number: 07400 654324

     (this card changes)
     | ! This card is no longer valid
     | It was used already, it is older than 15 minutes, or it belongs to somebody else. Open your own chat with me and start again.
     | [Show my sign-in methods]
  `);
  const [newest] = await demonstration.received();
  expect(newest?.to).not.toContain('654324');
});

test('Megan has text messages only, and is told what comes', async () => {
  const { chat } = playground;
  await chat.say('be Megan');
  await chat.say('show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Megan

     You are now Megan Bowen.

   > show my sign-in methods

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Mobile phone, +44 •••• ••57 · added 2025-09-15  default
     | What you will be asked next time
     | Your organisation lets Microsoft pick the strongest method: a code by text message to your mobile phone. Changing the default changes nothing you see, because the default is not used for that.
     | ! You have text messages or calls only. Microsoft’s own texts and calls end on 1 February 2027: please register a passkey before then. Ask me “how do I set up a passkey?”.
     | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Set up a passkey]
  `);
});

test('Adele has nothing yet', async () => {
  const { chat } = playground;
  await chat.say('be Adele Vance');
  await chat.say('show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Adele Vance

     You are now Adele Vance.

   > show my sign-in methods

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | Nothing is registered but your password.
     | What you will be asked next time
     | Microsoft will ask you to register a method at your next sign-in.
     | [Add a phone] [Add an e-mail address] [Set up a passkey] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('Isaiah is an administrator: he sees his methods, and is sent to Microsoft’s page to change them', async () => {
  const { chat } = playground;
  await chat.say('be Isaiah');
  await chat.say('show my sign-in methods');
  await chat.press('Change my default');
  await chat.press('Add a phone');
  await chat.press('Add an e-mail address');
  await chat.press('Remove a sign-in method');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Isaiah

     You are now Isaiah Langer.

   > show my sign-in methods

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Passkey or security key, Blue security key, YubiKey 5 Series with NFC · added 2025-09-15
     | Microsoft Authenticator app, Isaiah's phone · added 2025-09-15  default
     | What you will be asked next time
     | Your organisation lets Microsoft pick the strongest method: your passkey, security key or Windows Hello. Changing the default changes nothing you see, because the default is not used for that.
     | [Change my default] [Add a phone] [Add an e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Change my default]

     | This is done on Microsoft’s page
     | Accounts with administrator roles are not changed from the chat. Use Microsoft’s own page.
     | [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Add a phone]

     | This is done on Microsoft’s page
     | Accounts with administrator roles are not changed from the chat. Use Microsoft’s own page.
     | [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Add an e-mail address]

     | This is done on Microsoft’s page
     | Accounts with administrator roles are not changed from the chat. Use Microsoft’s own page.
     | [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Remove a sign-in method]

     | This is done on Microsoft’s page
     | Accounts with administrator roles are not changed from the chat. Use Microsoft’s own page.
     | [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('Patti is a guest: her methods are kept elsewhere', async () => {
  const { chat } = playground;
  playground.transcript();
  await chat.say('be Patti');
  await chat.say('show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Patti

     You are now Patti Fernandez.

   > show my sign-in methods

     | ! Not possible here
     | You are a guest here. Your sign-in methods belong to your own organisation: ask its service desk.
     | [Contact the service desk]
  `);
});

test('who says a name that is not known hears which there are', async () => {
  const { chat } = playground;
  await chat.say('be Nobody');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > be Nobody

     I do not know that name. You can be: Alex Wilber, Megan Bowen, Adele Vance, Isaiah Langer, Patti Fernandez, Lynne Robbins, Nestor Wilke, or the desk.
  `);
});
