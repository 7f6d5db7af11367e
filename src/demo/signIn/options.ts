import type { TenantPerson } from '../tenant/person';

/** What a simulated sign-in service is given. */
export interface SignInOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** Whom its page offers to sign in as. */
  readonly people: readonly TenantPerson[];
  /** The tenant that somebody belongs to, as `tid` in their ID token. */
  readonly tenantOf: (personId: string) => string;
  /** The one client it knows. */
  readonly clientId: string;
  /** Absent: the client is a public one. */
  readonly clientSecret?: string | undefined;
  /** Where browsers are sent back to, letter for letter. */
  readonly redirectUri: string;
  /** Graph's name in scopes, such as `https://graph.microsoft.com`. */
  readonly graphName: string;
  /** The permissions that its tokens for Graph can have, such as `UserAuthenticationMethod.ReadWrite`. */
  readonly graphScopes: readonly string[];
  /** When people sign in, for `auth_time` and the age of an MFA. Codes and tokens live by the machine's clock. */
  readonly now: () => Date;
  /** Told of what nobody expected. */
  readonly onFault: (error: unknown) => void;
}
