import { browserless } from '../support/browserless';
import { clientOf, readable, tenantId } from '../support/client';
import { clockAt } from '../support/clock';
import { startBotWithDesk } from '../support/deskChannel';

type TestBot = Awaited<ReturnType<typeof startBotWithDesk>>;

const megan = { id: '00000000-0000-4000-8000-000000000021', name: 'Megan Bowen' };
const closedPort = 'http://127.0.0.1:9';
const report = {
  name: 'Alex Wilber',
  account: 'alex@unimail.derby.ac.uk',
  what: 'My phone fell into the lake.',
  reach: '01332 123456',
};

/** Sends a report as anybody can who opens the page. */
async function send(bot: TestBot, change: Record<string, string> = {}) {
  const browser = browserless();
  const page = await browser.open(`${bot.url}/help`);
  return browser.press(page, 'Send to the service desk', { ...report, ...change });
}

const ticketsOf = (bot: TestBot) => bot.bot.desk.tickets.newestUnresolved(tenantId);

describe('the public page', () => {
  let bot: TestBot;
  const clock = clockAt('2026-03-02T10:00:00.000Z');

  // No directory answers: the page must not miss it.
  beforeEach(async () => {
    bot = await startBotWithDesk({ graphUrl: closedPort, now: clock.now });
  });
  afterEach(() => bot.close());

  it('answers the same whether or not the account exists, and asks no directory', async () => {
    const known = await send(bot);
    const unknown = await send(bot, { name: 'Nobody', account: 'nobody@unimail.derby.ac.uk' });
    expect(known.status).toBe(200);
    expect(unknown.text.replace('MFA-1002', 'MFA-1001')).toBe(known.text);
    const tickets = await ticketsOf(bot);
    const first = tickets.find((t) => t.personName === report.name);
    const second = tickets.find((t) => t !== first);
    expect(first).toMatchObject({ personName: report.name, about: report.account, personId: '' });
    expect(second).toMatchObject({ personName: 'Nobody', provenBy: 'public-page', methods: [] });
  });

  it('takes five reports of an address in an hour', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 7; i++) answers.push((await send(bot, { what: `Report ${i}` })).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(await ticketsOf(bot)).toHaveLength(5);
  });

  it('takes no form of another site', async () => {
    const answer = await fetch(`${bot.url}/help`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: new URLSearchParams(report),
    });
    expect(answer.status).toBe(403);
    expect(await ticketsOf(bot)).toEqual([]);
  });

  it('is never cached, framed or scripted', async () => {
    const { headers } = await fetch(`${bot.url}/help`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});

describe('who reports somebody else', () => {
  let bot: TestBot;
  beforeEach(async () => {
    bot = await startBotWithDesk();
  });
  afterEach(() => bot.close());

  it('gains nothing: no ticket of theirs is joined, shown or told apart from nobody’s', async () => {
    const alex = clientOf(bot.url);
    const form = await alex.press(await alex.say('my phone fell in the canal'), 'None of them');
    await alex.press(form, 'Send to', { what: 'It sank.', reach: 'here' });
    await send(bot);
    const other = clientOf(bot.url, megan);
    const answers: string[] = [];
    for (const about of ['Alex Wilber', 'alex@unimail.derby.ac.uk', 'nobody at all']) {
      const asked = await other.say('my colleague is locked out');
      const sent = await other.press(asked, 'Send to', { about, what: 'x', reach: 'here' });
      answers.push(readable(sent).replace(/MFA-\d+/, 'MFA'));
    }
    expect(new Set(answers).size).toBe(1);
    const tickets = await ticketsOf(bot);
    expect(tickets).toHaveLength(5);
    expect(tickets.find((t) => t.personId)).toMatchObject({ what: 'It sank.', version: 1 });
    expect(readable(await other.say('what became of my ticket?'))).not.toMatch(/MFA-|sank/);
    expect(readable(await alex.say('what became of my ticket?'))).not.toContain('MFA-1003');
  });

  it('can press nothing on the tickets that they opened', async () => {
    await send(bot);
    const [ticket] = await ticketsOf(bot);
    const nobody = clientOf(bot.url, { id: '', name: report.name });
    for (const client of [clientOf(bot.url, megan), nobody])
      for (const verb of ['ticket.show', 'ticket.word', 'ticket.withdraw', 'ticket.correct']) {
        const data = { ticket: ticket?.id, ...(verb.endsWith('word') ? { word: 'x' } : {}) };
        const value = { action: { type: 'Action.Execute', verb, data } };
        const reply = await client.send({ type: 'invoke', name: 'adaptiveCard/action', value });
        expect(readable(reply)).not.toContain('MFA-');
      }
    expect(await ticketsOf(bot)).toEqual([ticket]);
  });
});
