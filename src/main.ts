import { join } from 'node:path';
import { ClientSecretCredential, ManagedIdentityCredential } from '@azure/identity';
import { chooserOf, logTo } from './assembly/log';
import { assemble } from './assembly/assemble';
import { loadLibrary, prepareEngine } from './content';
import { graphClient } from './connections/graph/client';
import { keysIn } from './connections/storage/key';
import { authenticatedAdapter, verifier } from './connections/teams/adapter';
import { oneOfHosts } from './connections/web/door';
import { everythingAtThePortal } from './organisation/policy';
import { modelOf, serveSettings, type ServeSettings } from './organisation/settings';

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
  const { settings } = read;
  const log = logTo(1, settings.LOG_LEVEL);
  const origin = settings.GRAPH_URL ?? graphOrigin;
  const credential = credentialOf(settings);
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
    graph: graphClient(origin, async () => (await credential.getToken(`${origin}/.default`)).token),
    policy: { routes: everythingAtThePortal, pause: true },
    signIn: undefined,
    chooser: chooserOf(modelOf(settings), log),
    codeDelivery: { send: () => Promise.resolve('failed'), inbox: undefined },
    keys: keysIn(settings.DATA_DIR, settings.SECRET_KEY),
    senders: { mail: undefined, sms: undefined },
    publicUrl: undefined,
    cast: undefined,
    database: {
      folder: join(settings.DATA_DIR),
      ...(settings.DATABASE_URL ? { url: settings.DATABASE_URL } : {}),
    },
    now: Date.now,
    web: {
      port: settings.PORT,
      host: settings.HOST,
      loopbackOnly: false,
      channels: ['msteams'],
      tenants: [settings.TENANT_ID],
      recipient: `28:${settings.CLIENT_ID}`,
      mayAnswerAt: oneOfHosts(settings.SERVICE_HOSTS),
    },
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
