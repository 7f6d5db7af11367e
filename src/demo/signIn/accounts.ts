import { findPerson, type TenantPerson } from '../tenant/person';

/** Who can sign in: by object id, with the name that the pages and the ID token show. */
export interface Account {
  readonly id: string;
  readonly name: string;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The account that an object id or a principal name means. Any GUID is somebody, since the bot may ask another
 * directory than the simulated one.
 */
export function accountOf(
  people: readonly TenantPerson[],
  idOrPrincipalName: string,
): Account | undefined {
  const person = findPerson(people, idOrPrincipalName);
  if (person) return { id: person.id, name: person.displayName };
  if (!guid.test(idOrPrincipalName)) return undefined;
  const id = idOrPrincipalName.toLowerCase();
  return { id, name: `Somebody (${id.slice(0, 8)})` };
}

/** The `claims` parameter of an authorization request, as far as it can be read; `{}` where it cannot. */
export function claimsAsked(parameter: unknown): Record<string, unknown> {
  if (typeof parameter !== 'string') return {};
  try {
    const read: unknown = JSON.parse(parameter);
    return isObject(read) ? read : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Whether the request wants a token that may change sign-in methods (Graph, authentication methods overview, 2026). */
export function asksForNgcmfa(claims: Readonly<Record<string, unknown>>): boolean {
  const { access_token: asked } = claims;
  return isObject(asked) && valuesOf(asked['amr']).includes('ngcmfa');
}

/** The values that one claim is asked to have: OpenID Connect's `value` and `values` together. */
export function valuesOf(request: unknown): string[] {
  if (!isObject(request)) return [];
  const { value, values } = request;
  return [value, ...(Array.isArray(values) ? (values as unknown[]) : [])].filter(
    (each): each is string => typeof each === 'string',
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
