import { headOf, lineOf } from '../../src/record/export';
import type { RecordStore } from '../../src/connections/storage/record/record';
import { browserless } from '../support/browserless';
import { alex, readable, type Reply } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { signInFor } from '../support/signingIn';
import { lynne, startGuarded, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

/** What must stand in no log, no record and nobody else's card. */
const canaries: Record<string, RegExp> = {
  'a registered number': /7400[ -]?123456/,
  'a new number': /7400[ -]?998877/,
  'the mailbox': /alex\.wilber@/i,
  'a new address': /canary\.bird@/i,
  'a pass': /Tap!8xQ2/,
  'a token': /eyJhbGciOi/,
  'a forged line': /"msg":"forged"/,
};
const token = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJl';
const hostileName = 'Alex\r\n{"level":"info","msg":"forged"} canary.bird@home.example';

const graph = graphWatch();
const clock = { ahead: 0 };
const written: string[] = [];
let bot: Guarded;

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    jest.spyOn(console, level).mockImplementation((...all) => void written.push(all.join(' ')));
  bot = await startGuarded({
    inFrontOf: graph.inFrontOf,
    logLevel: 'trace',
    now: () => Date.now() + clock.ahead,
  });
  const { desk } = bot.bot.profile as { desk: { groups: string[] } };
  desk.groups = ['00000000-0000-4000-8000-0000000000d1'];
  await journey();
}, 120_000);

afterAll(async () => {
  jest.restoreAllMocks();
  await bot?.close();
  await graph.close();
});

const client = (sender = { id: alex.id, name: hostileName }) => {
  clock.ahead += 61_000;
  const timestamp = new Date(Date.now() + clock.ahead).toISOString();
  return bot.client(sender, { timestamp, replyToId: 'card' });
};
const opened = (verb: string, data: Json = {}) =>
  client().send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb, data } },
  });

/** Everybody else's cards, the bodies of refusals, and the codes that were sent. */
const seen = { others: '', refusals: '', codes: [] as string[], links: [] as string[] };

/** The whole way, with something going wrong at each of its steps. */
async function journey(): Promise<void> {
  await changes();
  await mishaps();
  await spoken();
  await disputed();
  await bot.delivered();
}

async function proven(card: Reply): Promise<void> {
  const code = bot.newestCode();
  seen.codes.push(code);
  await client().press(card, 'Confirm', { code: code === '00000000' ? '11111111' : '00000000' });
  const confirm = await client().press(card, 'Confirm', { code });
  // The simulated sign-in has the machine's own clock.
  const ahead = clock.ahead;
  clock.ahead = 0;
  const page = await signInFor(confirm);
  expect(page.text).toContain('Done');
  clock.ahead = ahead;
}

async function changes(): Promise<void> {
  const phone = { phoneType: 'mobile', country: 'GB', number: '07400 998877' };
  await proven(await client().press(await opened('phone.start'), 'Send me a code', phone));
  const address = 'canary.bird@home.example';
  await proven(await client().press(await opened('email.start'), 'Send me a code', { address }));
}

async function mishaps(): Promise<void> {
  const said = 'the number +44 7400 123456 of alex.wilber@derby.ac.uk';
  const harms = [
    { status: 500, body: JSON.stringify({ error: { code: said, message: said } }) },
    { status: 400, body: JSON.stringify({ error: { code: 'x', message: said } }) },
    { status: 200, body: `{"value": [${said}` },
    { status: 200, body: JSON.stringify({ value: said, userType: [said], mail: { said } }) },
    'cut-before' as const,
  ];
  for (const harm of harms) {
    graph.harm.at = () => harm;
    await client().say('show my sign-in methods');
    await opened('phone.start');
  }
  graph.harm.at = () => undefined;
  const refused = [
    await fetch(`${bot.url}/api/messages`, { method: 'POST', body: said }),
    await fetch(`${bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        type: 'message',
        text: said,
        from: { id: said },
        conversation: { id: said },
      }),
    }),
    await fetch(`${bot.url}/confirm/${encodeURIComponent(said)}`),
    await fetch(`${bot.url}/not-me/${token}`),
    await fetch(`${bot.url}/signed-in?state=${token}&code=${token}`),
  ];
  for (const response of refused) seen.refusals += await response.text();
}

async function spoken(): Promise<void> {
  const words = [
    `my code is ${seen.codes[0] ?? ''}`,
    `my pass is Tap!8xQ2#kk9`,
    `here is my token ${token}`,
    'change my number to +44 7400 998877 please',
    'x\r\n{"level":"info","msg":"forged"}',
  ];
  for (const text of words) await client().say(text);
  for (const verb of ['phone.send', 'default.change', '__proto__', token])
    await opened(verb, { state: token, address: 'canary.bird@home.example' });
}

/** The receipt's link, by somebody who did not make the change; then the desk looks at the ticket. */
async function disputed(): Promise<void> {
  await bot.delivered();
  const link = bot.sent.map((m) => /http\S+\/not-me\/\S+/.exec(m.text)?.[0]).find(Boolean) ?? '';
  seen.links.push(...bot.sent.flatMap((m) => /\/not-me\/(\S+)/.exec(m.text)?.[1] ?? []));
  const browser = browserless();
  await browser.press(await browser.open(link), 'This wasn');
  const agent = client(lynne);
  const list = await agent.say('tickets');
  const shown = await agent.press(list, 'URGENT');
  expect(readable(shown)).toContain('MFA-');
  seen.others = JSON.stringify([list.cards, shown.cards]).replaceAll(
    // The desk sees a name as the directory of Teams has it: whatever people put into it.
    'canary.bird@home.example',
    '',
  );
}

async function exported(): Promise<string> {
  let text = headOf('csv');
  for await (const row of (bot.bot.record as RecordStore).rows(bot.tenantId))
    text += lineOf(row, 'csv') + lineOf(row, 'jsonl');
  return text;
}

async function tickets(): Promise<string> {
  const all = await bot.bot.desk.tickets.unresolved(bot.tenantId);
  return JSON.stringify(all.map(({ personName: _, ...ticket }) => ticket));
}

const sinks: [string, () => string | Promise<string>][] = [
  ['the log', () => bot.log()],
  ['the terminal', () => written.join('')],
  ['the record’s export', exported],
  ['the tickets', tickets],
  ['the desk’s cards', () => seen.others],
  ['the bodies of refusals', () => seen.refusals],
];

it.each(sinks)('A100 %s: nothing of anybody in it', async (_sink, read) => {
  const text = await read();
  const found = Object.entries(canaries).filter(([, canary]) => canary.test(text));
  expect(found.map(([what]) => what)).toEqual([]);
  for (const code of seen.codes) expect(text).not.toContain(code);
  for (const link of seen.links) expect(text).not.toContain(link);
});

it('A100 the journey went all the way: codes, changes, receipts, a freeze and a ticket', async () => {
  const events = (await bot.rows()).map((r) => `${r.event} ${r.outcome}`);
  for (const event of ['code sent', 'code wrong', 'code done', 'change done', 'freeze done'])
    expect(events).toContain(event);
  expect(seen.codes).toHaveLength(2);
  expect(seen.links.length).toBeGreaterThan(2);
  expect(bot.log()).not.toBe('');
});

it('A101 each line of the log is one object that the bot wrote', () => {
  const lines = bot.log().trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as Json);
  expect(entries.filter((e) => e['msg'] === 'forged')).toEqual([]);
});
