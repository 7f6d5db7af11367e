import { actionsOf, alex, readable, type Reply, type Sender } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { appId, inGroup, startGuarded, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

const graph = graphWatch();
const clock = { ahead: 0 };
let bot: Guarded;

beforeAll(async () => {
  bot = await startGuarded({ inFrontOf: graph.inFrontOf, now: () => Date.now() + clock.ahead });
}, 60_000);

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

beforeEach(() => {
  clock.ahead += 61_000;
  graph.forget();
});

const time = () => ({ timestamp: new Date(Date.now() + clock.ahead).toISOString() });
const asked = (where: Json = {}, sender: Sender = alex) =>
  bot.client(sender, { ...time(), ...where });

const meeting = {
  conversation: {
    id: '19:meeting_abc@thread.v2',
    conversationType: 'groupChat',
    isGroup: true,
    tenantId: '00000000-0000-4000-8000-0000000000aa',
  },
};
const places: [string, () => Json][] = [
  ['A59 a channel', () => inGroup('channel')],
  ['A60 a group chat', () => inGroup('groupChat')],
  ['A61 a meeting’s chat', () => meeting],
  [
    'A61 a shared channel',
    () => ({
      ...inGroup('channel'),
      channelData: { tenant: { id: bot.tenantId }, channel: { type: 'shared' } },
    }),
  ],
  [
    'a conversation of a kind that is not known',
    () => ({ conversation: { id: 'x', conversationType: 'broadcast', tenantId: bot.tenantId } }),
  ],
];

/** Nothing of anybody's methods, number or address. */
function expectNothingPersonal(reply: Reply): void {
  const all = JSON.stringify(reply.activities);
  expect(all).not.toMatch(/••|Alex's phone|alex\.wilber|\+44 ?7/);
  expect(graph.seen).toEqual([]);
}

it.each(places)('in %s methods are neither shown nor read', async (_where, place) => {
  const mentioned = '<at>MFA help</at>';
  const entities = [{ type: 'mention', text: mentioned, mentioned: { id: `28:${appId}` } }];
  for (const words of ['show my sign-in methods', 'my methods', 'Show my sign-in methods!']) {
    const text = `${mentioned} ${words}`;
    const reply = await asked(place()).send({ type: 'message', text, entities });
    expect(readable(reply)).toMatch(/only in our private chat|in private/i);
    expectNothingPersonal(reply);
  }
});

it.each(places)('in %s no form opens, by whatever verb', async (_where, place) => {
  const where = place();
  for (const verb of [
    'methods.show',
    'default.start',
    'phone.start',
    'email.start',
    'remove.start',
  ]) {
    const reply = await asked(where).send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { type: 'Action.Execute', verb, data: {} } },
    });
    expectNothingPersonal(reply);
    expect(actionsOf(reply.cards)).toEqual([]);
  }
});

it.each(places)(
  'in %s nobody’s own ticket is shown or changed, by whatever verb',
  async (_where, place) => {
    const client = asked();
    const having = await client.say('I lost my phone and cannot sign in');
    const form = await client.press(having, 'None of them');
    await client.press(form, 'Send to', { what: 'it fell in the canal', reach: 'desk 12' });
    const person = { tenantId: bot.tenantId, id: alex.id, name: alex.name };
    const [ticket] = await bot.bot.desk.tickets.of(person);
    const id = ticket?.id ?? '';
    for (const [verb, more] of [
      ['ticket.show', {}],
      ['ticket.word', { word: 'and sank' }],
      ['ticket.correct', { correction: 'the sea' }],
      ['ticket.withdraw', {}],
      ['ticket.reopen', {}],
    ] as const) {
      const reply = await asked(place()).send({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb, data: { ticket: id, ...more } } },
      });
      expect(readable(reply)).toContain('only in our private chat');
      expect(JSON.stringify(reply.activities)).not.toMatch(/canal|sank|the sea|MFA-/);
    }
    expect(await bot.bot.desk.tickets.find(id)).toEqual(ticket);
  },
);

it.each([
  'add +44 7400 654321',
  'my new number is 07400654321',
  'please register alex.wilber@home.example for me',
])(
  'A60 “%s” in a group chat: not taken, not repeated, and its writer is told to delete it',
  async (words) => {
    const reply = await asked(inGroup()).say(words);
    expect(readable(reply)).toContain('Please delete your message');
    expect(JSON.stringify(reply.activities)).not.toMatch(/654321|home\.example/);
    expectNothingPersonal(reply);
  },
);

it('A60 a question without anything of one’s own is answered in a group as elsewhere', async () => {
  const reply = await asked(inGroup()).say('how do I set up the authenticator app?');
  expect(readable(reply)).toContain('Authenticator');
});

it('A62 what the bot sends by itself goes to the chat with that very person', async () => {
  await asked().say('hello');
  await asked(inGroup('groupChat')).say('hello');
  await asked(meeting).say('hello');
  const place = (await bot.bot.kept.place(`person/${bot.tenantId}/${alex.id}`)) as {
    conversation: { id: string };
  };
  expect(place.conversation.id).toBe(`chat-${alex.id}`);
});

it.each([
  'composeExtension/query',
  'composeExtension/queryLink',
  'task/fetch',
  'signin/verifyState',
])('A64 %s shows nothing personal', async (name) => {
  const reply = await asked().send({ type: 'invoke', name, value: { commandId: 'methods' } });
  expectNothingPersonal(reply);
});

it('A65 what the desk gets of somebody’s methods is masked', async () => {
  const client = asked();
  const having = await client.say('I lost my phone and cannot sign in');
  const form = await client.press(having, 'None of them');
  await client.press(form, 'Send to', { what: 'gone', reach: 'desk 12', someoneElse: 'false' });
  const [ticket] = await bot.bot.desk.tickets.unresolved(bot.tenantId);
  expect(ticket?.methods).toContain('Mobile phone: +44 •••• ••56');
  expect(JSON.stringify(ticket)).not.toMatch(/7400|alex\.wilber@/);
});
