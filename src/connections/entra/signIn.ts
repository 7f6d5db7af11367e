import type { ClaimsRequest, IdTokenClaims, StepUpRoute } from '../../proof/stepUp';
import { clientAuthentication, type ClientCredential } from './credential';
import { type Configuration, openidClient } from './library';
import { type Refusal, refusalOf, unusable } from './refusal';

/** How long the provider may take for one answer, in seconds. */
const timeout = 10;

/** The bot's registration with an OpenID provider. */
export interface SignInOptions {
  /** The issuer's identifier, such as `https://login.microsoftonline.com/{tenant id}/v2.0`. */
  readonly issuer: string;
  readonly clientId: string;
  /** None for a public client. */
  readonly credential?: ClientCredential | undefined;
  /** Where the browser comes back to, letter for letter as it is registered. */
  readonly redirectUri: string;
  /** Plain http to a provider on this machine, for the demonstration and tests. Everything else is https. */
  readonly allowInsecureLoopback: boolean;
}

/** What belongs to one sign-in and nobody else knows; each at least 128 random bits, the verifier 43 characters or more. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Who is to sign in, and what for. */
export interface Beginning extends Secrets {
  readonly loginHint: string;
  readonly claims: ClaimsRequest;
  readonly scope: string;
}

/** A sign-in that the provider vouches for. The access token is for Graph: handed on, never read, logged or kept. */
export interface SignedIn {
  readonly claims: IdTokenClaims;
  readonly accessToken: string;
}

/** The bot as a client of an OpenID provider: authorization code flow with PKCE (RFC 7636), state and nonce. */
export interface SignInClient {
  /** The address to send the browser to; the provider asks anew, whoever is signed in there. @throws as `finish` */
  begin(beginning: Beginning): Promise<URL>;
  /**
   * Takes the address the browser came back with, changes its code for tokens and checks the ID token: the
   * provider's signature, issuer, audience, expiry and nonce. How fresh it is, and whose, is judged elsewhere.
   * @throws when the provider cannot be reached, does not work or refuses the bot itself
   */
  finish(callback: URL, expected: Secrets): Promise<SignedIn | Refusal>;
}

/**
 * What the bot asks for: who it is and, where the person writes, a token to write with.
 *
 * @param graphOrigin such as `https://graph.microsoft.com`, without a slash at its end
 */
export function scopeOf(route: StepUpRoute, graphOrigin: string): string {
  const permission = permissionOf[route];
  return permission ? `openid profile ${graphOrigin}/${permission}` : 'openid profile';
}

/** What a token is asked to allow (Graph permissions reference); none where nothing is written with it. */
const permissionOf: Readonly<Record<StepUpRoute, string | undefined>> = {
  self: 'UserAuthenticationMethod.ReadWrite',
  bot: undefined,
  agent: 'UserAuthMethod-TAP.ReadWrite.All',
  approver: undefined,
};

/** A client of one provider. The provider is asked for its configuration once, and again after a failure. */
export function signIn(options: SignInOptions): SignInClient {
  const configuration = keptOnceMade(() => discover(options));
  return {
    begin: async (beginning) => authorizationUrl(await configuration(), options, beginning),
    finish: async (callback, expected) =>
      finish(await configuration(), options, callback, expected),
  };
}

async function discover(options: SignInOptions): Promise<Configuration> {
  const library = await openidClient();
  const issuer = new URL(options.issuer);
  const isPlain = options.allowInsecureLoopback && isLoopback(issuer);
  const registration = { id_token_signed_response_alg: 'RS256' };
  const authentication = await clientAuthentication(library, options.credential);
  // The code flow would take the ID token on the word of TLS; its signature is checked all the same.
  const execute = [library.enableNonRepudiationChecks];
  if (isPlain) execute.push(library.allowInsecureRequests);
  return library
    .discovery(issuer, options.clientId, registration, authentication, { timeout, execute })
    .catch((error: unknown) => {
      throw unusable(error);
    });
}

async function authorizationUrl(
  configuration: Configuration,
  { redirectUri }: SignInOptions,
  { loginHint, claims, scope, state, nonce, codeVerifier }: Beginning,
): Promise<URL> {
  const library = await openidClient();
  return library.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await library.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    prompt: 'login',
    login_hint: loginHint,
    claims: JSON.stringify(claims),
  });
}

async function finish(
  configuration: Configuration,
  { redirectUri }: SignInOptions,
  callback: URL,
  { state, nonce, codeVerifier }: Secrets,
): Promise<SignedIn | Refusal> {
  const library = await openidClient();
  // Behind a proxy we see another address than the browser did; the provider wants the registered one.
  const returned = new URL(redirectUri);
  returned.search = callback.search;
  try {
    const tokens = await library.authorizationCodeGrant(configuration, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    return claims ? { claims, accessToken: tokens.access_token } : { refused: 'token-invalid' };
  } catch (error) {
    return refusalOf(error);
  }
}

function isLoopback({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Makes something at the first call and gives the same to all, unless making it failed. */
function keptOnceMade<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
