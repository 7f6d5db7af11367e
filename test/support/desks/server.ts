import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body's bytes, and the same as JSON. */
  readonly raw: Buffer;
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface DeskServer {
  readonly url: string;
  readonly asked: readonly Asked[];
}

/** A server on loopback for one test; gone after it. */
export function deskServers(): (handle: (asked: Asked) => Answer) => Promise<DeskServer> {
  const running: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of running.splice(0)) await close();
  });
  return async (handle) => {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const raw = Buffer.concat(parts);
        const url = new URL(request.url ?? '/', 'http://desk');
        const { method = '', headers } = request;
        const body: unknown = raw.length > 0 ? JSON.parse(raw.toString()) : undefined;
        asked.push({ method, path: url.pathname, query: url.searchParams, headers, raw, body });
        const answer = handle(asked.at(-1)!);
        response.writeHead(answer.status, {
          'content-type': 'application/json',
          ...answer.headers,
        });
        response.end(answer.body === undefined ? '' : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    running.push(
      () =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        }),
    );
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  };
}

export const unauthorised: Answer = { status: 401, body: { message: 'Couldn’t authenticate you' } };
export const nothing: Answer = { status: 404, body: { message: 'not found' } };

/** What HTTP Basic says. */
export function basicIn({ headers }: Asked): string {
  const [, encoded = ''] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  return Buffer.from(encoded, 'base64').toString();
}

/** Whatever follows a path, or undefined. */
export function after(path: string, start: string): string | undefined {
  return path.startsWith(start) ? decodeURIComponent(path.slice(start.length)) : undefined;
}
