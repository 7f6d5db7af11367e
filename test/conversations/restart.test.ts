import {
  startDemonstration,
  startsWithinMs,
  until,
  type Demonstration,
} from '../support/demonstration';
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

test(
  'a ticket that is said to be stored, and a phone that is said to be registered, outlive a power cut',
  async () => {
    const { chat, browser } = playground;
    await chat.say('show my sign-in methods');
    await chat.press('Change my phone number');
    await chat.press('Send me a code', { 'Phone number': '07400 654322' });
    await chat.press('Confirm', { Code: await demonstration.newestCode() });
    await chat.follow('Sign in to confirm');
    await browser.press(...asOneself);
    await chat.say('my phone fell in the canal');
    await chat.press('None of them');
    const answer = await chat.pressAndRun('Send to the service desk', {
      'How and when can the desk reach you?': 'on my sister’s phone',
    });
    await demonstration.kill();
    expect(answer).toContain('Your ticket is stored.');

    // The power may fail before or after the desk's card has gone out: it must have gone out in the end.
    const sentBefore = playground.channel('General').newest();
    playground.close();
    await demonstration.startAgain();
    playground = await openPlayground(demonstration);
    await demonstration.delivered(startsWithinMs);
    const desk = playground.channel('General');
    await until('the desk has its card', () =>
      [sentBefore, desk.newest()].some((card) => card.includes('MFA-1001 · Lost access')),
    );

    await playground.chat.say('what became of my ticket?');
    await playground.chat.say('show my sign-in methods');
    expect(playground.transcript()).toMatchInlineSnapshot(`
     > what became of my ticket?

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

     > show my sign-in methods

       | Your sign-in methods
       | Only you see this. Numbers and addresses are shown in part.
       | For signing in
       | Microsoft Authenticator app, Alex's phone · added 2025-09-15  default
       | Mobile phone, +44 •••• ••22 · added 2025-09-15
       | What you will be asked next time
       | Next time Microsoft asks for: an approval in the Microsoft Authenticator app.
       | [Change my default] [Change my phone number] [Add an e-mail address] [Remove a sign-in method] [Open my security info -> https://mysignins.microsoft.com/security-info]
    `);
  },
  2 * startsWithinMs,
);

test('the desk works on after the restart, and the person’s card follows', async () => {
  const { chat } = playground;
  await chat.say('be the desk');
  await chat.say('tickets');
  await chat.press('MFA-1001 · Lost access · Alex Wilber · Open');
  playground.transcript();
  await chat.press('Take');
  const followed = playground.transcript();
  expect(followed).toContain('Taken by: Lynne Robbins');
  expect(followed).toContain('State: An agent is working on it');
});

test('Ctrl-C ends it with success, and nothing of it is left running', async () => {
  playground.close();
  expect(await demonstration.stop()).toBe(0);
  for (const url of [demonstration.url, demonstration.playgroundUrl])
    await expect(fetch(url)).rejects.toThrow('fetch failed');
});
