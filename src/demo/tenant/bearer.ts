import { type Answer, refused } from './answer';
import { findPerson, type TenantPerson } from './person';

/** Whose token a request carries: an application's, which may do everything, or a person's own. */
export type Bearer =
  | { readonly kind: 'application' }
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly ngcmfa: boolean;
      /** Graph permissions, such as `UserAuthMethod-TAP.ReadWrite.All`. */
      readonly scopes: readonly string[];
    };

/** A person's own. */
export type Own = Extract<Bearer, { kind: 'person' }>;

/** The roles that write other people's methods, by their template ids: the same in every tenant (Entra built-in roles). */
export const authenticationAdministrators = {
  ofMembers: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  ofEverybody: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
} as const;

/** What a request is about. */
export interface Asked {
  readonly verb: string;
  readonly path: string;
  /** Whom the path names. */
  readonly user: string | undefined;
}

/**
 * Why a person's own token does not do for a request, or undefined when it does. As documented: only their own account,
 * where they may read, remove and set the default, but not add or change phones and addresses; passes for others, never
 * for themselves; and any write only after a fresh MFA (Graph, authentication methods overview, 2026; Entra, Temporary
 * Access Pass).
 */
export function barred(
  bearer: Bearer,
  asked: Asked,
  people: readonly TenantPerson[],
): Answer | undefined {
  if (bearer.kind === 'application') return undefined;
  const { verb, path } = asked;
  if (verb === 'POST' && path.endsWith('/temporaryAccessPassMethods'))
    return barredFromPasses(bearer, asked, people);
  return barredFromOwn(bearer, asked);
}

function barredFromOwn(bearer: Own, { verb, path, user }: Asked): Answer | undefined {
  if (!bearer.scopes.includes('UserAuthenticationMethod.ReadWrite'))
    return forbidden('Missing scope permissions on the request.');
  if (user?.toLowerCase() !== bearer.id)
    return forbidden('Only the own account can be reached with this token.');
  if (verb === 'GET') return undefined;
  const isOwnToDo = verb === 'DELETE' || path.endsWith('/signInPreferences');
  if (!isOwnToDo) return forbidden("Self-service operations aren't supported.");
  return bearer.ngcmfa ? undefined : forbidden('A fresh multi-factor authentication is required.');
}

/** Authentication Administrators act on people without a role, privileged ones on everybody, nobody on themselves. */
function barredFromPasses(
  bearer: Own,
  { user = '' }: Asked,
  people: readonly TenantPerson[],
): Answer | undefined {
  const caller = findPerson(people, bearer.id);
  const target = findPerson(people, user);
  const roles = [...(caller?.directoryRoles ?? []), ...(caller?.eligibleRoles ?? [])];
  const holds = (role: string) => roles.some((r) => r.roleTemplateId === role);
  if (!bearer.scopes.includes('UserAuthMethod-TAP.ReadWrite.All'))
    return forbidden('Missing scope permissions on the request.');
  if (!bearer.ngcmfa) return forbidden('A fresh multi-factor authentication is required.');
  if (target !== undefined && target.id === caller?.id)
    return forbidden("Self-service operations aren't supported.");
  if (holds(authenticationAdministrators.ofEverybody)) return undefined;
  const isPlain = target?.directoryRoles.length === 0;
  return holds(authenticationAdministrators.ofMembers) && isPlain
    ? undefined
    : forbidden('Request Authorization failed');
}

function forbidden(why: string): Answer {
  return refused(403, 'accessDenied', why);
}
