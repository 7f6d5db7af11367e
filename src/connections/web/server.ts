import { ServerResponse } from 'node:http';
import type { Activity } from 'botbuilder';
import restify, { type Request, type Response, type Server } from 'restify';
import { jsonOf, readBody } from './body';
import { serveDeskEvents, type DeskEventOptions, type TakeDeskEvent } from './deskEvents';
import { malformed, refusalOf, refusals, type DoorRules, type RefusalReason } from './door';
import type { Admit } from './limits';
import { servePage, type Page, type PageOptions } from './pages';

export interface WebOptions {
  readonly port: number;
  readonly host: string;
  readonly door: DoorRules;
  /** Says whether a token proves that Teams sent this activity; undefined lets everything in (the demonstration's own). */
  readonly verify: ((activity: Activity, authorization: string) => Promise<boolean>) | undefined;
  readonly admit: Admit;
  /** Takes an activity over: authenticates, runs the bot, answers. */
  readonly onActivity: (request: Request, response: Response) => Promise<void>;
  readonly health: () => Promise<Record<string, unknown>>;
  /** Only requests that come from and name this machine are served. */
  readonly loopbackOnly: boolean;
  readonly pages: readonly Page[];
  readonly pageOptions: PageOptions;
  /** Takes what service desks send; absent where none sends anything. */
  readonly deskEvents?: (DeskEventOptions & { readonly take: TakeDeskEvent }) | undefined;
  readonly onRefusal: (reason: RefusalReason) => Promise<void>;
}

export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Everything that is served on the one port. @throws when the port cannot be had. */
export async function startWeb(options: WebOptions): Promise<WebServer> {
  const server = restify.createServer({ name: 'mfa-help-bot', handleUncaughtExceptions: false });
  keepChaining();
  server.pre((request: Request, response: Response, next: (go?: boolean) => void) => {
    if (!options.loopbackOnly || isLocal(request)) return next();
    response.send(403, { error: 'only this machine is served' });
    return next(false);
  });
  server.get('/health', async (_request: Request, response: Response) => {
    response.send(200, { status: 'up', ...(await options.health()) });
  });
  server.post('/api/messages', async (request: Request, response: Response) => {
    await onPost(request, response, options);
  });
  for (const page of options.pages) servePage(server, page, options.pageOptions);
  if (options.deskEvents) serveDeskEvents(server, options.deskEvents.take, options.deskEvents);
  await listen(server, options);
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.server.closeAllConnections();
      }),
  };
}

const notRead = {
  400: 'cannot-be-unpacked',
  413: 'too-large',
  415: 'unknown-encoding',
} as const;

async function onPost(request: Request, response: Response, options: WebOptions): Promise<void> {
  const refuse = async (status: number, reason: RefusalReason) => {
    await options.onRefusal(reason);
    response.send(status, { error: refusals[reason] });
  };
  const body = await readBody(request);
  if (!request.is('application/json')) return refuse(415, 'not-json');
  if ('status' in body) return refuse(body.status, notRead[body.status]);
  request.body = jsonOf(body.text);
  const authorization = request.headers.authorization ?? '';
  // Who brings no good token learns nothing of what else would be refused.
  if (options.verify && !authorization) return refuse(401, 'not-authorised');
  const wrong = malformed(request.body);
  if (wrong) return refuse(400, wrong);
  const activity = request.body as Activity;
  if (options.verify && !(await options.verify(activity, authorization)))
    return refuse(401, 'not-authorised');
  const refusal = refusalOf(activity, options.door, tenantHeaderOf(request));
  if (refusal) return refuse(403, refusal);
  const person = activity.from.aadObjectId ?? activity.from.id;
  if (!options.admit(activity.conversation.tenantId ?? '', person)) return refuse(429, 'too-many');
  return options.onActivity(request, response);
}

/** Empty where Teams could not tell. A header that came twice is one with both in it, and agrees with nothing. */
function tenantHeaderOf({ headers }: Request): string {
  return String(headers['x-ms-tenant-id'] ?? '');
}

type WriteHead = (...args: unknown[]) => ServerResponse;
const mended = new WeakSet<WriteHead>();

/**
 * Restify replaces `writeHead` for every server of the process by one that returns nothing, and what chains on it
 * elsewhere fails (restify 12, lib/response.js).
 */
function keepChaining(): void {
  const prototype = ServerResponse.prototype as unknown as { writeHead: WriteHead };
  const { writeHead } = prototype;
  if (mended.has(writeHead)) return;
  prototype.writeHead = function (this: ServerResponse, ...args: unknown[]) {
    Reflect.apply(writeHead, this, args);
    return this;
  };
  mended.add(prototype.writeHead);
}

/** From this machine and by one of its names: a page of another site cannot reach it through the visitor's browser. */
function isLocal(request: Request): boolean {
  const from = request.socket.remoteAddress ?? '';
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return (
    ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(from) &&
    ['localhost', '127.0.0.1', '[::1]'].includes(host)
  );
}

function listen(server: Server, { port, host }: WebOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}
