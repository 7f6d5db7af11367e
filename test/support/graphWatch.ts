import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that Graph saw. */
export interface Seen {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
}

/**
 * What happens to a request: an answer in place of the tenant's, the line cut before the tenant sees it or after it did
 * as it was told, no answer at all, or a message to hand over in full. `hold` never answers.
 */
export type Fault =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** The body; an error of Graph's form unless given. */
      readonly body?: string;
    }
  | 'cut-before'
  | 'cut-after'
  | 'hold-before'
  | 'hold-after';

/** A Graph server in front of the simulated tenant: it keeps what went by, and does harm where it is told to. */
export function graphWatch() {
  const seen: Seen[] = [];
  const harm: { at: (request: Seen, number: number) => Fault | undefined } = {
    at: () => undefined,
  };
  const held: (() => void)[] = [];
  let tenant = '';
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const one = await seenOf(request);
    seen.push(one);
    const fault = harm.at(one, seen.length);
    if (typeof fault === 'object') return refuse(response, fault);
    if (fault === 'cut-before') return void request.socket.destroy();
    if (fault === 'hold-before') return void held.forEach((tell) => tell());
    const answer = await fetch(tenant + (request.url ?? ''), {
      method: one.method,
      headers: { authorization: one.authorization, 'content-type': 'application/json' },
      ...(one.body ? { body: one.body } : {}),
    });
    const body = await answer.text();
    if (fault === 'cut-after') return void request.socket.destroy();
    if (fault === 'hold-after') return void held.forEach((tell) => tell());
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(body);
  }
  return {
    seen,
    /** The requests that change something. `checkMemberGroups` only asks. */
    writes: () => seen.filter(isWrite),
    harm,
    /** Resolves when the next request is held. */
    holding: () => new Promise<void>((tell) => held.push(tell)),
    forget: () => void seen.splice(0),
    /** Begins to listen in front of a tenant; gives its address. */
    inFrontOf: async (tenantUrl: string): Promise<string> => {
      tenant = tenantUrl;
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

export type GraphWatch = ReturnType<typeof graphWatch>;

export function isWrite({ method, path }: Seen): boolean {
  return method !== 'GET' && !path.endsWith('/checkMemberGroups');
}

async function seenOf(request: IncomingMessage): Promise<Seen> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return {
    method: request.method ?? '',
    path: decodeURIComponent(request.url ?? ''),
    authorization: request.headers.authorization ?? '',
    body: Buffer.concat(parts).toString(),
  };
}

function refuse(response: ServerResponse, fault: Exclude<Fault, string>): void {
  response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
  const error = { code: 'injected', message: 'The test says no.' };
  response.end(fault.body ?? JSON.stringify({ error }));
}
