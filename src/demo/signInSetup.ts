import type { Logger } from 'pino';
import type { SignInSetup } from '../assembly/changing';
import { signIn, scopeOf } from '../connections/entra/signIn';
import { graphClient } from '../connections/graph/client';
import { signedInPath } from '../connections/web/signedInPage';
import { demonstrationTenant } from './playground/config';
import { startSignIn, type SignInService } from './signIn/server';
import type { TenantPerson } from './tenant/person';

const clientId = '00000000-0000-4000-8000-0000000000c1';
/** The authentication context of the simulated tenant. */
const authContext = 'c1';
const graphName = 'https://graph.microsoft.com';

export interface SignInOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** The bot's own pages. */
  readonly botUrl: string;
  readonly people: readonly TenantPerson[];
  readonly log: Logger;
}

/** The simulated sign-in, and how the bot uses it once the directory's address is known. */
export interface SimulatedSignIn {
  readonly service: SignInService;
  /** @param bearer what the directory takes for the token of a sign-in. */
  readonly setup: (graphUrl: string, bearer: (accessToken: string) => string) => SignInSetup;
}

/** Starts the sign-in of the demonstration: a real OpenID provider, on this machine only. */
export async function simulateSignIn(options: SignInOptions): Promise<SimulatedSignIn> {
  const redirectUri = `${options.botUrl}${signedInPath}`;
  // Whoever talks to the demonstration says themselves which tenant they are of; the provider believes it.
  const tenants = new Map<string, string>();
  const service = await startSignIn({
    port: options.port,
    people: options.people,
    tenantOf: (id) => tenants.get(id.toLowerCase()) ?? demonstrationTenant,
    clientId,
    redirectUri,
    graphName,
    graphScopes: ['UserAuthenticationMethod.ReadWrite', 'UserAuthMethod-TAP.ReadWrite.All'],
    now: () => new Date(),
    onFault: (error) => options.log.error({ err: error }, 'the simulated sign-in failed'),
  });
  const client = signIn({
    issuer: service.issuer,
    clientId,
    redirectUri,
    allowInsecureLoopback: true,
  });
  return {
    service,
    setup: (graphUrl, bearer) => ({
      client,
      authContext,
      loginHintOf: (person) => {
        tenants.set(person.id.toLowerCase(), person.tenantId);
        return Promise.resolve(person.id);
      },
      scopeOf: (route) => scopeOf(route, graphName),
      delegated: (accessToken) => graphClient(graphUrl, () => Promise.resolve(bearer(accessToken))),
    }),
  };
}
