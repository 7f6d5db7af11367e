import { type Refused, refused } from './answer';
import type { Handler } from './handler';
import { type Route, routes } from './routes';

/** A request that has somewhere to go; `parts` are the pieces of the path in braces. */
export interface Found {
  readonly kind: 'found';
  readonly version: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly handle: Handler;
}

/**
 * Where a request goes: letter by letter, as the reference writes the paths. 400 for a path or a query
 * option that is not there, 405 for a verb the path does not have.
 *
 * @param target path and query as they came in, such as `/v1.0/users/…?$select=id`
 */
export function routeFor(verb: string, target: string): Found | Refused {
  const [path = '', search = ''] = target.split(/\?(.*)/s);
  const segments = segmentsOf(path);
  if (!segments) return refused(400, 'BadRequest', 'The path cannot be decoded.');
  const route = routes.find((each) => leadsTo(each, segments, segments.length));
  if (!route) return nowhere(segments);
  const handle = Object.hasOwn(route.verbs, verb) ? route.verbs[verb] : undefined;
  if (!handle) return wrongVerb(route);
  const query = new URLSearchParams(search);
  const stray = [...query.keys()].find((name) => !route.takes?.includes(name));
  if (stray !== undefined) {
    return refused(400, 'BadRequest', `The query option '${stray}' is not allowed here.`);
  }
  const [version = ''] = segments;
  return { kind: 'found', version, parts: partsOf(route, segments), query, handle };
}

/** The pieces of a path, each decoded on its own; undefined when an escape is broken. */
function segmentsOf(path: string): string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Whether the route is this path, and this long. */
function leadsTo(route: Route, segments: readonly string[], length: number): boolean {
  return wordsOf(route).length === length && goesThrough(route, segments);
}

/** Whether the route begins like this. */
function goesThrough(route: Route, segments: readonly string[]): boolean {
  const words = wordsOf(route);
  return segments.every((segment, at) => {
    const word = words[at];
    return word !== undefined && (isPart(word) ? segment !== '' : word === segment);
  });
}

function partsOf(route: Route, segments: readonly string[]): Record<string, string> {
  const named = wordsOf(route).map((word, at) => [word, segments[at] ?? ''] as const);
  return Object.fromEntries(
    named.filter(([word]) => isPart(word)).map(([word, value]) => [word.slice(1, -1), value]),
  );
}

function wordsOf(route: Route): string[] {
  return route.path.split('/').slice(1);
}

function isPart(word: string): boolean {
  return word.startsWith('{');
}

/** Graph names the first piece of the path it does not know. */
function nowhere(segments: readonly string[]): Refused {
  const at = segments.findIndex(
    (_, index) => !routes.some((route) => goesThrough(route, segments.slice(0, index + 1))),
  );
  const unknown = at < 0 ? segments.at(-1) : segments[at];
  return refused(400, 'BadRequest', `Resource not found for the segment '${unknown}'.`);
}

function wrongVerb(route: Route): Refused {
  const allow = Object.keys(route.verbs).join(', ');
  const why = 'Specified HTTP method is not allowed for the request target.';
  return refused(405, 'BadRequest', why, { allow });
}
