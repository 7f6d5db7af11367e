import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { browserless } from '../support/browserless';
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

const wishSms = async () => {
  const { chat } = playground;
  await chat.say('show my sign-in methods');
  await chat.press('Change my default');
  await chat.press('Change the default', { 'New default': 'Text message to your mobile phone' });
};

test('a cancelled change leads nowhere, not even by its link', async () => {
  const { chat, browser } = playground;
  await wishSms();
  playground.transcript();
  const link = chat.link('Sign in to confirm');
  await chat.press('Cancel');
  await browser.open(link);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Cancel]

     (this card changes)
     | Not changed
     | You cancelled it. Your sign-in methods are as they were.
     | [Show my sign-in methods]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = This link is no longer valid
     = It was used already, was cancelled, or is older than 15 minutes. Your chat with me in Teams shows how it ended; start again there if you need to.
  `);
});

test('the sign-in answers under its own name only, and takes no harm from another', async () => {
  const { chat } = playground;
  await wishSms();
  const { url } = await browserless({
    stopBefore: ({ hostname }) => hostname === '127.0.0.1',
  }).open(`${chat.link('Sign in to confirm')}/sign-in`);
  const { status } = await fetch(`http://localhost:${url.port}${url.pathname}`);
  expect(status).toBe(403);
  expect((await fetch(url.origin)).status).toBe(404);
  await chat.press('Cancel');
  playground.transcript();
});

test('a sign-in that was denied changes nothing, and can be tried again', async () => {
  const { chat, browser } = playground;
  await wishSms();
  playground.transcript();
  const link = chat.link('Sign in to confirm');
  await chat.follow('Sign in to confirm');
  await browser.press('Sign in and confirm', 'Continue', 'Deny');
  await browser.press('Try again');
  await browser.press(...asOneself);
  expect(playground.transcript()).toMatchInlineSnapshot(`
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

   browser> [Sign in and confirm] > [Continue] > [Deny]

     = University of Derby
     = Not changed
     = The sign-in was not finished. Nothing was changed; you can try again.
     = [Try again]

   browser> [Try again]

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = Your default becomes: Text message to your mobile phone.
     = It is done in your name, with your own sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

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
  `);

  await browser.open(link);
  expect(browser.shown()).toContain('This link is no longer valid');
  playground.transcript();
});

test('whoever signs in as somebody else changes nothing; the change waits for its own person', async () => {
  const { chat, browser } = playground;
  await chat.say('show my sign-in methods');
  await chat.press('Remove a sign-in method');
  await chat.press('Continue', { 'Which one': "Microsoft Authenticator app: Alex's phone" });
  playground.transcript();
  await chat.follow('Sign in to confirm');
  await browser.press('Sign in and confirm', 'Sign in as someone else', 'Megan Bowen', 'Approve');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = The Microsoft Authenticator app on “Alex's phone” is removed from your account.
     = It is done in your name, with your own sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Sign in as someone else] > [Megan Bowen] > [Approve]

     = University of Derby
     = Not changed
     = You signed in with another account than the one that this change is for. Nothing was changed.
     = [Try again]
  `);

  await browser.press('Try again');
  await browser.press(...asOneself);
  expect(playground.transcript()).toMatchInlineSnapshot(`
   browser> [Try again]

     = University of Derby
     = Confirm a change
     = Account: Alex Wilber
     = What will be done
     = The Microsoft Authenticator app on “Alex's phone” is removed from your account.
     = It is done in your name, with your own sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = The Microsoft Authenticator app on “Alex's phone” is removed.
     = Remove the account in the app on the phone too, or it goes on showing prompts that lead nowhere.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | The Microsoft Authenticator app on “Alex's phone” is removed.
     | ! Remove the account in the app on the phone too, or it goes on showing prompts that lead nowhere.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | The Microsoft Authenticator app on “Alex's phone” is removed. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
});

test('the last method cannot be removed, nor the default', async () => {
  const { chat } = playground;
  await chat.say('be Megan');
  await chat.say('show my sign-in methods');
  playground.transcript();
  await chat.press('Remove a sign-in method');
  await chat.press('Continue');
  await chat.press('Continue', { 'Which one': 'Mobile phone: +44 •••• ••57' });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Remove a sign-in method]

     | Remove a sign-in method
     | Which one*:
     |   ( ) Mobile phone: +44 •••• ••57
     | [Continue]

   > [Continue]
     (not sent) Choose what is to be removed.

   > [Continue]
         Which one: Mobile phone: +44 •••• ••57

     (this card changes)
     | ! Not changed
     | That is the last method you can sign in with. Register another one first, then this one can be removed.
     | [Show my sign-in methods] [I am still stuck] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);

  await chat.say('be Lynne Robbins');
  await chat.say('show my sign-in methods');
  await chat.press('Remove a sign-in method');
  playground.transcript();
  await chat.press('Continue', { 'Which one': "Microsoft Authenticator app: Lynne's phone" });
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Continue]
         Which one: Microsoft Authenticator app: Lynne's phone

     (this card changes)
     | ! Not changed
     | That is your default method. Choose another default first, then this one can be removed.
     | [Show my sign-in methods] [I am still stuck] [Open my security info -> https://mysignins.microsoft.com/security-info]
  `);
  await chat.say('be Alex');
  playground.transcript();
});

test('who has nothing adds a phone, and is told by mail', async () => {
  const { chat, browser } = playground;
  await chat.say('be Adele');
  await chat.say('show my sign-in methods');
  playground.transcript();
  await chat.press('Add a phone');
  await chat.press('Send me a code', { 'Phone number': '07400 123459' });
  await chat.press('Confirm', { Code: await demonstration.newestCode() });
  await chat.follow('Sign in to confirm');
  await browser.press(...asOneself);
  await chat.press('Show my sign-in methods');
  expect(playground.transcript()).toMatchInlineSnapshot(`
   > [Add a phone]

     | Add or change a phone number
     | Microsoft can call it or send a code to it. First I send a code to the number, to see that it is yours.
     | Which phone*:
     |   (x) Mobile phone
     |   ( ) Alternate phone
     |   ( ) Office phone
     | Country of the number*: United Kingdom (+44) (one of 245)
     | Phone number*: ____ (for example 07400 123456)
     | ! Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     | [Send me a code]

   > [Send me a code]
         Phone number: 07400 123459

     (this card changes)
     | Enter the code
     | I sent eight digits to +44 7400 123459. They are valid for ten minutes. Never give them to anybody.
     | What happens then
     | +44 7400 123459 is registered as your mobile phone.
     | Code*: ____
     | [Confirm] [Send a new code] [Cancel] [Open the simulated phone -> http://localhost:‹port›/demo/inbox]

   > [Confirm]
         Code: ‹code›

     (this card changes)
     | Confirm that it is you
     | What happens then
     | +44 7400 123459 is registered as your mobile phone.
     | Sign in once more to confirm. Then it is done by itself, and this card shows how it went. You have 15 minutes.
     | The bot does it with its own permission, after your sign-in.
     | [Sign in to confirm -> http://localhost:‹port›/confirm/‹id›] [Cancel]

   browser> opens http://localhost:‹port›/confirm/‹id›

     = University of Derby
     = Confirm a change
     = Account: Adele Vance
     = What will be done
     = +44 7400 123459 is registered as your mobile phone.
     = The bot does it with its own permission, after your sign-in.
     = You sign in with Microsoft once more. Only you can confirm this, and only this is done.
     = [Sign in and confirm]
     = Did you not ask for this in Teams? Then close this page, and tell the service desk.

   browser> [Sign in and confirm] > [Continue] > [Approve]

     = University of Derby
     = Done
     = The number +44 •••• ••59 is registered.
     = Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     = You can close this page and go back to Teams.

     in Personal chat

     (this card changes)
     | ok Done
     | The number +44 •••• ••59 is registered.
     | Your organisation lets Microsoft pick the strongest method: a code by text message to your mobile phone. Changing the default changes nothing you see, because the default is not used for that.
     | ! Microsoft’s own texts and calls end on 1 February 2027. A passkey is the way on: ask me about it.
     | [Show my sign-in methods]

     | Your sign-in methods were changed
     | The number +44 •••• ••59 is registered. This was done on ‹time› UTC.
     | If this wasn’t you, say so at once: the button below stops all further changes.
     | [This wasn’t me -> http://localhost:‹port›/not-me/‹id›] [Open my security info -> https://mysignins.microsoft.com/security-info]

   > [Show my sign-in methods]

     | Your sign-in methods
     | Only you see this. Numbers and addresses are shown in part.
     | For signing in
     | Mobile phone, +44 •••• ••59 · added ‹today›
     | What you will be asked next time
     | Your organisation lets Microsoft pick the strongest method: a code by text message to your mobile phone. Changing the default changes nothing you see, because the default is not used for that.
     | ! You have text messages or calls only. Microsoft’s own texts and calls end on 1 February 2027: please register a passkey before then. Ask me “how do I set up a passkey?”.
     | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Set up a passkey]
  `);
  const [told, ...more] = (await demonstration.received()).filter(({ to }) => to.includes('adele'));
  expect(more).toEqual([]);
  expect(told?.text).toContain('The number +44 •••• ••59 is registered.');
});

test('a sign-in that comes back to another browser counts for nothing', async () => {
  const { chat } = playground;
  await chat.say('be Lynne Robbins');
  await chat.say('show my sign-in methods');
  await chat.press('Remove a sign-in method');
  await chat.press('Continue', { 'Which one': 'E-mail (password reset only): l•••@home.example' });
  const link = chat.link('Sign in to confirm');
  const own = browserless({ stopBefore: ({ pathname }) => pathname === '/signed-in' });
  const another = browserless();
  const asked = await own.follow(await own.open(link), 'Sign in and confirm');
  const answer = await own.press(await own.press(asked, 'Continue'), 'Approve');
  const there = await another.open(answer.url);
  expect(there.status).toBe(410);
  expect(there.text).toContain('This link is no longer valid');
  await chat.say('show my sign-in methods');
  expect(chat.newest()).toContain('l•••@home.example');
  playground.transcript();
});
