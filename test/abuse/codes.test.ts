import { actionsOf, alex, readable, type Reply, type Sender } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { inGroup, megan, startGuarded, type Guarded } from '../support/teams';
import { demonstrationPeople } from '../../src/demo/tenant/people';

type Json = Record<string, unknown>;

const graph = graphWatch();
const clock = { ahead: 0 };
let bot: Guarded;
let rowsBefore = 0;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Twenty more members who have a password and nothing else. */
const crowd = Array.from({ length: 20 }, (_, i): Sender => ({
  id: `00000000-0000-4000-8000-0000000001${String(i).padStart(2, '0')}`,
  name: `Member ${i}`,
}));

beforeAll(async () => {
  const people = demonstrationPeople('derby.ac.uk');
  const [adele] = people.filter((p) => p.displayName === 'Adele Vance');
  if (!adele) throw new Error('the demonstration has no Adele');
  const more = crowd.map(({ id, name }) => ({
    ...adele,
    id,
    displayName: name,
    userPrincipalName: `${id}@derby.ac.uk`,
    mail: `${id}@derby.ac.uk`,
  }));
  bot = await startGuarded({
    inFrontOf: graph.inFrontOf,
    now: () => Date.now() + clock.ahead,
    people: [...people, ...more],
  });
}, 60_000);

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

beforeEach(async () => {
  // Another day, on which nobody has used anything up.
  clock.ahead += 2 * day;
  bot.sent.splice(0);
  graph.forget();
  rowsBefore = (await bot.rows()).length;
});

const now = () => new Date(Date.now() + clock.ahead).toISOString();
const asked = (sender: Sender = alex, more: Json = {}) =>
  bot.client(sender, { timestamp: now(), ...more });
const codeRows = async () =>
  (await bot.rows())
    .slice(rowsBefore)
    .filter((r) => r.event === 'code')
    .map((r) => [r.outcome, r.reason].filter(Boolean).join(' '));

/** Opens the form for a phone and types a number. */
async function typed(number: string, sender: Sender = alex): Promise<Reply> {
  const client = asked(sender);
  const opened = await client.send({
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { type: 'Action.Execute', verb: 'phone.start', data: {} } },
  });
  return client.press(opened, 'Send me a code', { phoneType: 'mobile', country: 'GB', number });
}

const right = () => bot.newestCode();
const wrong = () => (right() === '00000000' ? '11111111' : '00000000');
const confirm = (card: Reply, code: unknown, sender: Sender = alex) =>
  asked(sender).press(card, 'Confirm', { code });
const proven = 'Confirm that it is you';

it('A22 of six guesses five count, and the sixth is refused even if it is right', async () => {
  const card = await typed('07400 100001');
  for (let i = 0; i < 5; i++)
    expect(readable(await confirm(card, wrong()))).toContain('That is not the code');
  expect(readable(await confirm(card, right()))).toContain('That was tried too often');
  expect(await codeRows()).toEqual([
    'sent',
    ...Array<string>(5).fill('wrong code-wrong'),
    'wrong code-too-many',
  ]);
  expect(graph.writes()).toEqual([]);
});

it('A23 of fifty guesses at once five are held against the code', async () => {
  const card = await typed('07400 100002');
  const guesses = await Promise.all(Array.from({ length: 50 }, () => confirm(card, wrong())));
  const answers = guesses.map(readable);
  expect(answers.filter((a) => a.includes('That is not the code'))).toHaveLength(5);
  expect(readable(await confirm(card, right()))).not.toContain(proven);
});

it('A24 a new code does not reset the day’s count: after fifteen wrong ones nothing is sent or taken', async () => {
  for (let round = 0; round < 3; round++) {
    clock.ahead += hour;
    const card = await typed(`07400 10001${round}`);
    for (let i = 0; i < 5; i++) await confirm(card, wrong());
  }
  clock.ahead += hour;
  const sentBefore = bot.sent.length;
  const locked = await typed('07400 100019');
  expect(readable(locked)).not.toContain('Enter the code');
  expect(bot.sent).toHaveLength(sentBefore);
  expect((await codeRows()).at(-1)).toBe('locked code-locked');
  clock.ahead += day;
  expect(readable(await typed('07400 100019'))).toContain('Enter the code');
});

it('A25 the right code is of no use ten minutes and a second later', async () => {
  const card = await typed('07400 100003');
  clock.ahead += 10 * minute + 1000;
  expect(readable(await confirm(card, right()))).not.toContain(proven);
  expect(await codeRows()).toEqual(['sent', 'wrong code-expired']);
});

it('A26 of thirty-one wishes for a new code within ten minutes three are carried out', async () => {
  let card = await typed('07400 100004');
  for (let i = 0; i < 30; i++) {
    clock.ahead += 19_000;
    card = await asked().press(card, 'Send a new code');
  }
  expect(bot.sent).toHaveLength(3);
  expect(readable(card)).toMatch(/Please wait|Too many codes/);
  expect((await codeRows()).filter((r) => r === 'sent')).toHaveLength(3);
  expect((await codeRows()).filter((r) => r === 'refused too-many-codes')).toHaveLength(28);
});

it('A28 many people cannot bomb one telephone', async () => {
  for (const sender of crowd) {
    clock.ahead += 2 * minute;
    await typed('07400 100005', sender);
  }
  expect(bot.sent.filter((m) => m.to.includes('100005'))).toHaveLength(3);
});

it('A29 one person cannot send to ever more numbers', async () => {
  for (let i = 0; i < 40; i++) {
    clock.ahead += 6 * minute;
    await typed(`07400 2000${String(i).padStart(2, '0')}`);
  }
  expect(bot.sent).toHaveLength(10);
});

it('A30 the first code is dead once a second was sent', async () => {
  const card = await typed('07400 100006');
  const first = right();
  clock.ahead += 61_000;
  const next = await asked().press(card, 'Send a new code');
  expect(right()).not.toBe(first);
  expect(readable(await confirm(next, first))).toContain('That is not the code');
  expect(readable(await confirm(card, first))).not.toContain(proven);
  expect(readable(await confirm(next, right()))).toContain(proven);
});

it.each<[string, unknown]>([
  ['empty', ''],
  ['null', null],
  ['an object', {}],
  ['a number', 7],
  ['random', 'AAAAAAAAAAAAAAAAAAAAAA'],
])('A33 a reference that is %s finds no code', async (_what, state) => {
  const card = await typed('07400 100007');
  const answer = await asked().press(card, 'Confirm', { state, code: right() });
  expect(readable(answer)).toContain('no longer valid');
  expect(graph.writes()).toEqual([]);
});

it('A33 somebody else’s reference finds no code, not even with the right one', async () => {
  const card = await typed('07400 100007');
  const own = actionsOf((await typed('07400 100008', megan)).cards);
  const state = own.map((a) => (a['data'] as Json)?.['state']).find(Boolean);
  const victims = await asked().press(card, 'Confirm', { state, code: right() });
  expect(readable(victims)).toContain('no longer valid');
  expect(readable(await confirm(card, right(), megan))).toContain('no longer valid');
});

it('A33 the code of one number is of no use for another', async () => {
  const first = await typed('07400 100020');
  const code = right();
  clock.ahead += 61_000;
  const second = await typed('07400 100021');
  expect(readable(await confirm(second, code))).not.toContain(proven);
  expect(readable(await confirm(first, right()))).not.toContain(proven);
});

it.each<[string, unknown]>([
  ['1e7', '1e7'],
  ['Arabic digits', '١٢٣٤٥٦٧٨'],
  ['full-width digits', '１２３４５６７８'],
  ['a NUL at its end', '12345678\u0000'],
  ['a hundred digits', '1'.repeat(100)],
  ['seven digits', '1234567'],
  ['a sign', '+1234567'],
])('A34 a code with %s does not count as a try', async (_what, code) => {
  const card = await typed('07400 100009');
  for (let i = 0; i < 7; i++) expect((await confirm(card, code)).status).toBe(200);
  expect((await codeRows()).slice(1)).toEqual(Array(7).fill('wrong code-form'));
  expect(readable(await confirm(card, ` ${right()} `))).toContain(proven);
});

it.each<[string, unknown]>([
  ['ten thousand digits', '1'.repeat(10_000)],
  ['a number', 12345678],
  ['a list', ['12345678']],
  ['nothing', null],
])('A34 a code that is %s is refused without a fault', async (_what, code) => {
  const card = await typed('07400 100009');
  const answer = await confirm(card, code);
  expect(answer.status).toBe(200);
  expect(readable(answer)).toContain('no longer valid');
  expect(readable(await confirm(card, right()))).toContain(proven);
});

it('A34c a code counts once', async () => {
  const card = await typed('07400 100010');
  const code = right();
  const both = await Promise.all([confirm(card, code), confirm(card, code), confirm(card, code)]);
  expect(both.map(readable).filter((r) => r.includes(proven))).toHaveLength(1);
  expect(readable(await confirm(card, code))).toContain('no longer valid');
  expect((await codeRows()).filter((r) => r === 'done')).toHaveLength(1);
});

it('A34d a code written into a group is not taken, and its owner is warned', async () => {
  const card = await typed('07400 100011');
  const code = right();
  for (const words of [code, `my code is ${code}`, `${code.slice(0, 4)} ${code.slice(4)}`]) {
    const answer = await asked(alex, inGroup()).say(words);
    expect(readable(answer)).toContain('Please delete your message');
    expect(JSON.stringify(answer.activities)).not.toContain(code);
  }
  expect(await codeRows()).toEqual([
    'sent',
    ...Array<string>(3).fill('refused written-in-the-chat'),
  ]);
  expect(graph.writes()).toEqual([]);
  expect(readable(await confirm(card, code))).toContain(proven);
});

it('A34d in the private chat it is not taken either, and not repeated', async () => {
  await typed('07400 100012');
  const code = right();
  for (const words of [code, `The code: ${code}`]) {
    const answer = await asked().say(words);
    expect(readable(answer)).toContain('I take codes only on the card');
    expect(JSON.stringify(answer.activities)).not.toContain(code);
  }
  expect(bot.log()).not.toContain(code);
});

it('R23 nothing is written before the code, and nothing after it before the sign-in', async () => {
  const card = await typed('07400 100013');
  await confirm(card, right());
  expect(graph.writes()).toEqual([]);
  expect((await bot.rows()).slice(rowsBefore).map((r) => `${r.event} ${r.outcome}`)).toEqual([
    'code sent',
    'code done',
    'change started',
  ]);
});
