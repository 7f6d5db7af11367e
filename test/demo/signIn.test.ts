import { signIn, type SignInClient } from '../../src/connections/entra/signIn';
import type { SignInService } from '../../src/demo/signIn/server';
import { browserless } from '../support/browserless';
import { minute, second } from '../support/clock';
import { formsOf } from '../support/html';
import { alex, megan } from '../support/samples';
import {
  approve,
  beginning,
  clientId,
  newSecrets,
  redirectUri,
  startTestSignIn,
  visitor,
} from '../support/signIn';

let time: number;
let service: SignInService;
let client: SignInClient;
/** What all tests of this file have written to the terminal. */
const written = jest.fn();

beforeEach(async () => {
  for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const)
    jest.spyOn(console, level).mockImplementation(written);
  time = Date.now();
  service = await startTestSignIn(() => new Date(time));
  const { issuer } = service;
  client = signIn({ issuer, clientId, redirectUri, allowInsecureLoopback: true });
});

afterEach(async () => {
  await service.close();
  jest.restoreAllMocks();
});

const begin = (loginHint?: string, route: 'self' | 'bot' = 'bot', secrets = newSecrets()) =>
  beginning(client, route, secrets, loginHint);

async function tokenOf(route: 'self' | 'bot'): Promise<string> {
  const secrets = newSecrets();
  const browser = visitor();
  const first = await browser.open(await begin(alex.id, route, secrets));
  const result = await client.finish(await approve(browser, first), secrets);
  if ('refused' in result) throw new Error(result.refused);
  return result.accessToken;
}

describe('the pages', () => {
  it('say who is signing in, and that they are not Microsoft’s', async () => {
    const page = await visitor().open(await begin());
    expect(page.status).toBe(200);
    expect(page.text).toContain('Signing in as Alex Wilber');
    expect(page.text).toContain('This plays Microsoft');
    expect(page.html).toContain('<html lang="en">');
    expect(page.html).not.toMatch(/<script|https?:\/\//);
  });

  it('ask for approval on the phone', async () => {
    const browser = visitor();
    const page = await browser.press(await browser.open(await begin()), 'Continue');
    expect(page.text).toContain('Approve the sign-in request on your phone');
    expect(formsOf(page.html)[0]?.buttons.map((b) => b.text)).toEqual(['Deny', 'Approve']);
  });

  it('let somebody else sign in', async () => {
    const secrets = newSecrets();
    const browser = visitor();
    const first = await browser.open(await begin(alex.id, 'bot', secrets));
    const people = await browser.follow(first, 'Sign in as someone else');
    expect(formsOf(people.html)[0]?.buttons.map((b) => b.text)).toContain('Lynne Robbins');
    const second = await browser.press(people, 'Megan Bowen');
    const { url } = await browser.press(second, 'Approve');
    expect(await client.finish(url, secrets)).toMatchObject({
      claims: { oid: megan.id, name: 'Megan Bowen' },
    });
  });

  it('offer everybody where nobody is named', async () => {
    const page = await visitor().open(await begin('nobody'));
    expect(page.text).toContain('Who is signing in?');
  });

  it('know people by principal name, in whatever case', async () => {
    const page = await visitor().open(await begin('Megan.Bowen@CONTOSO.com'));
    expect(page.text).toContain('Signing in as Megan Bowen');
  });

  it('take anybody of another directory', async () => {
    const oid = 'abcdef01-0000-4000-8000-000000000099';
    const secrets = newSecrets();
    const browser = visitor();
    const first = await browser.open(await begin(oid, 'bot', secrets));
    expect(first.text).toContain('Signing in as Somebody (abcdef01)');
    expect(await client.finish(await approve(browser, first), secrets)).toMatchObject({
      claims: { oid, tid: alex.tenantId, name: 'Somebody (abcdef01)' },
    });
  });

  it('write nothing of ours into the page unescaped', async () => {
    const browser = visitor();
    const first = await browser.open(await begin());
    const url = new URL(`${first.url.pathname}/second-factor?person="><b>`, service.url);
    const page = await browser.open(url);
    expect(page.status).toBe(404);
    expect(page.html).not.toContain('<b>');
  });
});

describe('a sign-in', () => {
  it('asks again, although the same browser has just signed in', async () => {
    const browser = visitor();
    await approve(browser, await browser.open(await begin()));
    const again = await browser.open(await begin());
    expect(again.text).toContain('Signing in as Alex Wilber');
  });

  it('asks again as somebody else in the same browser', async () => {
    const browser = visitor();
    await approve(browser, await browser.open(await begin()));
    const secrets = newSecrets();
    const first = await browser.open(await begin(megan.id, 'bot', secrets));
    expect(await client.finish(await approve(browser, first), secrets)).toMatchObject({
      claims: { oid: megan.id },
    });
  });

  it('can be under way twice in one browser', async () => {
    const browser = visitor();
    const one = newSecrets();
    const other = newSecrets();
    const first = await browser.open(await begin(alex.id, 'bot', one));
    const second = await browser.open(await begin(megan.id, 'bot', other));
    expect(await client.finish(await approve(browser, second), other)).toMatchObject({
      claims: { oid: megan.id },
    });
    expect(await client.finish(await approve(browser, first), one)).toMatchObject({
      claims: { oid: alex.id },
    });
  });

  it('cannot be answered by another browser, nor twice', async () => {
    const browser = visitor();
    const second = await browser.press(await browser.open(await begin()), 'Continue');
    const stranger = await visitor().press(second, 'Approve');
    expect(stranger).toMatchObject({ status: 400 });
    expect(stranger.text).toContain('This sign-in cannot go on');
    await browser.press(second, 'Approve');
    expect(await browser.press(second, 'Approve')).toMatchObject({ status: 400 });
  });

  it('carries "mfa" always, and "ngcmfa" where it was asked for', async () => {
    const amrOf = async (route: 'self' | 'bot') => {
      const secrets = newSecrets();
      const browser = visitor();
      const first = await browser.open(await begin(alex.id, route, secrets));
      const result = await client.finish(await approve(browser, first), secrets);
      return 'claims' in result ? result.claims['amr'] : result;
    };
    expect(await amrOf('bot')).toEqual(['pwd', 'mfa']);
    expect(await amrOf('self')).toEqual(['pwd', 'mfa', 'ngcmfa']);
  });

  it('is refused to a client it does not know', async () => {
    const url = await begin();
    url.searchParams.set('client_id', 'another');
    const page = await visitor().open(url);
    expect(page.status).toBe(400);
    expect(page.text).toContain('Error code: invalid_client');
  });

  it('sends nobody to another address than the client’s', async () => {
    const url = await begin();
    url.searchParams.set('redirect_uri', 'http://evil.example/');
    expect(await visitor().open(url)).toMatchObject({ status: 400 });
  });
});

describe('whose a token is', () => {
  it('is known for ten minutes as with fresh MFA, then without', async () => {
    const token = await tokenOf('self');
    time += 10 * minute - second;
    expect(await service.personOf(token)).toEqual({ id: alex.id, ngcmfa: true });
    time += 2 * second;
    expect(await service.personOf(token)).toEqual({ id: alex.id, ngcmfa: false });
  });

  it.each(['', 'anything', 'demonstration'])('is not known of %p', async (token) => {
    expect(await service.personOf(token)).toBeUndefined();
  });
});

describe('beside other servers of this machine', () => {
  it('keeps its cookies to itself', async () => {
    const browser = visitor();
    await approve(browser, await browser.open(await begin()));
    for (const host of ['127.0.0.1:3978', 'localhost:3978'])
      expect(browser.cookies(`http://${host}/`)).toBe('');
  });

  it('does not answer under another name', async () => {
    const { port } = new URL(service.url);
    await expect(
      browserless().open(`http://localhost:${port}/.well-known/openid-configuration`),
    ).resolves.toMatchObject({ status: 403 });
  });
});

it('writes nothing to the terminal, from its first start on', async () => {
  await tokenOf('self');
  expect(written).not.toHaveBeenCalled();
});
