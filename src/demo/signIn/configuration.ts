import { createHash, type JsonWebKey } from 'node:crypto';
import { accountOf, valuesOf } from './accounts';
import { failedPage } from './pages';
import type { Configuration } from './library';
import { inMemory } from './store';
import type { SignInOptions } from './options';

const tenMinutes = 10 * 60;
const hour = 60 * 60;

/** How long what is handed out counts, in seconds. */
const ttl = {
  AccessToken: hour,
  AuthorizationCode: 60,
  Grant: hour,
  IdToken: hour,
  Interaction: tenMinutes,
  Session: tenMinutes,
};

/** Of what the library can do, what Entra does and a step-up needs. */
const features = {
  claimsParameter: { enabled: true },
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  resourceIndicators: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
};

/** Where the pages of one sign-in begin. */
export const pagesPath = '/sign-in';

/**
 * How the provider behaves: one client, the people of the simulated tenant, Entra's claims, consent given by the
 * tenant beforehand, and nobody ever signed in already.
 *
 * @param key the private key that ID tokens are signed with, RSA
 */
export function configurationOf(options: SignInOptions, key: JsonWebKey): Configuration {
  return {
    adapter: inMemory(),
    clients: [clientOf(options)],
    jwks: { keys: [{ ...key, kty: 'RSA', use: 'sig', alg: 'RS256' }] },
    ...identity(options),
    extraTokenClaims: ({ oidc }) => {
      const { amr, authTime } = oidc.entities.AuthorizationCode ?? {};
      return { amr, authTime };
    },
    loadExistingGrant: ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
      grant.addOIDCClaims([...oidc.requestParamClaims]);
      return grant.save().then(() => grant);
    },
    interactions: { url: (_ctx, { uid }) => `${pagesPath}/${uid}` },
    cookies: {
      names: {
        session: 'demo_sign_in_session',
        interaction: 'demo_sign_in_interaction',
        resume: 'demo_sign_in_resume',
      },
      // No page has this path, so a browser never brings the session back: who comes again signs in again.
      long: { path: '/no-session', httpOnly: true, sameSite: 'lax' },
    },
    expiresWithSession: () => false,
    pkce: { required: () => true },
    ttl,
    features,
    renderError: (ctx, { error }) => {
      ctx.type = 'html';
      ctx.body = failedPage(error);
    },
  };
}

/** Who people are to the client: Entra's claims and the subject. */
function identity(options: SignInOptions): Configuration {
  return {
    scopes: ['openid', 'profile', ...options.graphScopes.map((s) => `${options.graphName}/${s}`)],
    // A claim with null belongs to no scope: it is given when it is asked for by name.
    claims: {
      acrs: null,
      openid: ['sub', 'oid', 'tid', 'amr', 'auth_time'],
      profile: ['name', 'preferred_username'],
    },
    subjectTypes: ['pairwise'],
    // As in Entra, the subject is another text for each application, and not the object id.
    pairwiseIdentifier: (_ctx, id, client) =>
      createHash('sha256').update(`${client.clientId} ${id}`).digest('base64url'),
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: (_use, _scope, asked) => claimsOf(options, id, asked['acrs']),
    }),
  };
}

function clientOf({ clientId, clientSecret, redirectUri }: SignInOptions) {
  return {
    client_id: clientId,
    redirect_uris: [redirectUri],
    subject_type: 'pairwise',
    ...(clientSecret === undefined
      ? { token_endpoint_auth_method: 'none' as const }
      : {
          client_secret: clientSecret,
          token_endpoint_auth_method: 'client_secret_post' as const,
        }),
  } as const;
}

/** What the ID token says of a person. An ID token is made after the second factor only. */
function claimsOf({ people, tenantOf }: SignInOptions, id: string, acrs: unknown) {
  const person = people.find((each) => each.id === id);
  return {
    sub: id,
    oid: id,
    tid: tenantOf(id),
    name: accountOf(people, id)?.name,
    preferred_username: person?.userPrincipalName,
    acrs: valuesOf(acrs),
  };
}
