import { type Answer, refused } from './answer';

/** Whose token a request carries: an application's, which may do everything, or a person's own. */
export type Bearer =
  | { readonly kind: 'application' }
  | { readonly kind: 'person'; readonly id: string; readonly ngcmfa: boolean };

/**
 * Why a person's own token does not do for a request, or undefined when it does. As documented: only their own account;
 * reading, removing and the default, but no adding or changing of phones and addresses; and any write only after a fresh
 * MFA (Graph, authentication methods overview, 2026).
 */
export function barred(
  bearer: Bearer,
  verb: string,
  path: string,
  user: string | undefined,
): Answer | undefined {
  if (bearer.kind === 'application') return undefined;
  if (user?.toLowerCase() !== bearer.id)
    return forbidden('Only the own account can be reached with this token.');
  if (verb === 'GET') return undefined;
  const isOwnToDo = verb === 'DELETE' || path.endsWith('/signInPreferences');
  if (!isOwnToDo) return forbidden("Self-service operations aren't supported.");
  return bearer.ngcmfa ? undefined : forbidden('A fresh multi-factor authentication is required.');
}

function forbidden(why: string): Answer {
  return refused(403, 'accessDenied', why);
}
