import type { Client } from '@microsoft/microsoft-graph-client';
import { scopeOf, signIn } from '../connections/entra/signIn';
import { graphClient } from '../connections/graph/client';
import { graphReader } from '../connections/graph/directory';
import { signedInPath } from '../connections/web/confirmPages';
import { signInCredential, type ChangeValues } from '../organisation/changeSettings';
import type { SignInSetup } from './changing';

/** Entra's endpoint for one tenant. National clouds have their own (learn.microsoft.com, "National clouds"). */
const issuerOf = (tenantId: string) => `https://login.microsoftonline.com/${tenantId}/v2.0`;

/** The step-up sign-in as the settings describe it; undefined where they describe none. */
export function productionSignIn(
  values: ChangeValues & { readonly TENANT_ID: string },
  graphOrigin: string,
  graph: Client,
): SignInSetup | undefined {
  const { SIGN_IN_CLIENT_ID: clientId, PUBLIC_URL: publicUrl, TENANT_ID: tenantId } = values;
  if (!clientId || !publicUrl) return undefined;
  const reading = graphReader(graph);
  return {
    client: signIn({
      issuer: issuerOf(tenantId),
      clientId,
      credential: signInCredential(values),
      redirectUri: `${publicUrl}${signedInPath}`,
      allowInsecureLoopback: false,
    }),
    authContext: values.AUTH_CONTEXT,
    loginHintOf: async (person) => (await reading.person(person))?.signInName ?? '',
    scopeOf: (route) => scopeOf(route, graphOrigin),
    delegated: (accessToken) => graphClient(graphOrigin, () => Promise.resolve(accessToken)),
  };
}
