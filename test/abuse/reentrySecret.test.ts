import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headOf, lineOf } from '../../src/record/export';
import type { RecordStore } from '../../src/connections/storage/record/record';
import { isLoopback } from '../../src/organisation/loopback';
import { browserless, type Page } from '../support/browserless';
import { readable, type Reply, type Sender } from '../support/client';
import { crowd } from '../support/crowd';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { startService } from '../support/httpService';
import { linkOn, passingBy, passOn, signedIn } from '../support/passing';
import { lynne, nestor, startGuarded, type Guarded } from '../support/teams';
import { minute } from '../support/clock';

const members = crowd(10);
const people = [...demonstrationPeople('derby.ac.uk'), ...members];
const used = { members: 0 };
const anybody = (): Sender => {
  const { id, displayName: name } = members[used.members++] ?? { id: '', displayName: '' };
  return { id, name };
};
const clock = { ahead: 0 };
const now = () => Date.now() + clock.ahead;
const written: string[] = [];

let bot: Guarded;
let by: ReturnType<typeof passingBy>;

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    jest.spyOn(console, level).mockImplementation((...all) => void written.push(all.join(' ')));
  bot = await startGuarded({ people, now, logLevel: 'trace', mayAnswerAt: isLoopback });
  by = passingBy(bot, now);
}, 60_000);

afterAll(async () => {
  jest.restoreAllMocks();
  await bot?.close();
});

beforeEach(() => {
  clock.ahead = 0;
  bot.teams.posted.splice(0);
});

/** What stands in the agent's own chat under an id, after everything that was put there. */
const standing = (activity: string) =>
  bot.teams.posted.filter((p) => p.method === 'PUT' && p.path.endsWith(`/${activity}`)).at(-1)
    ?.body;
const agentCard = () => standing(`card-of-${lynne.id}`);

/** An agent gets a pass for somebody. */
async function issued(agent = lynne) {
  const person = anybody();
  const ticket = await by.taken(person, agent);
  const card = await by.asked(agent, ticket);
  const link = linkOn(card, 'Sign in to issue');
  const page = await signedIn(link);
  expect(page.text).toContain('The pass was issued');
  const pass = passOn(standing(`card-of-${agent.id}`)) ?? '';
  expect(pass).toMatch(/^\w{8}$/);
  return { person, ticket, card, link, page, pass };
}

/** Every file in the folder where the bot keeps its data, whatever is in it. */
function everyFile(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((f) =>
      f.isDirectory()
        ? everyFile(join(folder, f.name))
        : readFileSync(join(folder, f.name)).toString('latin1'),
    )
    .join('\n');
}

async function exported(): Promise<string> {
  let text = headOf('csv');
  for await (const row of (bot.bot.record as RecordStore).rows(bot.tenantId))
    text += lineOf(row, 'csv') + lineOf(row, 'jsonl');
  return text;
}

describe('A80 the value of a pass', () => {
  const replies: Reply[] = [];
  const pages: Page[] = [];
  const seen = { pass: '', messages: [] as string[] };

  beforeAll(async () => {
    const { person, ticket, card, page, pass, link } = await issued();
    seen.pass = pass;
    const shown = [card, await by.pressed(lynne, 'desk.show', { ticket })];
    const own = await by.client(person).say('what became of my ticket?');
    pages.push(page, await browserless().open(link));
    await bot.delivered();
    const agents = [await by.client(lynne).say('tickets'), await by.client(nestor).say('tickets')];
    replies.push(...shown, own, ...agents);
    seen.messages = bot.teams.posted.map(({ path, body }) => `${path} ${JSON.stringify(body)}`);
  }, 30_000);

  const sinks: [string, () => string | Promise<string>, string][] = [
    ['the log', () => bot.log(), ''],
    ['the folder of the database and the tenant', () => everyFile(bot.folder), 'MFA-1001'],
    ['the record’s export', exported, 'temporary-access-pass'],
    [
      'the tickets',
      async () => JSON.stringify(await bot.bot.desk.tickets.newestUnresolved(bot.tenantId)),
      '"state":"issued"',
    ],
    ['mails and text messages', () => JSON.stringify(bot.sent), 'Temporary Access Pass for your'],
    ['the answers in the chats', () => JSON.stringify(replies.map((r) => r.activities)), 'MFA-'],
    ['the pages', () => pages.map((p) => p.html).join(), 'The pass was issued'],
  ];
  it.each(sinks)('is in none of: %s', async (_sink, read, ordinary) => {
    const text = await read();
    expect(text).toContain(ordinary);
    expect(text).not.toContain(seen.pass);
  });

  it('is not on the terminal either', () => {
    expect(written.join('')).not.toContain(seen.pass);
  });

  it('is told to the person’s own mailbox as a fact, without it', () => {
    expect(bot.sent.filter((m) => m.to === members[0]?.mail)).toHaveLength(1);
  });

  it('is in one message alone, in the agent’s own chat; the channel and the person learn of it without', () => {
    const [only, ...more] = seen.messages.filter((m) => m.includes(seen.pass));
    expect(more).toEqual([]);
    expect(only).toContain(`chat-${lynne.id}/activities/card-of-${lynne.id}`);
    const all = seen.messages.join('\n');
    expect(all).toContain('Lynne Robbins issued a Temporary Access Pass');
    expect(all).toContain('The service desk has issued a Temporary Access Pass for MFA-1001');
  });
});

describe('A81 once shown', () => {
  it('it goes when the agent has passed it on: from the answer, and from the message itself', async () => {
    const { pass, card } = await issued();
    const shown = { ...card, cards: [agentCard() ?? {}] };
    const reply = await by.client(lynne).press(shown, 'I have passed it on');
    expect(readable(reply)).toContain('The pass itself is no longer here');
    expect(JSON.stringify(reply.activities)).not.toContain(pass);
    await bot.delivered();
    expect(JSON.stringify(agentCard())).toContain('The pass itself is no longer here');
    expect(JSON.stringify(agentCard())).not.toContain(pass);
  });

  it('it goes by itself after five minutes', async () => {
    await issued();
    clock.ahead = 5 * minute - 2_000;
    bot.bot.deliver();
    await bot.delivered();
    expect(passOn(agentCard())).toBeDefined();
    clock.ahead = 5 * minute + 60_000;
    bot.bot.deliver();
    await bot.delivered();
    expect(passOn(agentCard())).toBeUndefined();
  });

  it('no press, old card, link or page brings it back', async () => {
    const { card, link, ticket, pass, page } = await issued();
    const replies = [
      await by.client(lynne).press(card, 'Cancel'),
      await by.pressed(lynne, 'desk.show', { ticket }),
      await by.form(lynne, ticket),
    ];
    const pages = [
      await browserless().open(link),
      await browserless().open(`${link}/sign-in`),
      await browserless().open(page.url),
    ];
    expect(pages.map(({ status }) => status)).toEqual([410, 410, 410]);
    const all = JSON.stringify([replies.map((r) => r.activities), pages.map((p) => p.html)]);
    expect(all).not.toContain(pass);
  });

  it('it is written down nowhere when Teams does not take it, and the next one takes its place', async () => {
    const bodies: string[] = [];
    const down = await startService((response, { text }) => {
      bodies.push(text);
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'x', message: text } }));
    });
    const ticket = await by.taken(anybody(), lynne);
    const card = await by.asked(lynne, ticket);
    await by.client(lynne, { serviceUrl: down.url.replace('localhost', '127.0.0.1') }).say('hello');
    const page = await signedIn(linkOn(card, 'Sign in to issue'));
    await by.client(lynne).say('hello');
    expect(page.text).toContain('Teams could not be reached to show it to you');
    const [pass = ''] = bodies.flatMap((b) => passOn(JSON.parse(b || '{}')) ?? []);
    expect(pass).toMatch(/^\w{8}$/);
    for (const sink of [bot.log(), everyFile(bot.folder), written.join(''), page.html])
      expect(sink).not.toContain(pass);
    expect(bot.log()).toContain('a pass was made and could not be shown');
    const again = await by.asked(lynne, ticket);
    expect((await signedIn(linkOn(again, 'Sign in to issue'))).text).toContain('was issued');
    await down.close();
  });
});
