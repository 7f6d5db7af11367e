import { createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import { authenticatedAdapter, verifier } from '../../src/connections/teams/adapter';
import { oneOfHosts } from '../../src/connections/web/door';
import { startBot, type Options } from './bot';
import { alex, clientOf, tenantId, type Sender } from './client';

type Json = Record<string, unknown>;

export const appId = '00000000-0000-4000-8000-0000000000b0';

/** What the bot sent to the connector by itself. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

/** How a token differs from a good one. A claim that is undefined is left out. */
export interface Forged {
  readonly claims?: Json;
  readonly header?: Json;
  /** `foreign`: published, but not endorsed for Teams; `unknown`: not published at all. */
  readonly key?: 'ours' | 'foreign' | 'unknown';
  /** Makes the signature itself. */
  readonly sign?: (input: string, publicKey: string) => string;
}

/** The Bot Framework's side in this process: it publishes keys, signs tokens, and is the connector that takes messages. */
export async function startTeams() {
  const posted: Posted[] = [];
  const keys = { ours: newKey('ours'), foreign: newKey('foreign'), unknown: newKey('unknown') };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage): Promise<Json> {
    if (request.url === '/openid')
      return {
        issuer: 'https://api.botframework.com',
        authorization_endpoint: `${url}/none`,
        jwks_uri: `${url}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      };
    if (request.url === '/keys')
      return {
        keys: [
          { ...keys.ours.jwk, endorsements: ['msteams'] },
          { ...keys.foreign.jwk, endorsements: ['directline', 'webchat'] },
        ],
      };
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = JSON.parse(Buffer.concat(parts).toString() || '{}') as Json;
    posted.push({ method: request.method ?? '', path: request.url ?? '', body });
    return { id: `posted-${posted.length}` };
  }

  /** A token for an activity, as the Bot Framework makes it, or as somebody forged it. */
  const token = ({ serviceUrl }: Json, { claims, header, key = 'ours', sign }: Forged = {}) => {
    const seconds = Math.floor(Date.now() / 1000);
    const input = [
      { alg: 'RS256', typ: 'JWT', kid: keys[key].jwk['kid'], ...header },
      {
        iss: 'https://api.botframework.com',
        aud: appId,
        nbf: seconds - 60,
        exp: seconds + 3600,
        serviceurl: serviceUrl,
        ...claims,
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign
      ? sign(input, keys.ours.publicPem)
      : createSign('sha256').update(input).sign(keys[key].privateKey, 'base64url');
    return `Bearer ${input}.${signature}`;
  };
  return {
    url,
    posted,
    token,
    identity: {
      clientId: appId,
      tenantId,
      type: 'SingleTenant' as const,
      secret: undefined,
      keysAt: `${url}/openid`,
      credentials: unsigned,
    },
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}

/** The connector of these tests takes messages without a token. */
const unsigned: ServiceClientCredentialsFactory = {
  isValidAppId: (id) => Promise.resolve(id === appId),
  isAuthenticationDisabled: () => Promise.resolve(false),
  createCredentials: () => Promise.resolve({ signRequest: (request) => Promise.resolve(request) }),
};

function newKey(kid: string): { jwk: Json; privateKey: KeyObject; publicPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' },
  };
}

/** The bot as in production, in front of a Bot Framework of the test's own: one tenant, Teams alone, signed activities. */
export async function startGuarded(options: Options = {}) {
  const teams = await startTeams();
  const isTeams = oneOfHosts(['smba.trafficmanager.net']);
  const bot = await startBot({
    verify: verifier(teams.identity),
    adapter: authenticatedAdapter(teams.identity),
    channels: ['msteams'],
    tenants: [tenantId],
    recipient: `28:${appId}`,
    mayAnswerAt: (url) => url === teams.url || isTeams(url),
    withoutCast: true,
    deskAt: teams.url,
    ...options,
  });
  return {
    ...bot,
    teams,
    tenantId,
    /** Somebody's Teams client. What it sends is signed. */
    client: (sender: Sender = alex, more: Json = {}) =>
      clientOf(
        bot.url,
        sender,
        {
          serviceUrl: teams.url,
          recipient: { id: `28:${appId}`, name: 'MFA help' },
          channelData: { tenant: { id: tenantId } },
          ...more,
        },
        (activity) => ({ authorization: teams.token(activity) }),
      ),
    rows: () => bot.recorded(tenantId),
    close: async () => {
      await bot.close();
      await teams.close();
    },
  };
}

export type Guarded = Awaited<ReturnType<typeof startGuarded>>;

/** The conversation of a group chat or a channel that this person writes in. */
export function inGroup(kind: 'groupChat' | 'channel' = 'groupChat'): Json {
  const id = `19:${randomUUID()}@thread.tacv2`;
  return { conversation: { id, conversationType: kind, isGroup: true, tenantId } };
}

/** Others of the demonstration's people. */
export const megan: Sender = { id: '00000000-0000-4000-8000-000000000021', name: 'Megan Bowen' };
export const adele: Sender = { id: '00000000-0000-4000-8000-000000000022', name: 'Adele Vance' };
export const isaiah: Sender = { id: '00000000-0000-4000-8000-000000000023', name: 'Isaiah Langer' };
export const patti: Sender = {
  id: '00000000-0000-4000-8000-000000000024',
  name: 'Patti Fernandez',
};
export const lynne: Sender = { id: '00000000-0000-4000-8000-000000000025', name: 'Lynne Robbins' };
export const nestor: Sender = { id: '00000000-0000-4000-8000-000000000026', name: 'Nestor Wilke' };
