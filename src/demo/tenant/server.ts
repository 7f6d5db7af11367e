import { once } from 'node:events';
import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, refused } from './answer';
import { bodyOf, requestIds, send } from './exchange';
import { barred, type Bearer, type Own } from './bearer';
import type { TenantPerson } from './person';
import { routeFor } from './router';
import { type Store, openStore } from './store';

/** How long Graph gives a request to the authentication methods, in milliseconds. */
const requestTimeout = 60_000;

/** How long requests under way may take after `close`, in milliseconds. */
const grace = 1_000;

const loopback = ['127.0.0.1', '::1', 'localhost'];

/** What a tenant is given; time and new ids come from outside so that a test can say them. */
export interface TenantOptions {
  /** 0 for any free port. */
  readonly port: number;
  /** A loopback name or address: these people are not real, and nobody else should ask about them. */
  readonly host: string;
  /** Who is in the tenant, with the methods and preferences they begin with. */
  readonly people: readonly TenantPerson[];
  /** The JSON file that keeps methods, preferences and sent mail over restarts; made at the first write. */
  readonly file: string;
  readonly now: () => Date;
  /** A new GUID at every call. */
  readonly newId: () => string;
  /** The bearer word of the bot itself. */
  readonly token: string;
  /** Whose a person's own token is; undefined for one that is not known. */
  readonly personOf?: (token: string) => Promise<Omit<Own, 'kind'> | undefined>;
}

/** A tenant that listens. */
export interface Tenant {
  /** The origin, without a slash at its end: what the bot takes for Graph's address. */
  readonly url: string;
  /** Stops listening, lets requests under way finish, and returns when the file holds their changes. */
  close(): Promise<void>;
}

/**
 * A simulated Microsoft 365 tenant: the part of Microsoft Graph the bot calls, over HTTP on this machine.
 * Paths, shapes and rules follow the Graph v1.0 and beta reference (authentication methods API).
 * Rejects when the host is not loopback, the port is taken, or the file holds something else.
 */
export async function startTenant(options: TenantOptions): Promise<Tenant> {
  if (!loopback.includes(options.host)) {
    throw new RangeError(`The simulated tenant listens on loopback only, not on ${options.host}`);
  }
  const store = await openStore(options.file, options.people);
  const server = createServer((request, response) => {
    const ids = requestIds(request, options.newId);
    void answerTo(request, options, store)
      .catch(fault)
      .then((answer) => send(response, answer, ids, options.now()));
  });
  server.requestTimeout = requestTimeout;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: urlOf(options.host, port), close: () => close(server, store) };
}

async function answerTo(
  request: IncomingMessage,
  options: TenantOptions,
  store: Store,
): Promise<Answer> {
  const { host, now, newId } = options;
  const { authorization } = request.headers;
  const bearer = await bearerOf(authorization, options);
  if (!bearer) return unauthorized(authorization);
  const route = routeFor(request.method ?? '', request.url ?? '');
  if (route.kind === 'refused') return route;
  const asked = { verb: request.method ?? '', path: request.url ?? '', user: route.parts['user'] };
  const read = await bodyOf(request);
  if (read.kind === 'refused') return read;
  const { parts, query, version, handle } = route;
  const url = urlOf(host, request.socket.localPort);
  const told = { parts, query, body: read.body, root: `${url}/${version}`, now, newId };
  return store.answer(({ people }) => barred(bearer, asked, people) ?? handle({ ...told, people }));
}

async function bearerOf(
  authorization: string | undefined,
  { token, personOf }: TenantOptions,
): Promise<Bearer | undefined> {
  if (authorization === `Bearer ${token}`) return { kind: 'application' };
  const [, own] = /^Bearer (.+)$/.exec(authorization ?? '') ?? [];
  const person = own && (await personOf?.(own));
  return person ? { kind: 'person', ...person } : undefined;
}

function unauthorized(authorization: string | undefined): Answer {
  const why = authorization ? 'Access token validation failure.' : 'Access token is empty.';
  return refused(401, 'InvalidAuthenticationToken', why, { 'www-authenticate': 'Bearer realm=""' });
}

/** The cause goes to whoever asked: this server is theirs, on their machine, and keeps no log. */
function fault(cause: unknown): Answer {
  return refused(500, 'generalException', `The simulated tenant failed: ${String(cause)}`);
}

function urlOf(host: string, port: number | undefined): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function close(server: Server, store: Store): Promise<void> {
  const overdue = setTimeout(() => server.closeAllConnections(), grace);
  await new Promise((closed) => server.close(closed));
  clearTimeout(overdue);
  await store.settled();
}
