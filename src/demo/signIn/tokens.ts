import type { Provider } from './library';
import type { SignInOptions } from './options';

/** How long an MFA counts for changing sign-in methods (Graph, authentication methods overview, 2026). */
const ngcmfaMs = 10 * 60_000;

/** Whose an access token is. */
export interface TokenHolder {
  /** The object id. */
  readonly id: string;
  /** The MFA that changing sign-in methods needs was asked for and passed, within the last ten minutes. */
  readonly ngcmfa: boolean;
  /** The Graph permissions that it carries. */
  readonly scopes: readonly string[];
}

/** Whose an access token for Graph is; undefined when the provider did not make it, it has expired or is not for Graph. */
export async function holderOf(
  provider: Provider,
  { graphName, graphScopes, now }: SignInOptions,
  accessToken: string,
): Promise<TokenHolder | undefined> {
  const token = await provider.AccessToken.find(accessToken);
  const scopes = graphScopes.filter((s) => token?.scopes.has(`${graphName}/${s}`));
  if (!token || scopes.length === 0) return undefined;
  const { amr, authTime } = token.extra ?? {};
  const age = typeof authTime === 'number' ? now().getTime() - authTime * 1000 : Infinity;
  const ngcmfa = Array.isArray(amr) && amr.includes('ngcmfa') && age <= ngcmfaMs;
  return { id: token.accountId, ngcmfa, scopes };
}
