import { readFileSync } from 'node:fs';
import type { Seen } from './graphWatch';
import { reference } from './reference';

const id = '[^/?]+';
const user = `/users/${id}`;
const authentication = `${user}/authentication`;
const removed = '(?:phone|email|microsoftAuthenticator|fido2|softwareOath)Methods';

/** The calls that an administrator is told of: Graph sees these and no others. */
const allowed = [
  `GET /v1.0${authentication}/methods`,
  `(?:GET|PATCH) /beta${authentication}/signInPreferences`,
  `POST /v1.0${authentication}/(?:phone|email)Methods`,
  `PATCH /v1.0${authentication}/(?:phone|email)Methods/${id}`,
  `DELETE /v1.0${authentication}/${removed}/${id}`,
  `GET /v1.0${user}\\?\\$select=id,displayName,mail,userPrincipalName,userType,accountEnabled,preferredLanguage,businessPhones`,
  `GET /v1.0${user}/transitiveMemberOf/microsoft\\.graph\\.directoryRole\\?\\$select=id,displayName`,
  `POST /v1.0${user}/checkMemberGroups`,
].map((call) => new RegExp(`^${call}$`));

/** Requests that are on no list, or about anybody else than this person. */
export function strangeCalls(seen: readonly Seen[], personId: string): string[] {
  return seen
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => !allowed.some((a) => a.test(call)) || !call.includes(`/users/${personId}`));
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Microsoft's own description of Graph: v1.0 and beta; undefined where the reference material is not there. */
export function graphDescriptions(): ReadonlyMap<string, Description> | undefined {
  const files = ['v1.0', 'beta'].map((v) => [v, reference(`graph/openapi-${v}.json`)] as const);
  if (!files.every(([, { present }]) => present)) return undefined;
  return new Map(
    files.map(([v, { file }]) => [v, JSON.parse(readFileSync(file, 'utf8')) as Description]),
  );
}

/** Requests that Microsoft's description does not have, by path and method. */
export function undescribed(
  seen: readonly Seen[],
  descriptions: ReadonlyMap<string, Description>,
): string[] {
  return (
    seen
      // Asking for roles and groups is not in the part of the description that is kept.
      .filter(({ path }) => !/transitiveMemberOf|checkMemberGroups/.test(path))
      .filter(({ method, path }) => {
        const [, version = '', rest = ''] = /^\/([^/]+)(\/[^?]*)/.exec(path) ?? [];
        const paths = Object.entries(descriptions.get(version)?.paths ?? {});
        return !paths.some(
          ([template, verbs]) => fits(template, rest) && method.toLowerCase() in verbs,
        );
      })
      .map(({ method, path }) => `${method} ${path}`)
  );
}

function fits(template: string, path: string): boolean {
  const words = template.split('/');
  const segments = path.split('/');
  return (
    words.length === segments.length &&
    words.every((word, i) => word.startsWith('{') || word === segments[i])
  );
}
