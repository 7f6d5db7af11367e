import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** What the next ID token is to be like; whatever is not said is as it should be. */
export interface Token {
  readonly header?: Json;
  /** A claim that is undefined is left out. */
  readonly claims?: Json;
  /** Signs with this hash instead of SHA-256. */
  readonly hash?: string;
  /** Signs with this RSA key instead of the published one. */
  readonly key?: KeyObject;
  /** Makes the signature itself, from the text that is signed and the published key as PEM. */
  readonly signature?: (text: string, publicKey: string) => string;
}

/** An answer of the token endpoint that is not tokens. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** An OpenID provider that can be made to lie. */
export interface HostileProvider {
  readonly issuer: string;
  /** The forms that were sent to the token endpoint. */
  readonly asked: URLSearchParams[];
  answerWith(next: Token | Answer): void;
  /** While true, nothing but 503 is answered. */
  ail(ailing: boolean): void;
  close(): Promise<void>;
}

/** @param good the claims of an honest token, apart from iss, exp and iat */
export async function hostileProvider(good: Json): Promise<HostileProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked: URLSearchParams[] = [];
  let next: Token | Answer = {};
  let ailing = false;
  const tokenAnswer = (): Answer => {
    if ('status' in next) return next;
    const idToken = tokenOf(next, { iss: issuer, ...good }, privateKey, publicKey);
    const body = { access_token: 'opaque', token_type: 'Bearer', id_token: idToken };
    return { status: 200, body: JSON.stringify(body) };
  };
  const answers: Record<string, () => Answer> = {
    '/.well-known/openid-configuration': () => ok(metadataOf(issuer)),
    '/jwks': () => ok({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig' }] }),
    '/token': tokenAnswer,
  };
  server.on('request', (request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      if (request.url === '/token') asked.push(new URLSearchParams(text));
      const { status, body } = ailing
        ? { status: 503, body: 'out of order' }
        : (answers[request.url ?? '']?.() ?? { status: 404, body: '' });
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  return {
    issuer,
    asked,
    answerWith: (token) => (next = token),
    ail: (now) => (ailing = now),
    close: async () => {
      await new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      });
    },
  };
}

function ok(body: Json): Answer {
  return { status: 200, body: JSON.stringify(body) };
}

function metadataOf(issuer: string): Json {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    // It says that it may sign in every way there is: the client must not take it at its word.
    id_token_signing_alg_values_supported: ['RS256', 'RS384', 'HS256', 'none'],
  };
}

function tokenOf(token: Token, good: Json, key: KeyObject, publicKey: KeyObject): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'RS256', kid: 'k', typ: 'JWT', ...token.header };
  const claims = { iat: now, exp: now + 300, ...good, ...token.claims };
  const text = `${encoded(header)}.${encoded(claims)}`;
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signature =
    token.signature?.(text, pem) ??
    sign(token.hash ?? 'sha256', Buffer.from(text), token.key ?? key).toString('base64url');
  return `${text}.${signature}`;
}

/** A signature with a shared secret, as HS256 has it. */
export function hs256(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function encoded(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
