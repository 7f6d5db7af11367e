import { generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { scopeOf, type SignInOptions, signIn } from '../../../src/connections/entra/signIn';
import type { SignInService } from '../../../src/demo/signIn/server';
import { judgeSignIn } from '../../../src/proof/stepUp';
import { certificate } from '../../support/registeredCertificate';
import { minute, second } from '../../support/clock';
import { hostileProvider, hs256, type HostileProvider } from '../../support/hostileProvider';
import { alex, megan } from '../../support/samples';
import {
  approve,
  beginning,
  clientId,
  context,
  graphOrigin,
  newSecrets,
  redirectUri,
  startTestSignIn,
  visitor,
} from '../../support/signIn';

/** Servers of single tests, closed however the test ends. */
const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

function closedLater<T extends { close(): Promise<void> }>(server: T): T {
  opened.push(server);
  return server;
}

function clientFor(issuer: string, more: Partial<SignInOptions> = {}) {
  return signIn({ issuer, clientId, redirectUri, allowInsecureLoopback: true, ...more });
}

function judge(claims: Readonly<Record<string, unknown>>, route: 'self' | 'bot') {
  const { tenantId } = alex;
  return judgeSignIn({
    claims,
    person: alex,
    route,
    authContext: context,
    tenantId,
    now: Date.now(),
  });
}

describe('with a provider that behaves', () => {
  let time: number;
  let service: SignInService;

  beforeEach(async () => {
    time = Date.now();
    service = await startTestSignIn(() => new Date(time));
  });

  afterEach(() => service.close());

  async function signedIn(route: 'self' | 'bot', loginHint?: string) {
    const client = clientFor(service.issuer);
    const secrets = newSecrets();
    const browser = visitor();
    const first = await browser.open(await beginning(client, route, secrets, loginHint));
    const result = await client.finish(await approve(browser, first), secrets);
    if ('refused' in result) throw new Error(`refused: ${result.refused}`);
    return result;
  }

  it('asks anew each time, by code flow with PKCE, state and nonce', async () => {
    const secrets = newSecrets();
    const url = await beginning(clientFor(service.issuer), 'bot', secrets);
    expect(url.origin).toBe(service.url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: 'openid profile',
      prompt: 'login',
      login_hint: alex.id,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge_method: 'S256',
      claims:
        '{"id_token":{"acrs":{"essential":true,"value":"c1"},"auth_time":{"essential":true}}}',
    });
    expect(url.href).not.toContain(secrets.codeVerifier);
  });

  it('proves the person, the context and the time where the bot writes', async () => {
    const { claims } = await signedIn('bot');
    expect(claims).toMatchObject({ oid: alex.id, tid: alex.tenantId, acrs: ['c1'] });
    expect(judge(claims, 'bot')).toMatchObject({ ok: true, proof: { acrs: ['c1'] } });
  });

  it('brings a token with fresh MFA where the person writes', async () => {
    const { claims, accessToken } = await signedIn('self');
    expect(judge(claims, 'self')).toMatchObject({ ok: true });
    expect(await service.personOf(accessToken)).toEqual({
      id: alex.id,
      ngcmfa: true,
      scopes: ['UserAuthenticationMethod.ReadWrite'],
    });
  });

  it('brings no token for Graph where the bot writes', async () => {
    const { accessToken } = await signedIn('bot');
    expect(await service.personOf(accessToken)).toBeUndefined();
  });

  it('does not take a sign-in of 10:01 ago', async () => {
    time -= 10 * minute + second;
    const { claims } = await signedIn('bot');
    expect(judge(claims, 'bot')).toEqual({ ok: false, reason: 'not-fresh' });
  });

  it('does not take somebody else’s sign-in', async () => {
    const { claims } = await signedIn('bot', megan.id);
    expect(judge(claims, 'bot')).toEqual({ ok: false, reason: 'other-person' });
  });

  it('proves itself with a secret', async () => {
    const guarded = closedLater(await startTestSignIn(undefined, { clientSecret: 'right' }));
    const finishWith = async (secret: string) => {
      const client = clientFor(guarded.issuer, { credential: { secret } });
      const secrets = newSecrets();
      const browser = visitor();
      const first = await browser.open(await beginning(client, 'bot', secrets));
      return client.finish(await approve(browser, first), secrets);
    };
    expect(await finishWith('right')).toMatchObject({ claims: { oid: alex.id } });
    await expect(finishWith('wrong')).rejects.toThrow(
      /does not accept the bot's registration \(invalid_client\)/,
    );
  });

  it('says that the person denied it', async () => {
    const client = clientFor(service.issuer);
    const secrets = newSecrets();
    const browser = visitor();
    const first = await browser.open(await beginning(client, 'bot', secrets));
    const { url } = await browser.press(await browser.press(first, 'Continue'), 'Deny');
    expect(await client.finish(url, secrets)).toEqual({ refused: 'cancelled' });
  });

  it('does not take a code twice', async () => {
    const client = clientFor(service.issuer);
    const secrets = newSecrets();
    const browser = visitor();
    const url = await approve(browser, await browser.open(await beginning(client, 'bot', secrets)));
    expect(await client.finish(url, secrets)).toMatchObject({ claims: { oid: alex.id } });
    expect(await client.finish(url, secrets)).toEqual({
      refused: 'provider-said-no',
      error: 'invalid_grant',
    });
  });

  it('takes nothing that was begun for another sign-in', async () => {
    const client = clientFor(service.issuer);
    const mine = newSecrets();
    const theirs = newSecrets();
    const browser = visitor();
    const first = await browser.open(await beginning(client, 'bot', theirs, megan.id));
    const url = await approve(browser, first);
    expect(await client.finish(url, mine)).toEqual({ refused: 'token-invalid' });
    // With the state made to fit, the code still belongs to another verifier.
    url.searchParams.set('state', mine.state);
    expect(await client.finish(url, mine)).toMatchObject({ refused: 'provider-said-no' });
  });
});

describe('with a provider that lies', () => {
  let provider: HostileProvider;
  const secrets = newSecrets();
  const { oid, tid } = { oid: alex.id, tid: alex.tenantId };
  const authTime = Math.floor(Date.now() / 1000);

  beforeAll(async () => {
    provider = await hostileProvider({
      sub: 'subject',
      aud: clientId,
      nonce: secrets.nonce,
      oid,
      tid,
      acrs: [context],
      auth_time: authTime,
    });
  });

  beforeEach(() => {
    provider.ail(false);
    provider.answerWith({});
  });

  afterAll(() => provider.close());

  const returned = () => new URL(`${redirectUri}?code=code&state=${secrets.state}`);
  const finish = (callback = returned()) => clientFor(provider.issuer).finish(callback, secrets);
  const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const past = authTime - 3600;

  it('takes the token that does not lie', async () => {
    expect(await finish()).toMatchObject({ claims: { oid }, accessToken: 'opaque' });
  });

  it.each([
    ['has another nonce', { claims: { nonce: 'another' } }],
    ['has no nonce', { claims: { nonce: undefined } }],
    ['is for another client', { claims: { aud: 'another' } }],
    ['is for others too', { claims: { aud: [clientId, 'another'] } }],
    ['is for nobody', { claims: { aud: undefined } }],
    ['is of another issuer', { claims: { iss: 'https://login.example' } }],
    ['is of no issuer', { claims: { iss: undefined } }],
    ['expired', { claims: { iat: past, exp: past + 60 } }],
    ['never expires', { claims: { exp: undefined } }],
    ['is not valid yet', { claims: { nbf: authTime + 3600 } }],
    ['is signed by somebody else', { key: otherKey }],
    ['names a key that there is not', { header: { kid: 'other' }, key: otherKey }],
    ['brings its own key', { header: { jwk: otherKey.export({ format: 'jwk' }) }, key: otherKey }],
    ['is signed in a way that was not agreed', { header: { alg: 'RS384' }, hash: 'sha384' }],
    ['is not signed', { header: { alg: 'none' }, signature: () => '' }],
    ['says RS256 and is not signed', { signature: () => '' }],
    ['takes the public key for a secret', { header: { alg: 'HS256' }, signature: hs256 }],
  ])('refuses a token that %s', async (_, token) => {
    provider.answerWith(token);
    expect(await finish()).toEqual({ refused: 'token-invalid' });
  });

  it.each([
    ['oid', 'other-person'],
    ['tid', 'other-tenant'],
    ['acrs', 'context-missing'],
    ['auth_time', 'auth-time-missing'],
  ])('a token without %s proves nothing', async (claim, reason) => {
    provider.answerWith({ claims: { [claim]: undefined } });
    const result = await finish();
    expect('claims' in result && judge(result.claims, 'bot')).toEqual({ ok: false, reason });
  });

  it.each([
    ['no state', 'code=code'],
    ['another state', 'code=code&state=other'],
    ['the state twice', `code=code&state=${secrets.state}&state=${secrets.state}`],
    ['another issuer', `code=code&state=${secrets.state}&iss=https://login.example`],
    ['neither code nor error', `state=${secrets.state}`],
    ['an error of another sign-in', 'error=access_denied&state=other'],
  ])('refuses a browser that comes back with %s, and asks nobody', async (_, search) => {
    const before = provider.asked.length;
    expect(await finish(new URL(`${redirectUri}?${search}`))).toEqual({ refused: 'token-invalid' });
    expect(provider.asked).toHaveLength(before);
  });

  it.each([
    ['access_denied', { refused: 'cancelled' }],
    ['interaction_required', { refused: 'provider-said-no', error: 'interaction_required' }],
    ['alex@contoso.com', { refused: 'provider-said-no', error: 'unknown' }],
  ])('tells what the provider answered: %s', async (error, result) => {
    const search = new URLSearchParams({ error, state: secrets.state });
    expect(await finish(new URL(`${redirectUri}?${search}`))).toEqual(result);
  });

  it('gives the registered address with the code, whatever address it was reached by', async () => {
    const inner = new URL(returned().href.replace('localhost:9', '10.0.0.4:3978'));
    expect(await finish(inner)).toMatchObject({ claims: { oid } });
    const form = provider.asked.at(-1);
    expect(form?.get('redirect_uri')).toBe(redirectUri);
    expect(form?.get('code_verifier')).toBe(secrets.codeVerifier);
  });

  it('proves itself with a certificate', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const credential = { privateKey: pem, certificate };
    await clientFor(provider.issuer, { credential }).finish(returned(), secrets);
    const assertion = provider.asked.at(-1)?.get('client_assertion') ?? '';
    const [header = '', payload = '', signature = ''] = assertion.split('.');
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
    const { fingerprint } = new X509Certificate(certificate);
    const x5t = Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
    expect(read(header)).toMatchObject({ alg: 'RS256', x5t });
    expect(read(payload)).toMatchObject({ iss: clientId, sub: clientId });
    const signed = Buffer.from(`${header}.${payload}`);
    expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('with a provider that is not there', () => {
  const secrets = newSecrets();
  const callback = new URL(`${redirectUri}?code=secret-code&state=${secrets.state}`);

  it('fails, and tries again when asked again', async () => {
    const good = { sub: 's', aud: clientId, nonce: secrets.nonce };
    const provider = closedLater(await hostileProvider(good));
    const client = clientFor(provider.issuer);
    provider.ail(true);
    await expect(client.finish(callback, secrets)).rejects.toThrow(/cannot be used/);
    provider.ail(false);
    expect(await client.finish(callback, secrets)).toMatchObject({ accessToken: 'opaque' });
    provider.ail(true);
    await expect(client.finish(callback, secrets)).rejects.toThrow(/cannot be used/);
    await provider.close();
    await expect(client.finish(callback, secrets)).rejects.toThrow(
      /cannot be used .*(?:ECONNREFUSED|UND_ERR_SOCKET|ECONNRESET)/,
    );
  });

  it('says that the bot is not accepted, without the provider’s own words', async () => {
    const provider = closedLater(await hostileProvider({}));
    const body = { error: 'invalid_client', error_description: 'AADSTS7000215: alex@contoso.com' };
    provider.answerWith({ status: 401, body: JSON.stringify(body) });
    const failure = await clientFor(provider.issuer)
      .finish(callback, secrets)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining('invalid_client') as string });
    expect((failure as Error).stack).not.toMatch(/alex|secret-code/);
    expect(failure).not.toHaveProperty('cause');
  });

  it.each([
    ['http elsewhere than on this machine', 'http://login.example', true],
    ['http on this machine, unless that is allowed', 'http://127.0.0.1:9', false],
  ])('does not speak %s', async (_, issuer, allowInsecureLoopback) => {
    const client = clientFor(issuer, { allowInsecureLoopback });
    await expect(beginning(client, 'bot', secrets)).rejects.toThrow(
      /cannot be used \(OAUTH_HTTP_REQUEST_FORBIDDEN/,
    );
  });
});

it('asks Graph’s scope for a person’s own writes alone', () => {
  expect(scopeOf('self', graphOrigin)).toBe(
    'openid profile https://graph.microsoft.com/UserAuthenticationMethod.ReadWrite',
  );
  expect(scopeOf('bot', graphOrigin)).toBe('openid profile');
  expect(scopeOf('agent', graphOrigin)).toBe(
    'openid profile https://graph.microsoft.com/UserAuthMethod-TAP.ReadWrite.All',
  );
  expect(scopeOf('approver', graphOrigin)).toBe('openid profile');
});
