import {
  demonstrationSettings,
  serveSettings,
  storageSettings,
} from '../../src/organisation/settings';

const complete = {
  ORGANISATION: 'derby',
  CLIENT_ID: '11111111-2222-4333-8444-555555555555',
  TENANT_ID: '99999999-2222-4333-8444-555555555555',
  BOT_TYPE: 'UserAssignedMsi',
  DESK_CHANNEL: '19:abc@thread.tacv2',
};
const serve = (env: Record<string, string | undefined>) =>
  serveSettings(env, ['derby', 'ken-stimpson']);

it('needs no setting for the demonstration', () => {
  expect(demonstrationSettings({})).toMatchObject({
    ok: true,
    settings: { PORT: 3978, DATA_DIR: './data', ORGANISATION: 'derby', PLAYGROUND_PORT: 56150 },
  });
});

it('takes a complete production', () => {
  expect(serve(complete)).toMatchObject({ ok: true });
});

it('reads the names that Microsoft’s templates use', () => {
  const { CLIENT_ID, TENANT_ID, BOT_TYPE, ...rest } = complete;
  const theirs = {
    MicrosoftAppId: CLIENT_ID,
    MicrosoftAppTenantId: TENANT_ID,
    MicrosoftAppType: BOT_TYPE,
  };
  expect(serve({ ...rest, ...theirs })).toMatchObject({
    ok: true,
    settings: { CLIENT_ID, TENANT_ID },
  });
});

it('names every missing setting at once', () => {
  const read = serve({});
  const problems = read.ok ? [] : read.problems.map((p) => p.split(' ')[0]);
  expect(problems.sort()).toEqual([
    'BOT_TYPE',
    'CLIENT_ID',
    'DESK_CHANNEL',
    'ORGANISATION',
    'TENANT_ID',
  ]);
});

it.each([
  ['PORT', 'no'],
  ['CLIENT_ID', 'abc'],
  ['BOT_TYPE', 'MultiTenant'],
  ['ORGANISATION', 'nowhere'],
  ['GRAPH_URL', 'http://graph.microsoft.com'],
  ['GRAPH_URL', 'https://graph.microsoft.com/v1.0'],
  ['DATABASE_URL', 'mysql://somewhere'],
  ['DESK_CHANNEL', 'General'],
])('refuses %s=%s and names it', (name, value) => {
  const read = serve({ ...complete, [name]: value });
  expect(read.ok ? [] : read.problems).toEqual([expect.stringContaining(name)]);
});

it('refuses a single-tenant bot without its secret', () => {
  const read = serve({ ...complete, BOT_TYPE: 'SingleTenant' });
  expect(read.ok ? [] : read.problems).toEqual([expect.stringContaining('CLIENT_SECRET')]);
});

it.each([
  { CLIENT_ID: '' },
  { CLIENT_ID: ' ', NODE_ENV: 'development' },
  { CLIENT_ID: undefined, DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS: 'true', NODE_ENV: 'test' },
])('does not start without an app registration, whatever else the environment says: %j', (env) => {
  expect(serve({ ...complete, ...env })).toMatchObject({ ok: false });
});

it('takes a Graph origin over http on loopback only', () => {
  expect(demonstrationSettings({ GRAPH_URL: 'http://127.0.0.1:9999/' })).toMatchObject({
    ok: true,
    settings: { GRAPH_URL: 'http://127.0.0.1:9999' },
  });
});

describe('the secret key', () => {
  const secret = Buffer.from(Array.from({ length: 32 }, (_, i) => i * 7));

  it('is 32 bytes in base64, and the same for the bot and the commands', () => {
    const SECRET_KEY = ` ${secret.toString('base64')}\n`;
    for (const read of [
      serve({ ...complete, SECRET_KEY }),
      demonstrationSettings({ SECRET_KEY }),
      storageSettings({ SECRET_KEY }),
    ])
      expect(read).toMatchObject({ ok: true, settings: { SECRET_KEY: secret } });
  });

  it('may be absent', () => {
    expect(storageSettings({ SECRET_KEY: ' ' })).toEqual({
      ok: true,
      settings: { DATA_DIR: './data' },
    });
  });

  it.each(['secret', secret.toString('hex'), secret.subarray(1).toString('base64')])(
    'is refused when it is %s, and not repeated',
    (SECRET_KEY) => {
      const read = serve({ ...complete, SECRET_KEY });
      const problems = read.ok ? [] : read.problems;
      expect(problems).toEqual([expect.stringContaining('SECRET_KEY')]);
      expect(problems.join()).not.toContain(SECRET_KEY);
    },
  );
});
