import { changeProblems, policyOf, signInCredential } from '../../src/organisation/changeSettings';
import {
  documentedRoutes,
  everythingAtThePortal,
  operations,
  whereCodesReach,
} from '../../src/organisation/policy';
import { serveSettings } from '../../src/organisation/settings';

const id = '00000000-0000-4000-8000-000000000001';
const bot = {
  ORGANISATION: 'derby',
  CLIENT_ID: id,
  TENANT_ID: id,
  BOT_TYPE: 'UserAssignedMsi',
  DESK_CHANNEL: '19:abc@thread.tacv2',
};
const signIn = {
  PUBLIC_URL: 'https://mfa-help.example.org',
  SIGN_IN_CLIENT_ID: id,
  SIGN_IN_SECRET: 'secret',
};

function settingsOf(more: Record<string, string>) {
  const read = serveSettings({ ...bot, ...more }, ['derby']);
  if (!read.ok) throw new Error(read.problems.join('; '));
  return read.settings;
}

function problemsOf(more: Record<string, string>): string[] {
  const read = serveSettings({ ...bot, ...more }, ['derby']);
  return read.ok ? [] : read.problems;
}

describe('what is changed here', () => {
  test('is nothing without a sign-in', () => {
    expect(policyOf(settingsOf({}))).toEqual({ routes: everythingAtThePortal, pause: true });
  });

  test('is what Microsoft documents for a person’s own token, with a sign-in', () => {
    expect(policyOf(settingsOf(signIn)).routes).toEqual(documentedRoutes);
    expect(documentedRoutes).toMatchObject({
      'change-default': 'self',
      'remove-passkey': 'self',
      'add-phone': 'portal',
      'replace-email': 'portal',
    });
  });

  test('follows the administrator where they say so, and only there', () => {
    const { routes } = policyOf(
      settingsOf({ ...signIn, AUTH_CONTEXT: 'c1', ROUTES: 'add-email=bot, remove-phone=portal' }),
    );
    expect(routes).toEqual({ ...documentedRoutes, 'add-email': 'bot', 'remove-phone': 'portal' });
  });

  test('needs a way for its code', () => {
    const all = Object.fromEntries(operations.map((o) => [o, 'bot'])) as typeof documentedRoutes;
    const routes = whereCodesReach(all, (kind) => kind === 'email');
    expect(operations.filter((o) => routes[o] === 'portal')).toEqual([
      'add-phone',
      'replace-phone',
    ]);
  });

  test('may go on without a pause', () => {
    expect(policyOf(settingsOf({ ...signIn, PAUSE: 'off' })).pause).toBe(false);
  });
});

describe('what is half set or wrong', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'a sign-in without the bot’s address',
      { ...signIn, PUBLIC_URL: '' },
      /^PUBLIC_URL is missing/,
    ],
    ['a sign-in without a secret', { ...signIn, SIGN_IN_SECRET: '' }, /^SIGN_IN_SECRET is missing/],
    [
      'a key without its certificate',
      { ...signIn, SIGN_IN_KEY: '-----BEGIN PRIVATE KEY-----' },
      /belong together/,
    ],
    ['routes without a sign-in', { ROUTES: 'add-phone=portal' }, /^SIGN_IN_CLIENT_ID is missing/],
    [
      'the bot’s permission without a context',
      { ...signIn, ROUTES: 'add-phone=bot' },
      /^AUTH_CONTEXT is missing/,
    ],
    ['a route that is none', { ...signIn, ROUTES: 'add-phone=robot' }, /^ROUTES must be a list/],
    ['an operation that is none', { ...signIn, ROUTES: 'add-fax=self' }, /^ROUTES must be a list/],
    ['an operation without a route', { ...signIn, ROUTES: 'add-phone' }, /^ROUTES must be a list/],
    [
      'a plain address',
      { ...signIn, PUBLIC_URL: 'http://mfa-help.example.org' },
      /^PUBLIC_URL must be an https origin/,
    ],
    [
      'an address with a path',
      { ...signIn, PUBLIC_URL: 'https://example.org/bot' },
      /^PUBLIC_URL must be/,
    ],
    ['a context that is none', { ...signIn, AUTH_CONTEXT: 'mfa' }, /^AUTH_CONTEXT must be/],
  ])('%s is named', (_what, more, problem) => {
    expect(problemsOf(more)).toEqual([expect.stringMatching(problem) as string]);
  });

  test('nothing is wrong with nothing', () => {
    expect(changeProblems({})).toEqual([]);
  });
});

test('a certificate goes before a secret', () => {
  const values = { ...settingsOf(signIn), SIGN_IN_KEY: 'key', SIGN_IN_CERTIFICATE: 'certificate' };
  expect(signInCredential(values)).toEqual({ privateKey: 'key', certificate: 'certificate' });
  expect(signInCredential(settingsOf(signIn))).toEqual({ secret: 'secret' });
});
