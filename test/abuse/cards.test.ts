import { randomBytes, randomUUID } from 'node:crypto';
import { browserless } from '../support/browserless';
import { actionsOf, alex, readable, type Reply } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { confirmLink, signInFor } from '../support/signingIn';
import { inGroup, isaiah, megan, patti, startGuarded, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

const graph = graphWatch();
const clock = { ahead: 0 };
let bot: Guarded;
let rowsBefore = 0;

beforeAll(async () => {
  bot = await startGuarded({ inFrontOf: graph.inFrontOf, now: () => Date.now() + clock.ahead });
}, 60_000);

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

beforeEach(async () => {
  // Another minute, for which nobody has used up what a person may send.
  clock.ahead += 61_000;
  rowsBefore = (await bot.rows()).length;
});

const newRows = async () => (await bot.rows()).slice(rowsBefore);
const rowsInWords = async () =>
  (await newRows()).map((r) => [r.event, r.outcome, r.reason].filter(Boolean).join(' '));
const gone = 'This card is no longer valid';

const now = () => new Date(Date.now() + clock.ahead).toISOString();
const asked = (sender = alex) => bot.client(sender, { timestamp: now() });

async function defaultForm(sender = alex): Promise<Reply> {
  const client = asked(sender);
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  graph.forget();
  rowsBefore = (await bot.rows()).length;
  return form;
}

async function phoneForm(): Promise<Reply> {
  const client = asked();
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my phone');
  graph.forget();
  rowsBefore = (await bot.rows()).length;
  return form;
}

/** The data of a card's first button that carries a state. */
function stateOf(reply: Reply): string {
  const action = actionsOf(reply.cards).find((a) => (a['data'] as Json)?.['state']);
  return String((action?.['data'] as Json)['state']);
}

const execute = (verb: unknown, data: unknown): Json => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb, data } },
});

it('A11 an object id added to a card is refused, and the victim is not so much as read', async () => {
  const form = await defaultForm();
  for (const key of ['userId', 'personId', 'tenantId', 'aadObjectId', 'constructor']) {
    const answer = await asked().press(form, 'Change the default', { to: 'sms', [key]: megan.id });
    expect(readable(answer)).toContain(gone);
  }
  expect(graph.seen).toEqual([]);
  expect(await rowsInWords()).toEqual(Array(5).fill('card refused other-form'));
});

it('A12 a method’s id in place of a choice finds nothing', async () => {
  const client = asked();
  const form = await client.press(await client.say('show my sign-in methods'), 'Remove a sign-in');
  graph.forget();
  const ids = ['00000000-0000-4000-8000-0000000000a5', '3179e48a-750b-4051-897c-87b9720928f7'];
  for (const which of [...ids, '99', '-1', '1e3']) {
    const answer = await client.press(form, 'Continue', { which });
    expect(readable(answer)).toContain(gone);
  }
  const made = await client.send(execute('method.delete', { methodId: ids[0] }));
  expect(readable(made)).toContain(gone);
  expect(graph.seen).toEqual([]);
});

it('A15 a card pressed again after it did its work says so, and leads to no second write', async () => {
  const client = asked();
  const form = await defaultForm();
  const press = () => client.press(form, 'Change the default', { to: 'sms' });
  const confirm = await press();
  expect(readable(await press())).toContain('It was used already');
  const page = await signInFor(confirm);
  expect(page.text).toContain('Text message to your mobile phone');
  await expect(signInFor(confirm)).rejects.toThrow('there is no link');
  expect(graph.writes()).toHaveLength(1);
  expect(await rowsInWords()).toEqual([
    'change started',
    'card refused used-card',
    'step-up done',
    'change done',
  ]);
});

it('A16 one activity that comes eight times at once counts once', async () => {
  const client = asked();
  const form = await defaultForm();
  const action = actionsOf(form.cards).find((a) => a['title'] === 'Change the default');
  const data = { ...(action?.['data'] as Json), to: 'voiceMobile' };
  const activity = { ...execute('default.change', data), id: randomUUID() };
  const replies = await Promise.all(Array.from({ length: 8 }, () => client.send(activity)));
  expect(replies.filter((r) => readable(r).includes('Confirm that it is you'))).toHaveLength(1);
  expect(await rowsInWords()).toEqual(['change started']);
});

it('A16 eight presses on one card at once count once', async () => {
  const client = asked();
  const form = await defaultForm();
  const presses = Array.from({ length: 8 }, () =>
    client.press(form, 'Change the default', { to: 'voiceMobile' }),
  );
  const replies = await Promise.all(presses);
  expect(replies.filter((r) => readable(r).includes('Confirm that it is you'))).toHaveLength(1);
  expect((await rowsInWords()).filter((r) => r === 'change started')).toHaveLength(1);
});

it('A17 a card that was handed on to somebody else is of no use to them, nor does either learn of the other', async () => {
  const form = await phoneForm();
  const typed = { phoneType: 'mobile', country: 'GB', number: '07400 654399' };
  const foreign = await asked(megan).press(form, 'Send me a code', typed);
  expect(readable(foreign)).toContain(gone);
  expect(readable(foreign)).not.toContain('Alex');
  expect(bot.sent.filter((m) => m.to.includes('654399'))).toEqual([]);
  expect(await newRows()).toEqual([
    expect.objectContaining({
      event: 'card',
      outcome: 'refused',
      reason: 'other-person',
      operation: 'phone-send',
      personal: expect.objectContaining({ personId: megan.id }) as unknown,
    }),
  ]);
  const own = await asked().press(form, 'Send me a code', typed);
  expect(readable(own)).toContain('Enter the code');
});

it('A17 the link to the sign-in is of no use to somebody else either', async () => {
  const confirm = await asked().press(await defaultForm(), 'Change the default', {
    to: 'voiceMobile',
  });
  const browser = browserless();
  const page = await browser.open(confirmLink(confirm));
  const mine = await browser.follow(page, 'Sign in and confirm');
  const all = await browser.follow(mine, 'Sign in as someone else');
  const factor = await browser.press(all, 'Megan');
  const end = await browser.press(factor, 'Approve');
  expect(end.text).not.toContain('Done');
  expect(graph.writes()).toEqual([]);
  expect(await rowsInWords()).toContain('step-up refused other-person');
});

it('A18 a card of the private chat does nothing in another conversation', async () => {
  const form = await defaultForm();
  const other = { id: 'another-chat', conversationType: 'personal', tenantId: bot.tenantId };
  const foreign = await bot
    .client(alex, { conversation: other })
    .press(form, 'Change the default', { to: 'sms' });
  expect(readable(foreign)).toContain(gone);
  const group = await bot.client(alex, inGroup()).press(form, 'Change the default', { to: 'sms' });
  expect(readable(group)).toContain(gone);
  expect(graph.seen).toEqual([]);
  expect(await rowsInWords()).toEqual(Array(2).fill('card refused other-conversation'));
});

it('A19 a reference that differs by one letter, and random ones, find nothing and are cut off', async () => {
  const client = asked(megan);
  const form = await defaultForm();
  const id = stateOf(form);
  expect(id).toMatch(/^[\w-]{22}$/);
  const altered = id.slice(0, -2) + (id.at(-2) === 'A' ? 'B' : 'A') + (id.at(-1) ?? '');
  const one = execute('default.change', { state: altered, to: 'sms' });
  expect(readable(await asked().send(one))).toContain(gone);
  const tries = Array.from({ length: 160 }, () => {
    const state = randomBytes(16).toString('base64url');
    return client.send(execute('default.change', { state, to: 'sms' }));
  });
  const answers = await Promise.all(tries);
  // Sixty in a minute are answered; the tries may fall into two.
  expect(answers.filter((a) => a.status === 429).length).toBeGreaterThanOrEqual(40);
  expect(answers.filter((a) => a.status === 200).every((a) => readable(a).includes(gone))).toBe(
    true,
  );
  expect(graph.seen).toEqual([]);
  expect(new Set(await rowsInWords())).toEqual(
    new Set(['card refused unknown-card', 'door refused too-many']),
  );
});

const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });

it.each<[string, Json]>([
  ['a verb of an object’s own', execute('__proto__', {})],
  ['another', execute('constructor', {})],
  ['a verb that is an object', execute({ verb: 'methods.show' }, {})],
  ['no verb', execute(undefined, {})],
  ['a verb of a thousand letters', execute('a'.repeat(1000), {})],
  ['data that is a list', execute('default.change', ['state'])],
  ['data that is a number', execute('default.change', 7)],
  ['data that is text', execute('default.change', 'x'.repeat(64_000))],
  ['data that is nothing', execute('default.change', null)],
  ['deep data', execute('default.change', deep(12))],
  ['a state that is an object', execute('default.change', { state: {}, to: 'sms' })],
  ['a choice there is not', execute('default.change', { state: 'x', to: 'email' })],
])('A20 a press with %s is answered and changes nothing', async (_what, press) => {
  graph.forget();
  const answer = await asked(isaiah).send(press);
  expect([200, 400]).toContain(answer.status);
  expect(graph.seen).toEqual([]);
});

it('A20 JSON that names the prototype of everything poisons nothing', async () => {
  const text =
    '{"verb":"default.change","state":"x","to":"sms","__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}';
  const answer = await asked(isaiah).send({ type: 'message', value: JSON.parse(text) as Json });
  expect(readable(answer)).toContain(gone);
  expect(({} as Json)['isAdmin']).toBeUndefined();
  expect(readable(await asked(isaiah).say('show my sign-in methods'))).toContain('Your sign-in');
});

it('A20 what is nested a hundred levels deep is turned away', async () => {
  const answer = await asked(isaiah).send(execute('default.change', deep(100)));
  expect(answer.status).toBe(400);
});

it.each([
  ['a code where none was asked for', 'code.confirm', { code: '12345678' }],
  ['a new code where none was sent', 'code.again', {}],
  [
    'a number where no form was opened',
    'phone.send',
    { phoneType: 'mobile', country: 'GB', number: '07400 654398' },
  ],
  ['an address where no form was opened', 'email.send', { address: 'a@home.example' }],
  ['a cancellation of nothing', 'change.cancel', {}],
])('A21 %s is refused', async (_what, verb, data) => {
  const sentBefore = bot.sent.length;
  for (const state of ['', randomBytes(16).toString('base64url')]) {
    const answer = await asked().send(execute(verb, { state, ...data }));
    expect(readable(answer)).toContain(gone);
  }
  expect(bot.sent).toHaveLength(sentBefore);
  expect(await rowsInWords()).toEqual(Array(2).fill('card refused unknown-card'));
});

it('A21 the reference of one step is of no use at another', async () => {
  const state = stateOf(await phoneForm());
  for (const [verb, data] of [
    ['email.send', { address: 'a@home.example' }],
    ['default.change', { to: 'sms' }],
    ['code.confirm', { code: '12345678' }],
    ['change.cancel', {}],
  ] as const)
    expect(readable(await asked().send(execute(verb, { state, ...data })))).toContain(gone);
  expect(graph.seen).toEqual([]);
  expect(await rowsInWords()).toEqual(Array(4).fill('card refused other-verb'));
});

it('A21b what is written is what was shown when the change was opened, whatever is pressed later', async () => {
  graph.forget();
  const first = await asked().press(await defaultForm(), 'Change the default', {
    to: 'voiceMobile',
  });
  const second = await asked().press(await defaultForm(), 'Change the default', { to: 'oath' });
  const page = await signInFor(first);
  expect(page.text).toContain('Call to your mobile phone');
  expect(graph.writes().map((w) => w.body)).toEqual([
    '{"userPreferredMethodForSecondaryAuthentication":"voiceMobile"}',
  ]);
  expect(readable(second)).toContain('One-time code');
});

it('A21b the change that was proven does not prove another one', async () => {
  const first = await asked().press(await defaultForm(), 'Change the default', { to: 'sms' });
  const second = await asked().press(await defaultForm(), 'Change the default', { to: 'oath' });
  await signInFor(first);
  const page = await browserless().open(confirmLink(second));
  expect(page.text).toContain('Sign in and confirm');
  expect(graph.writes()).toHaveLength(1);
});

it.each([
  ['eleven minutes old', -11 * 60_000],
  ['two days old', -48 * 60 * 60_000],
  ['six minutes ahead', 6 * 60_000],
])('R18 a press that is %s leads to no write', async (_what, off) => {
  const form = await defaultForm();
  const timestamp = new Date(Date.now() + clock.ahead + off).toISOString();
  const press = (more: Json) =>
    bot.client(alex, more).press(form, 'Change the default', { to: 'oath' });
  expect(readable(await press({ timestamp }))).toContain(gone);
  expect(await rowsInWords()).toEqual(['card refused not-on-time']);
  expect(graph.seen).toEqual([]);
  expect(readable(await press({ timestamp: now() }))).toContain('Confirm that it is you');
});

it.each([undefined, '', 'yesterday'])(
  'R18 a press that says “%s” of its time leads to no write',
  async (timestamp) => {
    const form = await defaultForm();
    const answer = await bot
      .client(alex, { timestamp })
      .press(form, 'Change the default', { to: 'oath' });
    expect(readable(answer)).toContain(gone);
    expect(await rowsInWords()).toEqual(['card refused not-on-time']);
  },
);

it('R17 a card is of no use after a quarter of an hour', async () => {
  const form = await defaultForm();
  clock.ahead += 15 * 60_000 + 1000;
  const answer = await asked().press(form, 'Change the default', { to: 'oath' });
  expect(readable(answer)).toContain(gone);
  expect((await rowsInWords())[0]).toMatch(/^card refused (?:old|unknown)-card$/);
});

it.each([
  ['R06 a guest', patti, 'guest'],
  ['R11 an administrator', isaiah, 'privileged'],
])('%s starts no change, and that is recorded', async (_who, sender, reason) => {
  graph.forget();
  for (const verb of ['default.start', 'phone.start', 'email.start', 'remove.start'])
    await asked(sender).send(execute(verb, {}));
  expect(graph.writes()).toEqual([]);
  expect(await newRows()).toEqual(
    Array(4).fill(
      expect.objectContaining({ event: 'change', outcome: 'refused', reason }) as unknown,
    ),
  );
});
