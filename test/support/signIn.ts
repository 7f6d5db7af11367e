import { randomBytes } from 'node:crypto';
import type { Secrets, SignInClient } from '../../src/connections/entra/signIn';
import { scopeOf } from '../../src/connections/entra/signIn';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { type SignInService, startSignIn } from '../../src/demo/signIn/server';
import { claimsRequest, type StepUpRoute } from '../../src/proof/stepUp';
import { browserless, type Browser, type Page } from './browserless';
import { alex } from './samples';

export const clientId = '00000000-0000-4000-8000-0000000000c1';
export const graphOrigin = 'https://graph.microsoft.com';
/** Nobody listens there: a test's browser stops before it. */
export const redirectUri = 'http://localhost:9/sign-in/callback';
/** The authentication context that tests ask for. */
export const context = 'c1';

/** A sign-in service on a free port, with the demonstration's people; a fault fails the test. */
export function startTestSignIn(
  now: () => Date = () => new Date(),
  more: { clientSecret?: string } = {},
): Promise<SignInService> {
  return startSignIn({
    port: 0,
    people: demonstrationPeople('contoso.com'),
    tenantOf: () => alex.tenantId,
    clientId,
    redirectUri,
    graphScope: `${graphOrigin}/UserAuthenticationMethod.ReadWrite`,
    now,
    onFault: (error) => {
      throw error;
    },
    ...more,
  });
}

/** A browser that stops where the bot's own page would be. */
export function visitor(): Browser {
  return browserless({ stopBefore: ({ href }) => href.startsWith(redirectUri) });
}

export function newSecrets(): Secrets {
  const random = () => randomBytes(32).toString('base64url');
  return { state: random(), nonce: random(), codeVerifier: random() };
}

/** Where the browser of somebody who has to sign in is sent. */
export function beginning(
  client: SignInClient,
  route: StepUpRoute,
  secrets: Secrets,
  loginHint: string = alex.id,
): Promise<URL> {
  return client.begin({
    ...secrets,
    loginHint,
    claims: claimsRequest(route, context),
    scope: scopeOf(route, graphOrigin),
  });
}

/** Goes through the pages and approves; gives the address that the browser came back with. */
export async function approve(browser: Browser, first: Page): Promise<URL> {
  const second = await browser.press(first, 'Continue');
  return (await browser.press(second, 'Approve')).url;
}
