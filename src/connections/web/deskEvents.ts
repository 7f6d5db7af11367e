import type { Request, Response, Server } from 'restify';
import { readBytes } from './body';
import { visitorOf } from './visitor';

/** What a service desk's event is answered. */
export type DeskEventStatus = 204 | 401 | 413;

/**
 * Takes an event for one of the desks. One for a desk that there is not is answered as one that is not signed.
 * @param desk the desk's name in the address.
 * @param headers by lower-case name; of one that comes several times, the first.
 * @param body the bytes as they came: the signature is over these.
 */
export type TakeDeskEvent = (
  desk: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer,
) => Promise<{ readonly status: DeskEventStatus }>;

export interface DeskEventOptions {
  /** Whether one more event from this address is taken now. */
  readonly admit: (from: string) => boolean;
  /** How many trusted proxies stand in front of the bot. */
  readonly proxies: number;
  /** Keeps the cause for the log. The desk is asked to send the event again. */
  readonly onFault: (error: unknown) => void;
}

/** More than any desk's event has. */
const largestEvent = 256 * 1024;

/** Serves `POST /desk-events/<desk>`: a status and nothing else, whatever came. */
export function serveDeskEvents(
  server: Server,
  take: TakeDeskEvent,
  options: DeskEventOptions,
): void {
  server.post('/desk-events/:desk', async (request: Request, response: Response) => {
    response.writeHead(await statusOf(request, take, options), { 'Cache-Control': 'no-store' });
    response.end();
  });
}

async function statusOf(
  request: Request,
  take: TakeDeskEvent,
  { admit, proxies, onFault }: DeskEventOptions,
): Promise<number> {
  if (!admit(visitorOf(request, proxies))) return 429;
  const body = await readBytes(request, largestEvent);
  if (!body) return 413;
  const { desk = '' } = request.params as { desk?: string };
  try {
    return (await take(desk, headersOf(request), body)).status;
  } catch (error) {
    onFault(error);
    return 503;
  }
}

function headersOf(request: Request): Record<string, string | undefined> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(entries.map(([name, v]) => [name, Array.isArray(v) ? v[0] : v]));
}
