import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { startBot } from '../support/bot';

const chromiumFile = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const present = existsSync(chromiumFile);
const journey = 'help without Teams, in a browser';
const name = present
  ? journey
  : `${journey} SKIPPED: there is no Chromium at ${chromiumFile}, set CHROMIUM_PATH`;

const pictures = resolve(__dirname, '../output');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
const startsWithinMs = 120_000;

type Axe = { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };

(present ? describe : describe.skip)(name, () => {
  let bot: Awaited<ReturnType<typeof startBot>>;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    bot = await startBot({ organisation: 'contact-north' });
    browser = await chromium.launch({
      executablePath: chromiumFile,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, startsWithinMs);

  afterAll(async () => {
    await browser?.close();
    await bot?.close();
  }, startsWithinMs);

  /** What an accessibility checker finds on the page as it stands; the page's own policy lets no script in. */
  const found = async (page: Page) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: Axe }).axe.run(),
    );
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`);
  };

  const isTooWide = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  const check = async (page: Page, picture: string) => {
    await page.screenshot({ path: join(pictures, `help-${picture}.png`), fullPage: true });
    expect(await found(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
  };

  const opened = async (viewport: { width: number; height: number }, locale: string) => {
    const context: BrowserContext = await browser.newContext({ viewport, locale });
    const page = await context.newPage();
    await page.goto(`${bot.url}/help`);
    expect(await page.locator('script').count()).toBe(0);
    return page;
  };

  test.each(Object.entries(widths))(
    'the form, what is missing, and the ticket: %s',
    async (width, viewport) => {
      const page = await opened(viewport, 'en-CA');
      await check(page, `${width}-1-form`);
      await page.getByLabel('What happened?').fill('My phone fell into the lake.');
      await page.getByRole('button', { name: 'Send to the service desk' }).click();
      await page.getByRole('alert').waitFor();
      await check(page, `${width}-2-missing`);
      expect(await page.getByLabel('What happened?').inputValue()).toContain('lake');
      await page.getByRole('link', { name: 'Type your name.' }).click();
      await page.getByLabel('Your name').fill('Alex Wilber');
      await page.getByLabel('The address or name').fill('alex@contactnorth.ca');
      await page.getByLabel('How and when').fill('613 555-0123, until five');
      await page.getByLabel('Somebody else may have').check();
      await page.getByRole('button', { name: 'Send to the service desk' }).click();
      await page.getByRole('heading', { name: /^Your ticket is MFA-\d+$/ }).waitFor();
      await check(page, `${width}-3-done`);
    },
    startsWithinMs,
  );

  test(
    'it speaks the language of the browser, and the other when asked',
    async () => {
      const page = await opened(widths.phone, 'fr-CA');
      await page.getByRole('button', { name: 'Envoyer au centre de services' }).click();
      await page.getByRole('alert').waitFor();
      await check(page, 'french-missing');
      await page.getByRole('link', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Help with signing in at' }).waitFor();
      await check(page, 'english-after-french');
    },
    startsWithinMs,
  );

  test(
    'the keyboard alone fills it in, and never meets the field that nobody sees',
    async () => {
      const page = await opened(widths.desktop, 'en-CA');
      const met: string[] = [];
      for (let i = 0; i < 14; i++) {
        await page.keyboard.press('Tab');
        met.push(await page.evaluate(() => document.activeElement?.getAttribute('name') ?? ''));
      }
      for (const field of ['kind', 'name', 'account', 'what', 'since', 'reach', 'someoneElse'])
        expect(met).toContain(field);
      expect(met).not.toContain('website');
    },
    startsWithinMs,
  );
});
