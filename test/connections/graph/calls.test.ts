import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startBot } from '../../support/bot';
import { alex, clientOf, readable, type Reply } from '../../support/client';

/** The calls that an administrator was told of; a Graph server sees these and no others. */
const oid = alex.id;
const user = `/users/${oid}`;
const allowed = [
  `GET /v1.0${user}/authentication/methods`,
  `GET /beta${user}/authentication/signInPreferences`,
  `PATCH /beta${user}/authentication/signInPreferences`,
  `POST /v1.0${user}/authentication/phoneMethods`,
  `PATCH /v1.0${user}/authentication/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7`,
  `POST /v1.0${user}/authentication/emailMethods`,
  `PATCH /v1.0${user}/authentication/emailMethods/3ddfcfc8-9383-446f-83cc-3ab9be4be18f`,
  `GET /v1.0${user}?$select=id,displayName,mail,userPrincipalName,userType,accountEnabled,preferredLanguage,businessPhones`,
  `GET /v1.0${user}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName`,
];

interface Seen {
  readonly call: string;
  readonly authorization: string;
  readonly body: string;
}

/** Passes everything on to the simulated tenant and keeps what went by; can answer writes itself, break off, or make everybody an administrator. */
function recorder(tenantUrl: () => string) {
  const seen: Seen[] = [];
  const fault: { mode?: 'drop-after' | 'drop-before' | 'administrator' | 403 | 429 | 500 } = {};
  const server: Server = createServer((request, response) => {
    void (async () => {
      const body = await read(request);
      const call = `${request.method} ${decodeURIComponent(request.url ?? '')}`;
      seen.push({ call, authorization: request.headers.authorization ?? '', body });
      const write = request.method !== 'GET';
      if (write && fault.mode === 'drop-before') return request.socket.destroy();
      if (write && typeof fault.mode === 'number') {
        response.writeHead(fault.mode, { 'content-type': 'application/json' });
        return response.end(JSON.stringify({ error: { code: 'test', message: 'no' } }));
      }
      if (call.includes('directoryRole') && fault.mode === 'administrator') {
        response.writeHead(200, { 'content-type': 'application/json' });
        return response.end(
          JSON.stringify({ value: [{ id: 'role', displayName: 'Administrator' }] }),
        );
      }
      const answer = await fetch(tenantUrl() + request.url, {
        method: request.method ?? 'GET',
        headers: {
          authorization: request.headers.authorization ?? '',
          'content-type': 'application/json',
        },
        ...(body ? { body } : {}),
      });
      if (write && fault.mode === 'drop-after') return request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      return response.end(await answer.text());
    })();
  });
  return { server, seen, fault };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

type Bot = Awaited<ReturnType<typeof startBot>>;
const state: { bot?: Bot; proxy?: ReturnType<typeof recorder> } = {};

beforeAll(async () => {
  state.proxy = recorder(() => state.bot?.tenantUrl ?? '');
  await new Promise<void>((resolve) => state.proxy?.server.listen(0, '127.0.0.1', resolve));
  const { port } = state.proxy.server.address() as AddressInfo;
  state.bot = await startBot({ graphUrl: `http://127.0.0.1:${port}` });
}, 120_000);

afterAll(async () => {
  await state.bot?.close();
  state.proxy?.server.close();
});

beforeEach(() => {
  state.proxy?.seen.splice(0);
  delete state.proxy?.fault.mode;
});

const parts = () => {
  if (!state.bot || !state.proxy) throw new Error('not started');
  return { bot: state.bot, client: clientOf(state.bot.url), ...state.proxy };
};
const writes = (seen: readonly Seen[]) => seen.filter((s) => !s.call.startsWith('GET'));

/** Opens the form for a new phone and types a number; the code goes to the simulated phone. */
async function numberTyped(client: ReturnType<typeof clientOf>, number: string): Promise<Reply> {
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my phone');
  return client.press(form, 'Send me a code', { phoneType: 'mobile', country: 'GB', number });
}

it('reads methods and preferences with one call each, side by side with who it is', async () => {
  const { client, seen } = parts();
  await client.say('show my sign-in methods');
  expect(seen.map((s) => s.call).sort()).toEqual([allowed[0], allowed[1], allowed[7]].sort());
  expect(new Set(seen.map((s) => s.authorization))).toEqual(new Set(['Bearer demonstration']));
});

it('changes the default with one write, and reads back', async () => {
  const { client, seen } = parts();
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  const done = await client.press(form, 'Change the default', { to: 'sms' });
  expect(readable(done)).toContain('Your default is now: Text message');
  expect(writes(seen)).toEqual([
    expect.objectContaining({
      call: allowed[2],
      body: '{"userPreferredMethodForSecondaryAuthentication":"sms"}',
    }),
  ]);
  expect(seen.at(-1)?.call).toMatch(/^GET/);
});

it('writes nothing before the code is right, and then the number in Graph’s own form, once', async () => {
  const { bot, client, seen } = parts();
  const code = await numberTyped(client, '07400 654321');
  await client.press(code, 'Confirm', { code: '00000000' });
  expect(writes(seen)).toEqual([]);
  const done = await client.press(code, 'Confirm', { code: bot.newestCode() });
  expect(readable(done)).toContain('Your number is now +44 •••• ••21');
  expect(writes(seen)).toEqual([
    expect.objectContaining({
      call: allowed[4],
      body: '{"phoneNumber":"+44 7400654321","phoneType":"mobile"}',
    }),
  ]);
});

it.each([
  [
    'phone number',
    'Change my phone',
    { phoneType: 'mobile', country: 'GB', number: '07400 654329' },
  ],
  ['address', 'Add an e-mail', { address: 'somebody@example.org' }],
])(
  'sends no code to the %s of somebody who became an administrator meanwhile',
  async (_what, title, typed) => {
    const { bot, client, seen, fault } = parts();
    const form = await client.press(await client.say('show my sign-in methods'), title);
    const before = bot.newestCode();
    fault.mode = 'administrator';
    const refused = await client.press(form, 'Send me a code', typed);
    expect(readable(refused)).toContain('Accounts with administrator roles are not changed');
    expect(bot.newestCode()).toBe(before);
    expect(writes(seen)).toEqual([]);
  },
);

it('says that a used card is no longer valid, and writes nothing again', async () => {
  const { bot, client, seen } = parts();
  const form = await client.press(await client.say('show my sign-in methods'), 'Add an e-mail');
  const code = await client.press(form, 'Send me a code', { address: 'alex@example.org' });
  const press = () => client.press(code, 'Confirm', { code: bot.newestCode() });
  expect(readable(await press())).toContain('a•••@example.org is registered');
  expect(readable(await press())).toContain('no longer valid');
  expect(writes(seen).map((s) => s.call)).toEqual([allowed[5]]);
});

it.each([
  ['Graph says 403', 403, 'nothing was changed'],
  ['Graph says 500', 500, 'broke off in the middle'],
  ['the connection breaks before the write', 'drop-before', 'broke off in the middle'],
] as const)('tells the truth when %s', async (_what, mode, sentence) => {
  const { client, seen, fault } = parts();
  fault.mode = mode;
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  const ended = await client.press(form, 'Change the default', { to: 'voiceMobile' });
  expect(readable(ended)).toContain(sentence);
  expect(writes(seen)).toHaveLength(1);
});

it('finds out by reading that a write whose answer was lost did go through', async () => {
  const { client, seen, fault } = parts();
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  fault.mode = 'drop-after';
  const done = await client.press(form, 'Change the default', { to: 'oath' });
  expect(readable(done)).toContain('Your default is now: One-time code');
  expect(writes(seen)).toHaveLength(1);
});

it('never calls anything that is not on the list, nor names another person', async () => {
  const { client, seen } = parts();
  await client.say('show my sign-in methods');
  const report = await client.say('I lost my phone');
  await client.press(report, 'Send to', { what: 'gone', reach: 'at home', someoneElse: 'false' });
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  await client.press(form, 'Change the default', { to: 'push' });
  expect(seen.map((s) => s.call).filter((c) => !allowed.includes(c))).toEqual([]);
});

it('takes a person from the activity alone: an id in card data changes nothing', async () => {
  const { client, seen } = parts();
  const form = await client.press(await client.say('show my sign-in methods'), 'Change my default');
  const victim = '00000000-0000-4000-8000-000000000021';
  const refused = await client.press(form, 'Change the default', { to: 'sms', userId: victim });
  expect(readable(refused)).toContain('no longer valid');
  expect(seen.filter((s) => s.call.includes(victim))).toEqual([]);
  expect(writes(seen)).toEqual([]);
});
