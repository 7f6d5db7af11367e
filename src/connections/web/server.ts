import type { Activity } from 'botbuilder';
import restify, { type Request, type Response, type Server } from 'restify';
import { jsonOf, readBody } from './body';
import { serveDeskEvents, type DeskEventOptions, type TakeDeskEvent } from './deskEvents';
import { refusalOf, type DoorRules } from './door';
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
  readonly onRefusal: (reason: string) => void;
}

export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Everything that is served on the one port. @throws when the port cannot be had. */
export async function startWeb(options: WebOptions): Promise<WebServer> {
  const server = restify.createServer({ name: 'mfa-help-bot', handleUncaughtExceptions: false });
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
  400: 'the body cannot be unpacked',
  413: 'the body is too large',
  415: 'the body is packed in a way that is not known',
};

async function onPost(request: Request, response: Response, options: WebOptions): Promise<void> {
  const refuse = (status: number, reason: string) => {
    options.onRefusal(reason);
    response.send(status, { error: reason });
  };
  const body = await readBody(request);
  if (!request.is('application/json')) return refuse(415, 'send JSON');
  if ('status' in body) return refuse(body.status, notRead[body.status]);
  request.body = jsonOf(body.text);
  const refusal = refusalOf(request.body, options.door);
  const authorization = request.headers.authorization ?? '';
  // Who brings no token learns nothing of what else would be refused.
  if (options.verify && !authorization) return refuse(401, 'not authorised');
  if (refusal) return refuse(refusal.status, refusal.reason);
  const activity = request.body as Activity;
  if (options.verify && !(await options.verify(activity, authorization)))
    return refuse(401, 'not authorised');
  const person = activity.from.aadObjectId ?? activity.from.id;
  if (!options.admit(activity.conversation.tenantId ?? '', person))
    return refuse(429, 'too many activities in a minute');
  return options.onActivity(request, response);
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
