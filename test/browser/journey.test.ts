import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { lookAt } from './ownPages';

const chromiumFile = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const present = existsSync(chromiumFile);
const journey = 'the main journey in the page of the Playground';
const name = present
  ? journey
  : `${journey} SKIPPED: there is no Chromium at ${chromiumFile}, set CHROMIUM_PATH`;

const pictures = resolve(__dirname, '../output');
const desktop = { width: 1280, height: 1400 };
/** Tall enough for the longest card, so that nothing of the chat lies over it. */
const tall = { width: 1280, height: 2600 };
/** What a screen of 390 pixels leaves to a card, beside the margins of the chat. */
const cardOnPhone = 358;
const patienceMs = 20_000;
const stepMs = 90_000;

/** The Playground's own page asks for fonts and ornaments here; it does not get them. */
const ornaments = 'https://res-1.cdn.office.net/';
const loopback = ['localhost', '127.0.0.1'];

(present ? describe : describe.skip)(name, () => {
  let demonstration: Demonstration;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let taken = 0;
  let isInChannel = false;
  const sentElsewhere: string[] = [];
  const tooWide: string[] = [];
  const wrongOnPages: string[] = [];

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    demonstration = await startDemonstration();
    browser = await chromium.launch({
      executablePath: chromiumFile,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    context = await browser.newContext({ viewport: desktop });
    await context.route(
      ({ hostname }) => !loopback.includes(hostname),
      (route) => {
        sentElsewhere.push(route.request().url());
        return route.abort();
      },
    );
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(demonstration.playgroundUrl);
  }, startsWithinMs);

  afterAll(async () => {
    await browser?.close();
    await demonstration?.end();
  });

  const fileFor = (what: string) =>
    join(pictures, `${String(++taken).padStart(2, '0')}-${what}.png`);
  const picture = (what: string, of: Page = page) =>
    of.screenshot({ path: fileFor(what), animations: 'disabled' });
  const see = (words: string | RegExp) => page.getByText(words).last().waitFor();
  const press = (title: string) =>
    page.getByRole('button', { name: title, exact: true }).last().click();
  const field = (label: string) => page.getByRole('textbox', { name: label }).last();
  const go = async (place: string) => {
    await page.getByRole('treeitem', { name: place }).first().click();
    isInChannel = place === 'General';
  };
  /** A chat has its newest card below, a channel above. */
  const newestCard = () => {
    const shown = page.locator('.ac-preview-panel > .ac-adaptiveCard');
    return isInChannel ? shown.first() : shown.last();
  };
  const say = async (words: string) => {
    const box = page.locator('div[role=textbox][contenteditable=true]').first();
    await box.click();
    await box.pressSequentially(words);
    await page.getByRole('button', { name: 'Send Message' }).first().click();
  };

  /** Every input on the newest card is said by name to somebody who does not see it. */
  const expectNamedInputs = async () => {
    const spoken = await newestCard().ariaSnapshot();
    const inputs = spoken
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^- '?(?:textbox|combobox|checkbox|radio)\b/.test(line));
    expect(inputs.length).toBeGreaterThan(0);
    expect(inputs.filter((line) => !/^- '?\w+ "[^"]*\w[^"]*"/.test(line))).toEqual([]);
  };

  /** Shows the newest card as wide as a phone does, takes its picture, and notes what does not fit. */
  const pictureOnPhone = async (what: string) => {
    const card = newestCard();
    await page.setViewportSize(tall);
    const stickingOut = await card.evaluate((element: HTMLElement, width) => {
      element.style.width = `${width}px`;
      element.style.boxSizing = 'border-box';
      const edge = element.getBoundingClientRect().right;
      const isCut = (e: HTMLElement) =>
        e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden';
      return [...element.querySelectorAll<HTMLElement>('*')]
        .filter((e) => e.getBoundingClientRect().right > edge + 1 || isCut(e))
        .map((e) => (e.textContent ?? '').slice(-60));
    }, cardOnPhone);
    await card.screenshot({ path: fileFor(`phone-${what}`), animations: 'disabled' });
    await card.evaluate((element: HTMLElement) => element.style.removeProperty('width'));
    await page.setViewportSize(desktop);
    tooWide.push(...stickingOut.map((words) => `${what}: ${words}`));
  };

  /** Follows a link of the newest card that has one of this name; it opens beside the chat. */
  const openBeside = async (link: string): Promise<Page> => {
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: link }).last().click();
    const tab = await opened;
    await tab.waitForLoadState();
    return tab;
  };
  const look = async (what: string, tab: Page) => {
    wrongOnPages.push(...(await lookAt(tab, what, fileFor)));
  };
  const button = (tab: Page, title: string) => tab.getByRole('button', { name: title });

  test(
    'opening the chat greets',
    async () => {
      await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor();
      await go('Personal Chat');
      await see('Hello, I help with signing in at University of Derby');
      await picture('greeting');
    },
    stepMs,
  );

  test(
    'a question is answered with a guide and its source, and asks why it did not help',
    async () => {
      await say('how do I change my number?');
      await see('Last reviewed');
      await picture('guide');
      await pictureOnPhone('guide');
      await press('Not helpful');
      await expectNamedInputs();
      await press('Send');
      await see('Choose at least one reason.');
      await picture('guide-not-helpful');
      await page.getByRole('checkbox', { name: 'Something is missing' }).last().check();
      await press('Send');
      await see('Thank you, that is noted.');
      await picture('guide-thanks');
    },
    stepMs,
  );

  test(
    'the default is changed after a sign-in',
    async () => {
      await press('Show my sign-in methods');
      await see('What you will be asked next time');
      await picture('methods');
      await pictureOnPhone('methods');
      await press('Change my default');
      await see('Change your default sign-in method');
      await expectNamedInputs();
      await press('Change the default');
      await see('Choose the method that you want to be asked for first.');
      await picture('default-empty');
      await page.getByRole('radio', { name: 'Text message to your mobile phone' }).check();
      await press('Change the default');
      await see('Confirm that it is you');
      await picture('default-confirm');
      await pictureOnPhone('confirm');
      const tab = await openBeside('Sign in to confirm');
      await look('confirm', tab);
      await tab.getByRole('link', { name: 'Sign in and confirm' }).click();
      await look('sign-in-who', tab);
      await tab.getByRole('link', { name: 'Sign in as someone else' }).click();
      await look('sign-in-people', tab);
      await button(tab, 'Megan Bowen').click();
      await button(tab, 'Approve').click();
      await look('confirm-other-person', tab);
      await tab.getByRole('link', { name: 'Try again' }).click();
      await tab.getByRole('link', { name: 'Sign in and confirm' }).click();
      await button(tab, 'Continue').click();
      await look('sign-in-factor', tab);
      await button(tab, 'Approve').click();
      await tab.getByText('Your default is now').waitFor();
      await look('confirm-done', tab);
      await tab.reload();
      await look('confirm-used', tab);
      await tab.close();
      await see('Your default is now: Text message to your mobile phone.');
      await see('Your sign-in methods were changed');
      await picture('default-done');
      await pictureOnPhone('receipt');
    },
    stepMs,
  );

  test(
    'a number is changed with the code that the simulated phone shows, and a sign-in',
    async () => {
      await press('Show my sign-in methods');
      await press('Change my phone number');
      await field('Phone number').waitFor();
      await expectNamedInputs();
      await press('Send me a code');
      await see('Type the phone number.');
      await picture('phone-empty');
      await field('Phone number').fill('07400 12');
      await press('Send me a code');
      await see('That is not a number in use');
      await picture('phone-wrong');
      await pictureOnPhone('phone-form');
      await field('Phone number').fill('07400 654322');
      await press('Send me a code');
      await see('I sent eight digits to');
      await expectNamedInputs();
      await picture('code');
      await pictureOnPhone('code');
      const inbox = await openBeside('Open the simulated phone');
      const text = await inbox.getByText('is your code for').first().textContent();
      await look('inbox', inbox);
      await inbox.close();
      await field('Code').fill('1');
      await press('Confirm');
      await see('The code is eight digits.');
      await picture('code-wrong');
      await field('Code').fill(/\b\d{8}\b/.exec(text ?? '')?.[0] ?? '');
      await press('Confirm');
      const tab = await openBeside('Sign in to confirm');
      await look('confirm-phone', tab);
      await tab.getByRole('link', { name: 'Sign in and confirm' }).click();
      await button(tab, 'Continue').click();
      await button(tab, 'Approve').click();
      await tab.getByText('Your number is now').waitFor();
      await look('confirm-phone-done', tab);
      await tab.close();
      await see('Your number is now');
      await picture('phone-done');
    },
    stepMs,
  );

  test(
    'whoever did not change it stops all changes from the mail',
    async () => {
      const tab = await context.newPage();
      await tab.goto(demonstration.inboxUrl);
      await look('inbox-receipts', tab);
      await tab.getByRole('region', { name: 'E-mail' }).getByRole('link').first().click();
      await look('not-me', tab);
      await button(tab, 'This wasn’t me: stop all changes').click();
      await tab.getByText('MFA-1001').waitFor();
      await look('not-me-done', tab);
      await tab.goto(`${demonstration.url}/not-me/unknown`);
      await look('not-me-unknown', tab);
      await tab.close();
      await press('Show my sign-in methods');
      await press('Change my default');
      await see('Changes to your sign-in methods are stopped');
      await picture('frozen');
    },
    stepMs,
  );

  test(
    'the desk allows changes again',
    async () => {
      await say('be the desk');
      await see('You are now Lynne Robbins');
      await go('General');
      await see('MFA-1001 · Suspicious sign-in');
      await picture('desk-urgent');
      await pictureOnPhone('desk-urgent');
      await press('Take');
      await press('Allow changes again');
      await see('Changes are allowed again.');
      await picture('desk-lifted');
      await press('Resolve');
      await page.getByRole('combobox', { name: 'Outcome' }).last().click();
      await page.getByRole('option', { name: 'Access is restored' }).last().click();
      await field('What does the person need to know?').fill('Called back by the number on file.');
      await press('Send');
      await page.getByRole('button', { name: 'Reopen' }).waitFor();
      await go('Personal Chat');
      await say('be Alex');
      await see('You are now Alex Wilber');
    },
    stepMs,
  );

  test(
    'the app is removed after a sign-in',
    async () => {
      await say('show my sign-in methods');
      await see('What you will be asked next time');
      await press('Remove a sign-in method');
      await see('Which one');
      await expectNamedInputs();
      await page
        .getByRole('radio', { name: /Microsoft Authenticator app/ })
        .last()
        .check();
      await picture('remove');
      await press('Continue');
      const tab = await openBeside('Sign in to confirm');
      await look('confirm-remove', tab);
      await tab.getByRole('link', { name: 'Sign in and confirm' }).click();
      await button(tab, 'Continue').click();
      await button(tab, 'Deny').click();
      await look('confirm-denied', tab);
      await tab.getByRole('link', { name: 'Try again' }).click();
      await tab.getByRole('link', { name: 'Sign in and confirm' }).click();
      await button(tab, 'Continue').click();
      await button(tab, 'Approve').click();
      await tab.getByText('is removed').waitFor();
      await look('confirm-removed', tab);
      await tab.close();
      await see('Remove the account in the app on the phone too');
      await picture('removed');
    },
    stepMs,
  );

  test(
    'an e-mail address of the organisation is refused',
    async () => {
      await press('Show my sign-in methods');
      await press('Add an e-mail address');
      await field('Private e-mail address').waitFor();
      await expectNamedInputs();
      await press('Send me a code');
      await see('Type the e-mail address.');
      await field('Private e-mail address').fill('alex@unimail.derby.ac.uk');
      await press('Send me a code');
      await see('That is an address of your organisation.');
      await picture('email-refused');
    },
    stepMs,
  );

  test(
    'lost access becomes a ticket',
    async () => {
      await say('my phone fell in the canal');
      await see('Which of these do you still have?');
      await picture('reach');
      await pictureOnPhone('reach');
      await press('None of them');
      await see('Report lost access');
      await expectNamedInputs();
      await press('Send to the service desk');
      await see('Say how the desk can reach you.');
      await picture('report-empty');
      await pictureOnPhone('report-form');
      await field('How and when can the desk reach you?').fill('On my sister’s phone');
      await press('Send to the service desk');
      await see('Your ticket is stored.');
      await picture('ticket');
      await pictureOnPhone('ticket');
    },
    stepMs,
  );

  test(
    'the desk takes it, asks and resolves it in its channel',
    async () => {
      await say('be the desk');
      await see('You are now Lynne Robbins');
      await go('General');
      await see('MFA-1002 · Lost access');
      await picture('desk-open');
      await pictureOnPhone('desk-open');
      await press('Take');
      await see('Lynne Robbins');
      await press('Ask or answer');
      await expectNamedInputs();
      await press('Send');
      await see('Type a few words.');
      await picture('desk-ask-empty');
      await field('Your message to the person').fill('Which number does it have?');
      await press('Send');
      await see('Waiting for the person');
      await picture('desk-asked');
      await go('Personal Chat');
      await see('The service desk asks you something about MFA-1002');
      await picture('person-asked');
      await go('General');
      await press('Resolve');
      await expectNamedInputs();
      await page.getByRole('combobox', { name: 'Outcome' }).last().click();
      await page.getByRole('option', { name: 'Access is restored' }).last().click();
      await field('What does the person need to know?').fill('Called back, app set up again.');
      await press('Send');
      await see('Called back, app set up again.');
      await page.getByRole('button', { name: 'Reopen' }).nth(1).waitFor();
      await picture('desk-resolved');
      await go('Personal Chat');
      await see('The service desk has resolved MFA-1002.');
      await picture('person-resolved');
      await pictureOnPhone('person-resolved');
    },
    stepMs,
  );

  test(
    'an agent lets somebody back in from their own chat',
    async () => {
      await say('be Megan');
      await say('my phone fell in the canal');
      await see('Which of these do you still have?');
      await press('None of them');
      await see('Report lost access');
      await field('How and when can the desk reach you?').fill('At my desk phone');
      await press('Send to the service desk');
      await see('Your ticket is stored.');
      await say('be the desk');
      await see('You are now Lynne Robbins');
      await say('tickets');
      await see('Open tickets');
      await picture('desk-list');
      await pictureOnPhone('desk-list');
      await press('MFA-1003 · Lost access · Megan Bowen · Open');
      await press('Take');
      await press('Let them back in');
      await see('Which number on record did you call?');
      await expectNamedInputs();
      await picture('pass-form');
      await pictureOnPhone('pass-form');
      const card = newestCard();
      await card.getByRole('radio').first().check();
      for (const box of await card.getByRole('checkbox').all()) await box.check();
      await press('Go on');
      await see('Sign in to issue the pass');
      await picture('pass-sign-in');
      const tab = await openBeside('Sign in to issue');
      await look('pass-page', tab);
      await tab.getByRole('link', { name: 'Sign in and issue' }).click();
      await button(tab, 'Continue').click();
      await button(tab, 'Approve').click();
      await tab.getByText('The pass was issued').waitFor();
      await look('pass-issued', tab);
      await tab.close();
      await page.getByRole('button', { name: 'I have passed it on' }).waitFor();
      await picture('pass-shown');
      await pictureOnPhone('pass-shown');
      await press('I have passed it on');
      await page
        .getByRole('button', { name: 'I have passed it on' })
        .waitFor({ state: 'detached' });
      await picture('pass-gone');
      await say('be Megan');
      await say('what became of my ticket?');
      await see('Temporary Access Pass');
      await picture('person-way-back');
      await pictureOnPhone('person-way-back');
    },
    stepMs,
  );

  test(
    'the public pages too are fit to be seen',
    async () => {
      const tab = await context.newPage();
      for (const path of ['', 'privacy', 'terms']) {
        await tab.goto(`${demonstration.url}/${path}`);
        await look(`about-${path || 'home'}`, tab);
      }
      await tab.close();
    },
    stepMs,
  );

  test('on our own pages axe-core finds nothing wrong, and nothing is wider than a phone', () => {
    expect(wrongOnPages).toEqual([]);
  });

  test('at the width of a phone nothing sticks out of a card or is cut off', () => {
    expect(tooWide).toEqual([]);
  });

  test('nothing but the ornaments of the Playground’s own page was asked of any other machine', () => {
    expect(sentElsewhere.filter((url) => !url.startsWith(ornaments))).toEqual([]);
  });
});
