import { startBot } from '../../support/bot';
import { alex, clientOf, readable, type Reply } from '../../support/client';
import { strangeCalls } from '../../support/graphCalls';
import { graphWatch, type Seen } from '../../support/graphWatch';
import { signInFor } from '../../support/signingIn';

const graph = graphWatch();
let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot({ inFrontOf: graph.inFrontOf });
}, 120_000);

afterAll(async () => {
  await bot?.close();
  await graph.close();
});

beforeEach(() => {
  graph.forget();
  graph.harm.at = () => undefined;
});

const client = () => clientOf(bot.url);
const calls = () => graph.seen.map(({ method, path }) => `${method} ${path}`);

async function opened(button: string): Promise<Reply> {
  return client().press(await client().say('show my sign-in methods'), button);
}

it('reads methods and preferences with one call each, side by side with who it is', async () => {
  await client().say('show my sign-in methods');
  const user = `/users/${alex.id}`;
  expect(calls().sort()).toEqual([
    `GET /beta${user}/authentication/signInPreferences`,
    `GET /v1.0${user}/authentication/methods`,
    `GET /v1.0${user}?$select=id,displayName,mail,userPrincipalName,userType,accountEnabled,preferredLanguage,businessPhones`,
  ]);
  expect(new Set(graph.seen.map((s) => s.authorization))).toEqual(
    new Set(['Bearer demonstration']),
  );
});

it('writes a number in Graph’s own form with the bot’s permission, and reads back', async () => {
  const typed = { phoneType: 'mobile', country: 'GB', number: '07400 654321' };
  const code = await client().press(await opened('Change my phone'), 'Send me a code', typed);
  const confirm = await client().press(code, 'Confirm', { code: bot.newestCode() });
  expect((await signInFor(confirm)).text).toContain('Done');
  expect(graph.writes()).toEqual([
    expect.objectContaining({
      method: 'PATCH',
      path: `/v1.0/users/${alex.id}/authentication/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7`,
      authorization: 'Bearer demonstration',
      body: '{"phoneNumber":"+44 7400654321","phoneType":"mobile"}',
    }),
  ]);
  expect(graph.seen.at(-1)?.method).toBe('GET');
});

it('writes a default with the token of the very sign-in that proved it', async () => {
  const form = await opened('Change my default');
  const confirm = await client().press(form, 'Change the default', { to: 'sms' });
  expect((await signInFor(confirm)).text).toContain('Done');
  const [write] = graph.writes();
  expect(write?.body).toBe('{"userPreferredMethodForSecondaryAuthentication":"sms"}');
  expect(write?.authorization).not.toBe('Bearer demonstration');
  expect(graph.writes()).toHaveLength(1);
});

const everybodyIsAdministrator = ({ path }: Seen) =>
  path.includes('directoryRole')
    ? { status: 200, body: '{"value":[{"id":"role","displayName":"Administrator"}]}' }
    : undefined;

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
    const form = await opened(title);
    const before = bot.newestCode();
    graph.harm.at = everybodyIsAdministrator;
    const refused = await client().press(form, 'Send me a code', typed);
    expect(readable(refused)).toContain('Accounts with administrator roles are not changed');
    expect(bot.newestCode()).toBe(before);
    expect(graph.writes()).toEqual([]);
  },
);

it('never calls anything that is not on the list, nor names another person', async () => {
  const having = await client().say('I lost my phone');
  const report = await client().press(having, 'None of them');
  await client().press(report, 'Send to', { what: 'gone', reach: 'at home', someoneElse: 'false' });
  const confirm = await client().press(await opened('Change my default'), 'Change the default', {
    to: 'push',
  });
  await signInFor(confirm);
  expect(graph.writes()).toHaveLength(1);
  expect(strangeCalls(graph.seen, alex.id)).toEqual([]);
});
