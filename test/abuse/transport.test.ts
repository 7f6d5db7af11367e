import { createHmac, randomUUID } from 'node:crypto';
import { alex, readable, tenantId } from '../support/client';
import { graphWatch } from '../support/graphWatch';
import { startGuarded, type Forged, type Guarded } from '../support/teams';

type Json = Record<string, unknown>;

const graph = graphWatch();
const clock = { ahead: 0 };
let bot: Guarded;
let rowsBefore = 0;

beforeAll(async () => {
  // The SDK writes to the console what it thinks of each forged token.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  bot = await startGuarded({ inFrontOf: graph.inFrontOf, now: () => Date.now() + clock.ahead });
}, 60_000);

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

beforeEach(async () => {
  clock.ahead += 61_000;
  graph.forget();
  bot.teams.posted.splice(0);
  rowsBefore = (await bot.rows()).length;
});

/** "Show my methods", as Alex would send it, but for what is given. */
const activityOf = (more: Json = {}): Json =>
  bot.client().wholeOf({ type: 'message', text: 'show my sign-in methods', ...more });

async function knock(activity: Json, forged: Forged | string = {}, headers: Json = {}) {
  const authorization = typeof forged === 'string' ? forged : bot.teams.token(activity, forged);
  const response = await fetch(`${bot.url}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(authorization ? { authorization } : {}),
      ...(headers as Record<string, string>),
    },
    body: JSON.stringify(activity),
  });
  return { status: response.status, body: await response.text() };
}

/** Refused: with this status, nothing asked of Graph, nothing sent anywhere, and one row that says why. */
async function expectRefused(
  back: { status: number; body: string },
  status: number,
  reason: string,
): Promise<void> {
  expect(back.status).toBe(status);
  expect(back.body.length).toBeLessThan(100);
  expect(graph.seen).toEqual([]);
  expect(bot.teams.posted).toEqual([]);
  const rows = (await bot.rows()).slice(rowsBefore);
  expect(rows).toEqual([expect.objectContaining({ event: 'door', outcome: 'refused', reason })]);
}

it('what is signed, addressed to the bot and from the tenant is answered', async () => {
  const reply = await bot.client().say('show my sign-in methods');
  expect(readable(reply)).toContain('Your sign-in methods');
  expect((await bot.rows()).slice(rowsBefore)).toEqual([]);
});

const hmacWithPublicKey = (input: string, publicKey: string) =>
  createHmac('sha256', publicKey).update(input).digest('base64url');

const tokens: [string, Forged | string][] = [
  ['no token', ''],
  ['garbage', 'Bearer garbage'],
  ['three pieces of garbage', 'Bearer a.b.c'],
  ['another scheme', 'Basic YWxleDpwYXNzd29yZA=='],
  ['alg none', { header: { alg: 'none' }, sign: () => '' }],
  ['HS256 with the public key', { header: { alg: 'HS256' }, sign: hmacWithPublicKey }],
  ['a signature of other bytes', { sign: () => 'AAAA' }],
  ['another audience', { claims: { aud: randomUUID() } }],
  ['another issuer', { claims: { iss: 'https://login.evil.example' } }],
  ['no issuer', { claims: { iss: undefined } }],
  ['the end ten minutes ago', { claims: { exp: Math.floor(Date.now() / 1000) - 600 } }],
  ['a key that is not published', { key: 'unknown' }],
  ['the name of our key and the signature of another', { key: 'unknown', header: { kid: 'ours' } }],
  ['another service address', { claims: { serviceurl: 'https://smba.trafficmanager.net/uk/' } }],
  ['no service address', { claims: { serviceurl: undefined } }],
];

it.each(tokens)('A01 a token with %s is refused', async (_what, forged) => {
  await expectRefused(await knock(activityOf(), forged), 401, 'not-authorised');
});

it('A02 a token that never ends is refused', async () => {
  const back = await knock(activityOf(), { claims: { exp: undefined } });
  await expectRefused(back, 401, 'not-authorised');
});

it.each([
  ['none', undefined],
  ['an empty one', ''],
  ['null', null],
])('A03 an activity whose service address is %s is refused', async (_what, serviceUrl) => {
  await expectRefused(await knock(activityOf({ serviceUrl })), 403, 'foreign-service-address');
});

const newest = async () => (await bot.rows()).at(-1)?.reason;

it.each([
  'https://evil.example/',
  'http://smba.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://smba.trafficmanager.net:8443/',
  'https://smba.trafficmanager.net@evil.example/',
  'https://evil.example/smba.trafficmanager.net/',
  'http://169.254.169.254/',
])('A04 token and activity both name %s: refused, and nothing goes there', async (serviceUrl) => {
  for (const deliveryMode of ['expectReplies', undefined]) {
    clock.ahead += 61_000;
    graph.forget();
    rowsBefore = (await bot.rows()).length;
    const back = await knock(activityOf({ serviceUrl, deliveryMode }));
    await expectRefused(back, 403, 'foreign-service-address');
  }
});

it('A05 an activity for another bot is refused', async () => {
  const back = await knock(activityOf({ recipient: { id: `28:${randomUUID()}` } }));
  await expectRefused(back, 403, 'foreign-recipient');
});

it('A06 a key that is not endorsed for Teams is refused', async () => {
  await expectRefused(await knock(activityOf(), { key: 'foreign' }), 401, 'not-authorised');
});

it.each(['directline', 'webchat', 'emulator'])(
  'A06 the channel %s is refused, whatever key signs',
  async (channelId) => {
    const unendorsed = await knock(activityOf({ channelId }));
    expect([401, 403]).toContain(unendorsed.status);
    clock.ahead += 61_000;
    const endorsed = await knock(activityOf({ channelId }), { key: 'foreign' });
    expect([401, 403]).toContain(endorsed.status);
    expect(graph.seen).toEqual([]);
    const rows = (await bot.rows()).slice(rowsBefore);
    expect(rows.map((r) => `${r.event} ${r.outcome}`)).toEqual(['door refused', 'door refused']);
  },
);

it('A07 an object id that somebody chose over Direct Line reads nothing', async () => {
  const victim = '00000000-0000-4000-8000-000000000021';
  const from = { id: 'dl_attacker', name: 'Megan Bowen', aadObjectId: victim };
  const back = await knock(activityOf({ channelId: 'directline', from }), { key: 'foreign' });
  await expectRefused(back, 403, 'foreign-channel');
});

const elsewhere = '00000000-0000-4000-8000-0000000000ff';
const chat = (named: string | undefined) => ({
  conversation: { id: 'chat', conversationType: 'personal', tenantId: named },
});
const data = (named: string | undefined) => ({ channelData: { tenant: { id: named } } });

it.each<[string, Json]>([
  ['A08 a foreign tenant in both places', { ...chat(elsewhere), ...data(elsewhere) }],
  ['A09 a foreign tenant in the conversation', { ...chat(elsewhere), ...data(tenantId) }],
  ['A09 a foreign tenant in the channel data', { ...chat(tenantId), ...data(elsewhere) }],
  ['A10 no tenant in the conversation', { ...chat(undefined), ...data(tenantId) }],
  ['A10 no tenant in the channel data', { ...chat(tenantId), ...data(undefined) }],
  ['A10 no channel data', { ...chat(tenantId), channelData: undefined }],
  ['A10 a list of tenants', { ...chat(tenantId), channelData: { tenant: { id: [tenantId] } } }],
])('%s is refused', async (_what, more) => {
  await expectRefused(await knock(activityOf(more)), 403, 'foreign-tenant');
});

it('A10 a header that names another tenant is refused, and one that names ours is not', async () => {
  expect((await knock(activityOf(), {}, { 'x-ms-tenant-id': tenantId })).status).toBe(200);
  graph.forget();
  const back = await knock(activityOf(), {}, { 'x-ms-tenant-id': elsewhere });
  await expectRefused(back, 403, 'foreign-tenant');
});

it.each([
  ['none', undefined],
  ['an empty one', ''],
  ['a name', 'megan.bowen@derby.ac.uk'],
  ['a path', '../users/megan'],
  ['a list', [alex.id]],
])('A10c a message whose object id is %s is refused', async (_what, aadObjectId) => {
  const from = { id: '29:somebody', name: 'Alex Wilber', aadObjectId };
  await expectRefused(await knock(activityOf({ from })), 403, 'no-person');
});

it('A10c a press without an object id is refused', async () => {
  const press = { type: 'invoke', name: 'adaptiveCard/action', value: {}, text: undefined };
  const back = await knock(activityOf({ ...press, from: { id: '29:somebody' } }));
  await expectRefused(back, 403, 'no-person');
});

it('refusals are recorded at most once a minute for each reason', async () => {
  for (let i = 0; i < 20; i++) await knock(activityOf(), 'Bearer garbage');
  for (let i = 0; i < 20; i++) await knock(activityOf({ ...chat(elsewhere) }));
  const rows = (await bot.rows()).slice(rowsBefore);
  expect(rows.map((r) => r.reason)).toEqual(['not-authorised', 'foreign-tenant']);
  clock.ahead += 61_000;
  await knock(activityOf(), 'Bearer garbage');
  expect(await newest()).toBe('not-authorised');
  expect((await bot.rows()).length).toBe(rowsBefore + 3);
});

it('who brings no good token learns nothing of what else would be refused', async () => {
  const foreign = activityOf({ channelId: 'directline', ...chat(elsewhere) });
  const answers = [await knock(foreign, ''), await knock(activityOf(), ''), await knock({}, '')];
  expect(new Set(answers.map((a) => `${a.status} ${a.body}`)).size).toBe(1);
});

it('A105 one person’s flood is cut off and leaves the others alone', async () => {
  const mine = { id: '00000000-0000-4000-8000-000000000022', name: 'Adele Vance' };
  const flood = Array.from({ length: 160 }, () => bot.client(mine).say('hello'));
  const statuses = (await Promise.all(flood)).map((r) => r.status);
  // Sixty in a minute are answered; the flood may fall into two.
  expect(statuses.filter((s) => s === 429).length).toBeGreaterThanOrEqual(40);
  expect((await bot.client().say('hello')).status).toBe(200);
  expect(await newest()).toBe('too-many');
});

it('the record is whole after all that', async () => {
  expect(await bot.verified(tenantId)).toBe(true);
  expect(JSON.stringify(await bot.rows())).not.toContain(elsewhere);
});
