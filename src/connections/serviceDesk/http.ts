import type { z } from 'zod';
import { OutboundRefused } from '../guardedFetch';
import { DeskRefused, DeskUnanswered, type DeskRefusal } from '../../escalation/desks/serviceDesk';

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** `headers` by lower-case name. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/**
 * Makes one request, follows no redirect, and gives back any answer.
 * @throws Error with `sent: 'no' | 'maybe'` where there was none: whether the request may have reached the desk.
 */
export type Request = (request: HttpRequest) => Promise<HttpResponse>;

/** A desk's web interface: where it is, how we show who we are, and what it is called in messages. */
export interface Api {
  readonly desk: string;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: Request;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Below the base, encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeoutMs = 10_000;

/**
 * Asks the desk and gives its answer where it is a good one (2xx).
 * @throws DeskRefused, DeskUnanswered
 */
export async function ask(api: Api, call: Call): Promise<HttpResponse> {
  return good(api, call, await send(api, call));
}

/** An answer, where it is a good one. @throws DeskRefused, DeskUnanswered */
export function good(api: Api, call: Call, answer: HttpResponse): HttpResponse {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw failure(api.desk, answer, call.method !== 'GET');
}

/** The same for a question about one thing; undefined where there is no such thing. */
export async function askIfAny(api: Api, call: Call): Promise<HttpResponse | undefined> {
  try {
    return await ask(api, call);
  } catch (error) {
    if (error instanceof DeskRefused && error.reason === 'not-found') return undefined;
    throw error;
  }
}

/**
 * Reads a good answer. One that is not what it should be (a page, half a JSON, nothing) leaves a write unclear.
 * @throws DeskUnanswered
 */
export function read<T extends z.ZodTypeAny>(
  api: Api,
  { status, text }: HttpResponse,
  schema: T,
  wrote: 'wrote' | 'read',
): z.infer<T> {
  const found = schema.safeParse(jsonOf(text));
  if (found.success) return found.data as z.infer<T>;
  throw new DeskUnanswered(
    api.desk,
    wrote === 'wrote' ? 'maybe' : 'no',
    `it answered ${status} with something that is not its usual answer`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Asks the desk and gives any answer. @throws DeskUnanswered where there was none. */
export async function send(api: Api, call: Call): Promise<HttpResponse> {
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : '';
  const hasBody = call.body !== undefined;
  try {
    return await api.request({
      url: `${api.base}${call.path}${query}`,
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
        ...api.headers,
        ...call.headers,
      },
      ...(hasBody ? { body: JSON.stringify(call.body) } : {}),
      timeoutMs,
    });
  } catch (error) {
    if (error instanceof OutboundRefused)
      throw new DeskRefused(
        api.desk,
        'not-as-configured',
        `its address is none that the bot may talk to (${error.reason}). Check url.`,
      );
    const sent = sentIn(error);
    if (!sent) throw error;
    const maybe = sent === 'maybe' && call.method !== 'GET';
    throw new DeskUnanswered(
      api.desk,
      maybe ? 'maybe' : 'no',
      'it was not reached or did not answer',
    );
  }
}

/** Whether an error is one of the request function's own, and what it says of the request. */
function sentIn(error: unknown): 'no' | 'maybe' | undefined {
  const sent = error instanceof Error && 'sent' in error ? error.sent : undefined;
  return sent === 'no' || sent === 'maybe' ? sent : undefined;
}

const steps: Readonly<Record<number, [DeskRefusal, string]>> = {
  401: [
    'credentials',
    'it does not accept the credentials (401). Check the secret, and the user where there is one.',
  ],
  403: [
    'no-right',
    'the bot’s user has no right to do that there (403). Give it the right, and check the queue, project or table.',
  ],
  404: [
    'not-found',
    'there is no such thing there (404). Check url, and the queue, project or table.',
  ],
};

/** What an answer that is no good one means. What the desk wrote is left out: it may repeat what we sent. */
function failure(desk: string, answer: HttpResponse, writes: boolean): Error {
  const { status, headers } = answer;
  const wait = retryAfterMs(headers['retry-after'], headers['date']);
  if (status === 429) return new DeskUnanswered(desk, 'no', 'it is busy (429)', wait);
  if (status >= 500 || status === 408)
    return new DeskUnanswered(desk, writes ? 'maybe' : 'no', `it answered ${status}`, wait);
  if (status >= 300 && status < 400)
    return new DeskRefused(
      desk,
      'redirected',
      `it sends to another address (${status}), which is not followed. Put the final address into url.`,
    );
  const [reason, step] = steps[status] ?? [
    'rejected' as const,
    `it does not take what was sent (${status}). Check which fields it needs, and the names in desks.yaml.`,
  ];
  return new DeskRefused(desk, reason, step);
}

const longestPauseMs = 60 * 60_000;

/** `Retry-After` in milliseconds: seconds, fractions of them, or a date, which is read against the answer's own date. */
export function retryAfterMs(
  told: string | undefined,
  date: string | undefined,
): number | undefined {
  if (!told) return undefined;
  const seconds = Number(told);
  const until = Number.isNaN(seconds) ? Date.parse(told) - Date.parse(date ?? '') : seconds * 1000;
  return Number.isNaN(until) ? undefined : Math.min(longestPauseMs, Math.max(0, Math.ceil(until)));
}

/** A part of a path: whatever it holds, it stays one part. */
export function part(text: string): string {
  return encodeURIComponent(text).replace(/^\.+$/, (dots) => dots.replace(/\./g, '%2E'));
}

/** HTTP Basic, with the name and the secret in UTF-8. */
export function basic(user: string, secret: string): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

/** The instant that a desk names, in milliseconds since 1970; nothing where it names none. */
export function updatedAt(text: string | null | undefined): { updatedAt?: number } {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? {} : { updatedAt: at };
}
