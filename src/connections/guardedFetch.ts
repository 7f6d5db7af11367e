import { lookup } from 'node:dns/promises';
import { request as requestByHttp, type IncomingMessage } from 'node:http';
import { request as requestByHttps } from 'node:https';
import { isIPv4, type LookupFunction } from 'node:net';
import {
  checkUrl,
  isLoopbackName,
  type Allowed,
  type UrlRefusal,
} from '../organisation/outboundUrl';
import { isLoopbackAddress, isPublicAddress } from './publicAddress';

const defaultTimeoutMs = 10_000;
const largestAnswer = 1024 * 1024;

/** How names are resolved and whom TLS trusts, where it is not the machine's own way. */
export interface Network {
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Certificates (PEM) to trust in place of the well-known ones. */
  readonly ca?: string;
}

export interface GuardedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly allow: Allowed;
  /** From the look-up of the name to the last byte of the answer; 10 s. */
  readonly timeoutMs?: number;
  readonly network?: Network;
}

export interface GuardedAnswer {
  readonly status: number;
  /** Names in lower case; a repeated header's values joined by commas. */
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** Nothing was sent, and the same request will never be: the address is not one to talk to. */
export class OutboundRefused extends Error {
  readonly reason: UrlRefusal | 'address-not-public';

  constructor(reason: OutboundRefused['reason']) {
    super(`a request was not sent: ${reason}`);
    this.name = 'OutboundRefused';
    this.reason = reason;
  }
}

/** There is no complete answer. */
export class OutboundUnanswered extends Error {
  /** Whether the other side may have got the request, and so may have done what it asks. */
  readonly sent: 'no' | 'maybe';
  /** `too-slow`, `too-large`, or the code of Node's error. */
  readonly reason: string;

  constructor(sent: 'no' | 'maybe', reason: string) {
    super(`a request was not answered (sent: ${sent}): ${reason}`);
    this.name = 'OutboundUnanswered';
    this.sent = sent;
    this.reason = reason;
  }
}

/**
 * One request to an allowed host, on a connection of its own to an address that was checked. Redirects are
 * answers like others and never followed; an answer has 1 MB at most.
 * @throws OutboundRefused, OutboundUnanswered
 */
export async function guardedRequest(options: GuardedRequest): Promise<GuardedAnswer> {
  const checked = checkUrl(options.url, options.allow);
  if (!checked.ok) throw new OutboundRefused(checked.reason);
  const deadline = AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs);
  const addresses = await resolved(checked.url.hostname, options.network, deadline);
  const isAllowed = isLoopbackName(checked.url.hostname) ? isLoopbackAddress : isPublicAddress;
  if (!addresses.every(isAllowed)) throw new OutboundRefused('address-not-public');
  return exchange(checked.url, addresses, options, deadline);
}

/** All addresses of a host. They are asked for once: a second look-up could give others. */
async function resolved(
  hostname: string,
  network: Network | undefined,
  deadline: AbortSignal,
): Promise<readonly string[]> {
  const resolve = network?.resolve ?? resolveBySystem;
  const tooSlow = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () => reject(new Error('too-slow')), { once: true });
  });
  try {
    const found = await Promise.race([resolve(hostname.replace(/^\[|\]$/g, '')), tooSlow]);
    if (found.length > 0) return found;
  } catch (error) {
    throw new OutboundUnanswered('no', deadline.aborted ? 'too-slow' : codeOf(error));
  }
  throw new OutboundUnanswered('no', 'ENOTFOUND');
}

async function resolveBySystem(host: string): Promise<string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

function exchange(
  url: URL,
  addresses: readonly string[],
  { method, headers, body = '', network }: GuardedRequest,
  deadline: AbortSignal,
): Promise<GuardedAnswer> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    let sent: 'no' | 'maybe' = 'no';
    const fail = (error: unknown) =>
      reject(new OutboundUnanswered(sent, deadline.aborted ? 'too-slow' : codeOf(error)));
    const request = (secure ? requestByHttps : requestByHttp)(url, {
      method,
      headers: {
        'accept-encoding': 'identity',
        ...headers,
        'content-length': Buffer.byteLength(body),
      },
      agent: false,
      lookup: alwaysThese(addresses),
      signal: deadline,
      ...(network?.ca === undefined ? {} : { ca: network.ca }),
    });
    request.once('socket', (socket) =>
      socket.once(secure ? 'secureConnect' : 'connect', () => (sent = 'maybe')),
    );
    request.once('response', (response) => void read(response).then(resolve, fail));
    request.on('error', fail);
    request.end(body);
  });
}

/** A look-up that gives the connection the addresses that were checked, and no others. */
function alwaysThese(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
  return (_host, options, callback) => {
    const first = all[0];
    if (options.all) callback(null, all);
    else callback(null, first?.address ?? '', first?.family);
  };
}

async function read(response: IncomingMessage): Promise<GuardedAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestAnswer) throw new Error('too-large');
    parts.push(part);
  }
  const headers = Object.entries(response.headersDistinct).map(
    ([name, values]) => [name, values?.join(', ') ?? ''] as const,
  );
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    text: Buffer.concat(parts).toString('utf8'),
  };
}

/** A word for what went wrong, without the sentence of an error: it may hold what was sent. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'message' in error && error.message === 'too-large' ? 'too-large' : 'unknown';
}
