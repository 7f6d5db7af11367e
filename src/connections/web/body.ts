import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** More than any activity or form of ours has, on the wire and unpacked. */
const largestBody = 128 * 1024;

/** What a request carried: its text, or why it is not read. */
export type Body = { readonly text: string } | { readonly status: 400 | 413 | 415 };

/** Reads a request's body, unpacked. Nothing is kept of a body that is too large, and nothing is written to disk. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!['identity', 'gzip'].includes(encoding)) return { status: 415 };
  const bytes = await readBytes(request, largestBody);
  if (!bytes) return { status: 413 };
  return encoding === 'gzip' ? unpacked(bytes) : { text: bytes.toString('utf8') };
}

/** A request's body as it came, or undefined when it is larger than that many bytes: then nothing of it is kept. */
export async function readBytes(
  request: IncomingMessage,
  largest: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > largest ? undefined : Buffer.concat(chunks);
}

/** The value of a JSON body, or undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function unpacked(bytes: Buffer): Promise<Body> {
  try {
    const text = await promisify(gunzip)(bytes, { maxOutputLength: largestBody });
    return { text: text.toString('utf8') };
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { status: tooLarge ? 413 : 400 };
  }
}
