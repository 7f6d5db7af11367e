import { randomUUID } from 'node:crypto';
import {
  Client,
  HTTPMessageHandler,
  RetryHandler,
  RetryHandlerOptions,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';

/** Hands over a bearer token for Graph. */
export type TokenSource = () => Promise<string>;

/** A person waits in the chat: what Graph has not answered by then counts as not reached. */
const timeoutMs = 12_000;
const readRetries = 2;
const firstRetrySeconds = 1;
const longestRetrySeconds = 4;

/**
 * A Graph client for one origin. The token goes to exactly that origin, redirects are not followed, reads are
 * tried again when Graph is busy, writes never.
 * @param origin `https://graph.microsoft.com`, a national cloud's, or http on loopback for a simulation.
 */
export function graphClient(origin: string, token: TokenSource): Client {
  const authentication = new Authentication(origin, token);
  const retry = new RetryHandler(
    new RetryHandlerOptions(
      firstRetrySeconds,
      readRetries,
      (_delay, _attempt, _request, options, response) =>
        (options?.method ?? 'GET') === 'GET' && retryAfter(response) <= longestRetrySeconds,
    ),
  );
  authentication.setNext(retry);
  retry.setNext(new HTTPMessageHandler());
  return Client.initWithMiddleware({ baseUrl: `${origin}/`, middleware: authentication });
}

function retryAfter(response: Response): number {
  const told = Number(response.headers.get('retry-after') ?? 0);
  return Number.isNaN(told) ? Infinity : told;
}

/** The client's own handler sends no token to an http address, so that a simulation needs this one. */
class Authentication implements Middleware {
  private readonly origin: string;
  private readonly token: TokenSource;
  private next: Middleware | undefined;

  constructor(origin: string, token: TokenSource) {
    this.origin = origin;
    this.token = token;
  }

  async execute(context: Context): Promise<void> {
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    if (new URL(url).origin !== this.origin)
      throw new Error('a request to another origin than the configured Graph was stopped');
    context.options = {
      ...context.options,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'client-request-id': randomUUID(),
        ...(context.options?.headers as Record<string, string> | undefined),
        Authorization: `Bearer ${await this.token()}`,
      },
    };
    await this.next?.execute(context);
  }

  setNext(next: Middleware): void {
    this.next = next;
  }
}
