import { randomUUID } from 'node:crypto';
import { actionsOf, alex, readable, type Reply } from '../support/client';
import { lynne, startGuarded, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

const clock = { ahead: 0 };
let bot: Guarded;

beforeAll(async () => {
  bot = await startGuarded({ now: () => Date.now() + clock.ahead });
  // The group of the desk's agents in the simulated tenant.
  const { desk } = bot.bot.profile as { desk: { groups: string[] } };
  desk.groups = ['00000000-0000-4000-8000-0000000000d1'];
}, 60_000);

afterAll(async () => {
  await bot?.close();
});

beforeEach(() => {
  clock.ahead += 61_000;
});

const asked = (sender = alex) =>
  bot.client(sender, { timestamp: new Date(Date.now() + clock.ahead).toISOString() });

const hostile: [string, string][] = [
  ['A51 a template’s expression', '${$root}'],
  ['A51 an expression that dumps all data', '${string($root)} ${1+1}'],
  ['A52 a date function of Teams', '{{DATE(2020-01-01T00:00:00Z)}}'],
  ['A55 HTML', '<script>alert(1)</script><img src=x onerror=alert(1)></TextBlock>'],
  ['A55 Markdown', '[click](https://evil.example) ![x](https://evil.example/x.png) **bold**'],
  [
    'A56 the end of a JSON text',
    '"},"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]',
  ],
  ['A57 a direction override', 'safe \u202egnp.exe\u202c'],
  ['A101 a line of a log', 'x\r\n{"level":"info","msg":"forged"}'],
];

const addresses = (reply: Reply) =>
  actionsOf(reply.cards).flatMap((a) => (typeof a['url'] === 'string' ? [a['url']] : []));

/** What Teams would carry out or show in another way than as these very letters. */
function expectHarmless(reply: Reply): void {
  // What stands in an input is shown to its writer alone, and as it was typed.
  const all = JSON.stringify(reply.cards, (_key, value: Json) =>
    String(value?.['type']).startsWith('Input.') ? { ...value, value: '' } : value,
  );
  expect(addresses(reply).filter((url) => url.includes('evil.example'))).toEqual([]);
  expect(all).not.toContain('\u202e');
  expect(all).not.toMatch(/\{\{(?:DATE|TIME)\(/);
  for (const text of runsOf(reply.cards)) {
    expect(text).not.toMatch(/(?<!\\)\[click\]\(|(?<!\\)!?\[x\]\(|(?<!\\)\*\*bold/);
    expect(text).not.toMatch(/(?<!\\)<(?:script|img)/);
  }
}

/** Every text that a client reads as Markdown: text runs (and what people type) are shown as they are. */
function runsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(runsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, value: said, title } = value as Json;
  const isRead = type === 'TextBlock' || (type === undefined && title !== undefined);
  const own = isRead ? [text, said].filter((t): t is string => typeof t === 'string') : [];
  return [...own, ...Object.values(value).flatMap(runsOf)];
}

async function reported(words: string, sender = alex): Promise<Reply> {
  const client = asked(sender);
  const form = await client.send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: {
      action: { type: 'Action.Execute', verb: 'report.start', data: { kind: 'help', words } },
    },
  });
  expectHarmless(form);
  const typed = { what: words, since: words, reach: words, someoneElse: 'false' };
  return client.press(form, 'Send to the service desk', typed);
}

it.each(hostile)('%s is text on the person’s card and on the desk’s', async (_what, words) => {
  const sender = { id: alex.id, name: words };
  expectHarmless(await reported(words, sender));
  const agent = asked(lynne);
  const list = await agent.say('tickets');
  expectHarmless(list);
  const shown = await agent.press(list, 'MFA-');
  expect(readable(shown)).toContain('What was reported');
  expectHarmless(shown);
  const presses = actionsOf(shown.cards).map((a) => a['verb'] ?? a['type']);
  expect(presses.filter((v) => !/^(?:desk\.|Action\.)/.test(String(v)))).toEqual([]);
});

it.each(hostile)('%s as a message is answered and not carried out', async (_what, words) => {
  const answer = await asked().say(words);
  expect(answer.status).toBe(200);
  expectHarmless(answer);
  expect(readable(answer)).not.toContain('Something went wrong');
});

it.each(hostile)('%s as an address comes back as what was typed', async (_what, address) => {
  const client = asked();
  const form = await client.press(await client.say('show my sign-in methods'), 'Add an e-mail');
  const again = await client.press(form, 'Send me a code', { address });
  expect(actionsOf(again.cards)).toHaveLength(actionsOf(form.cards).length);
  expect(addresses(again)).toEqual([]);
});

it.each([
  ['a megabyte', 'x'.repeat(1024 * 1024), 413],
  ['200 000 combining marks', 'a' + '\u0301'.repeat(200_000), 413],
])('A57 a message with %s is turned away', async (_what, words, status) => {
  expect((await asked().say(words)).status).toBe(status);
});

it('A57 a long message is refused politely, and a form with too much in it too', async () => {
  expect(readable(await asked().say('a\u0301'.repeat(20_000)))).toContain('too long');
  const client = asked();
  const having = await client.say('I lost my phone and cannot sign in');
  const form = await client.press(having, 'None of them');
  const typed = { what: 'x'.repeat(6000), reach: 'desk 12', someoneElse: 'false' };
  expect(readable(await client.press(form, 'Send to', typed))).toContain('no longer valid');
  expect(readable(await asked().say('hello'))).not.toContain('went wrong');
});

it('A58 what people write never reaches the record', async () => {
  await reported('=HYPERLINK("http://evil.example")');
  expect(JSON.stringify(await bot.rows())).not.toMatch(/HYPERLINK|evil|script|DATE/);
});

it('A70 somebody who is no agent cannot work on tickets, whatever the card says', async () => {
  await reported('help');
  const list = await asked(lynne).say('tickets');
  const [ticket] = actionsOf(list.cards).filter((a) => String(a['title']).startsWith('MFA-'));
  const { ticket: id } = ticket?.['data'] as { ticket: string };
  for (const verb of ['desk.show', 'desk.take', 'desk.reopen', 'desk.freeze.lift']) {
    const answer = await asked().send({
      type: 'invoke',
      id: randomUUID(),
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data: { ticket: id } } },
    });
    expect(readable(answer)).toContain('Only agents of the service desk');
  }
  const rows = (await bot.rows()).filter((r) => r.event === 'desk');
  expect(rows.map((r) => [r.outcome, r.reason, r.personal.by].join(' '))).toEqual(
    Array(4).fill(`refused not-an-agent ${alex.id}`),
  );
});
