import { generateKeyPair, type JsonWebKey } from 'node:crypto';
import { type EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { claimsAsked } from './accounts';
import { configurationOf, pagesPath } from './configuration';
import { serveInteraction } from './interaction';
import { type Provider, providerClass } from './library';
import type { SignInOptions } from './options';
import { type TokenHolder, holderOf } from './tokens';

/** This machine and nobody else; by number, so that cookies of what runs on `localhost` stay apart. */
const host = '127.0.0.1';

/** A simulated sign-in service that listens. */
export interface SignInService {
  /** The issuer's identifier; its configuration lies below `/.well-known/openid-configuration`. */
  readonly issuer: string;
  /** The origin of its pages, the same as the issuer. */
  readonly url: string;
  /** Whose an access token for Graph is; undefined when it is none of ours, expired, or not for Graph. */
  personOf(accessToken: string): Promise<TokenHolder | undefined>;
  /** Stops listening. Who is signing in begins again at the next start. */
  close(): Promise<void>;
}

/**
 * An OpenID provider that plays Entra's part in a step-up: it asks for a person and a second factor each time, and
 * its tokens carry Entra's claims. It listens on this machine only. Rejects when the port is taken.
 */
export async function startSignIn(options: SignInOptions): Promise<SignInService> {
  const server = createServer();
  server.listen(options.port, host);
  await once(server, 'listening');
  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`;
  const provider = await providerAt(issuer, options);
  serve(server, new URL(issuer).host, options, provider);
  return {
    issuer,
    url: issuer,
    personOf: (accessToken) => holderOf(provider, options, accessToken),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function providerAt(issuer: string, options: SignInOptions): Promise<Provider> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const key: JsonWebKey = privateKey.export({ format: 'jwk' });
  const ProviderClass = await providerClass();
  const provider = new ProviderClass(issuer, configurationOf(options, key));
  provider.on('server_error', (_ctx, error) => options.onFault(error));
  // Koa would write to the terminal what nobody listens to; the library's types leave this event out.
  (provider as EventEmitter).on('error', options.onFault);
  // Entra takes a request for claims of the access token alone; the library wants the ID token named too.
  provider.use(async (ctx, next) => {
    const claims = claimsAsked(ctx.query['claims']);
    if (ctx.path === '/auth' && claims['access_token'] && !claims['id_token'])
      ctx.query = { ...ctx.query, claims: JSON.stringify({ ...claims, id_token: {} }) };
    await next();
  });
  return provider;
}

function serve(server: Server, here: string, options: SignInOptions, provider: Provider): void {
  const toProvider = provider.callback();
  server.on('request', (request, response) => {
    // A page of another site that calls itself by a name of this machine does not get in.
    if (request.headers.host !== here) {
      // Two calls: restify, in the same process, replaces `writeHead` by one that gives nothing back.
      response.writeHead(403);
      response.end();
      return;
    }
    if (!isPage(request)) return void toProvider(request, response);
    serveInteraction(request, response, options, provider).catch((error: unknown) => {
      options.onFault(error);
      response.destroy();
    });
  });
}

function isPage(request: IncomingMessage): boolean {
  return request.url?.startsWith(`${pagesPath}/`) ?? false;
}
