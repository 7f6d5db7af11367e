import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, type Refused, refused } from './answer';

/** The largest request body taken, in bytes. */
export const bodyLimit = 256 * 1024;

/** The two names one request is found again by; a client that sends none gets its own request's. */
export interface RequestIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

/** The ids of one request: ours is new, the client's is echoed when it is printable and short. */
export function requestIds(request: IncomingMessage, newId: () => string): RequestIds {
  const requestId = newId();
  const sent = request.headers['client-request-id'];
  const echoed = typeof sent === 'string' && /^[\x21-\x7e]{1,128}$/.test(sent);
  return { requestId, clientRequestId: echoed ? sent : requestId };
}

/**
 * The JSON somebody sent with POST or PATCH: undefined when the body is empty, 400 when it is not JSON or
 * does not say that it is, 413 above the limit. What is too large is read to its end and dropped, so that
 * the client gets to hear the answer.
 */
export async function bodyOf(
  request: IncomingMessage,
): Promise<{ kind: 'read'; body: unknown } | Refused> {
  if (request.method !== 'POST' && request.method !== 'PATCH')
    return { kind: 'read', body: undefined };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  if (size > bodyLimit) {
    return refused(
      413,
      'RequestEntityTooLarge',
      `The request body is larger than ${bodyLimit} bytes.`,
    );
  }
  if (size === 0) return { kind: 'read', body: undefined };
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    return refused(400, 'BadRequest', 'Entity only allows writes with a JSON Content-Type header.');
  }
  return parsed(Buffer.concat(chunks).toString('utf8'));
}

function parsed(text: string): { kind: 'read'; body: unknown } | Refused {
  try {
    return { kind: 'read', body: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const why =
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.';
    return refused(400, 'BadRequest', why);
  }
}

/** Writes an answer as Graph does: its headers on everything, its error shape on every refusal. */
export function send(response: ServerResponse, answer: Answer, ids: RequestIds, now: Date): void {
  response.statusCode = answer.status;
  response.setHeader('request-id', ids.requestId);
  response.setHeader('client-request-id', ids.clientRequestId);
  response.setHeader('cache-control', 'no-cache');
  if (answer.kind === 'refused') {
    response.setHeaders(new Map(Object.entries(answer.headers)));
    sendJson(response, errorBody(answer, ids, now), 'application/json');
  } else if (answer.body) {
    response.setHeader('odata-version', '4.0');
    sendJson(response, answer.body, 'application/json;odata.metadata=minimal;charset=utf-8');
  } else {
    response.end();
  }
}

function sendJson(response: ServerResponse, body: object, type: string): void {
  response.setHeader('content-type', type);
  response.end(JSON.stringify(body));
}

/** The shape every error of Graph has; `date` is UTC without saying so. */
function errorBody({ code, message }: Refused, ids: RequestIds, now: Date): object {
  const innerError = {
    date: now.toISOString().slice(0, 19),
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
  };
  return { error: { code, message, innerError } };
}
