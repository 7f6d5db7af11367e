import { join } from 'node:path';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { chooserOf, logTo } from './assembly/log';
import { assemble } from './assembly/assemble';
import type { Parts } from './assembly/parts';
import { desksFile, loadLibrary, prepareEngine } from './content';
import { graphClient } from './connections/graph/client';
import { keysIn } from './connections/storage/key';
import { authenticatedAdapter, verifier } from './connections/teams/adapter';
import { oneOfHosts } from './connections/web/door';
import type { Library } from './guides/library';
import { whereCodesReach } from './organisation/policy';
import { policyOf } from './organisation/changeSettings';
import { connectedDesks } from './assembly/desks';
import { productionSignIn } from './assembly/productionSignIn';
import { codesBy, receiptsBy, waysOf } from './assembly/senders';
import { modelOf } from './organisation/modelSettings';
import { serveSettings, type ServeSettings } from './organisation/settings';

const graphOrigin = 'https://graph.microsoft.com';

async function serve(): Promise<void> {
  const library = loadLibrary();
  const read = serveSettings(process.env, [...library.profiles.keys()]);
  if (!read.ok) {
    const list = read.problems.map((p) => `  - ${p}`).join('\n');
    process.stderr.write(`The bot cannot start. Please set (see .env.example):\n${list}\n`);
    process.exitCode = 1;
    return;
  }
  await start(read.settings, library);
}

async function start(settings: ServeSettings, library: Library): Promise<void> {
  const log = logTo(1, settings.LOG_LEVEL);
  const origin = settings.GRAPH_URL ?? graphOrigin;
  const credential = credentialOf(settings);
  const graph = graphClient(
    origin,
    async () => (await credential.getToken(`${origin}/.default`)).token,
  );
  const ways = waysOf(settings, graph);
  const profile = library.profiles.get(settings.ORGANISATION);
  if (!profile) throw new Error(`there is no guides/${settings.ORGANISATION}/profile.yaml`);
  const policy = policyOf(settings);
  const codes = codesBy(ways, profile, log);
  const identity = {
    clientId: settings.CLIENT_ID,
    tenantId: settings.TENANT_ID,
    type: settings.BOT_TYPE,
    secret: settings.CLIENT_SECRET,
  };
  const running = await assemble({
    library,
    engine: prepareEngine(library, settings.ORGANISATION),
    organisation: settings.ORGANISATION,
    adapter: authenticatedAdapter(identity),
    verify: verifier(identity),
    botId: settings.CLIENT_ID,
    graph,
    policy: { ...policy, routes: whereCodesReach(policy.routes, codes.canReach) },
    signIn: productionSignIn(settings, origin, graph),
    chooser: chooserOf(modelOf(settings), log),
    codeDelivery: codes,
    keys: keysIn(settings.DATA_DIR, settings.SECRET_KEY),
    senders: receiptsBy(ways, profile),
    publicUrl: settings.PUBLIC_URL,
    cast: undefined,
    database: {
      folder: join(settings.DATA_DIR),
      ...(settings.DATABASE_URL ? { url: settings.DATABASE_URL } : {}),
    },
    now: Date.now,
    desks: connectedDesks({
      file: desksFile(settings.ORGANISATION),
      env: process.env,
      mailer: ways.mailer,
      simulation: false,
      now: Date.now,
    }),
    web: webOf(settings),
    deskChannel: deskChannelOf(settings),
    log,
  });
  await expectRefusal(running.url);
  log.info({ port: settings.PORT, organisation: settings.ORGANISATION }, 'serving');
  let closing: Promise<void> | undefined;
  const stop = () => void (closing ??= running.close().then(() => process.exit(0)));
  // Not `once`: a signal may come twice, from the terminal and from npm, and the second must not cut this short.
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function webOf(settings: ServeSettings): Parts['web'] {
  return {
    port: settings.PORT,
    host: settings.HOST,
    loopbackOnly: false,
    proxies: settings.PROXIES,
    channels: ['msteams'],
    tenants: [settings.TENANT_ID],
    recipient: `28:${settings.CLIENT_ID}`,
    mayAnswerAt: oneOfHosts(settings.SERVICE_HOSTS),
  };
}

/** The last check before serving: an activity without a signature must be refused. @throws Error when it is not. */
async function expectRefusal(url: string): Promise<void> {
  const unsigned = [
    { alg: 'none', typ: 'JWT' },
    { iss: 'https://api.botframework.com', exp: 4102444800 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const { status } = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${unsigned.join('.')}.` },
    body: JSON.stringify({
      type: 'message',
      from: { id: 'self-test' },
      conversation: { id: 'self-test' },
    }),
  });
  if (status === 401) return;
  throw new Error(`the bot answered ${status} to an unsigned activity: it does not start`);
}

function credentialOf(settings: ServeSettings) {
  return settings.CLIENT_SECRET
    ? new ClientSecretCredential(settings.TENANT_ID, settings.CLIENT_ID, settings.CLIENT_SECRET)
    : new ManagedIdentityCredential({ clientId: settings.CLIENT_ID });
}

/** Until Teams says otherwise the desk's channel is reached at the global service address. */
function deskChannelOf(settings: ServeSettings) {
  return {
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    bot: { id: `28:${settings.CLIENT_ID}` },
    conversation: {
      id: settings.DESK_CHANNEL,
      isGroup: true,
      conversationType: 'channel',
      tenantId: settings.TENANT_ID,
    },
  };
}

void serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
