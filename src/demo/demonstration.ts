import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assemble, type Running } from '../assembly/assemble';
import { chooserOf, logTo } from '../assembly/log';
import { connectedDesks } from '../assembly/desks';
import { desksFile, loadLibrary, prepareEngine } from '../content';
import { graphClient } from '../connections/graph/client';
import type { Logger } from 'pino';
import type { SignInSetup } from '../assembly/changing';
import { keysIn } from '../connections/storage/key';
import { openAdapter } from '../connections/teams/adapter';
import { deskPlace } from '../connections/teams/conversations/deskQueues';
import type { Library } from '../guides/library';
import { inLanguage } from '../organisation/language';
import { everythingInTheChat } from '../organisation/policy';
import type { Profile } from '../organisation/profile';
import { isLoopback } from '../organisation/loopback';
import { modelOf } from '../organisation/modelSettings';
import { demonstrationSettings, type DemonstrationSettings } from '../organisation/settings';
import { castOf } from './cast';
import { withDemonstrationDesk } from './desk';
import { withReentry } from './reentry';
import { welcome } from './welcome';
import { simulateSignIn } from './signInSetup';
import type { SignInService } from './signIn/server';
import { simulatedInbox } from './inbox';
import { deskReference, playgroundConfig } from './playground/config';
import { isTaken, startPlayground, type Playground } from './playground/start';
import { demonstrationPeople } from './tenant/people';
import type { TenantPerson } from './tenant/person';
import { startTenant, type Tenant } from './tenant/server';

/** The bearer word of simulated directories. */
const token = 'demonstration';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Starts the simulated tenant, the bot and the Playground, in this order, and says where to go. */
async function demonstrate(settings: DemonstrationSettings): Promise<void> {
  const content = loadLibrary();
  const profile = profileOf(content, settings.ORGANISATION);
  const library = withReentry(withDemonstrationDesk(content, profile), settings.ORGANISATION);
  await expectFree(settings.PORT, 'PORT');
  await expectFree(settings.PLAYGROUND_PORT, 'PLAYGROUND_PORT');
  const folder = resolve(settings.DATA_DIR);
  mkdirSync(folder, { recursive: true });
  const people = demonstrationPeople(profile.mailDomains[0] ?? 'example.org');

  say('Starting the simulated tenant and the bot …');
  const log = logTo(join(folder, 'logs', 'bot.log'), settings.LOG_LEVEL);
  const signIn = await simulateSignIn({
    port: settings.SIGN_IN_PORT,
    botUrl: `http://localhost:${settings.PORT}`,
    people,
    log,
  });
  const tenant = settings.GRAPH_URL
    ? undefined
    : await simulateTenant(settings, folder, people, signIn.service);
  const graphUrl = settings.GRAPH_URL ?? tenant?.url ?? '';
  const running = await startBot({ settings, library, folder, people, log }, graphUrl, {
    // Another directory than the simulated one knows nothing of the simulated sign-in's tokens.
    signIn: signIn.setup(graphUrl, (accessToken) => (tenant ? accessToken : token)),
  });

  say('Starting Microsoft 365 Agents Playground …');
  const playground = await startPlayground({
    port: settings.PLAYGROUND_PORT,
    endpoint: `${running.url}/api/messages`,
    folder: join(folder, 'playground'),
    config: playgroundConfig(people, inLanguage(profile.desk.name, 'en')),
  });
  await running.bot.kept.keepPlace(deskPlace, deskChannelOf(settings));
  running.bot.deliver();
  say(welcome(settings, folder, playground.url, profile, running));
  endTogether(playground, [running, ...(tenant ? [tenant] : []), signIn.service]);
}

function profileOf(library: Library, organisation: string): Profile {
  const profile = library.profiles.get(organisation);
  if (profile) return profile;
  throw new Error(`ORGANISATION must be one of ${[...library.profiles.keys()].join(', ')}`);
}

interface Stage {
  readonly settings: DemonstrationSettings;
  readonly library: Library;
  readonly folder: string;
  readonly people: readonly TenantPerson[];
  readonly log: Logger;
}

function startBot(
  { settings, library, folder, people, log }: Stage,
  graphUrl: string,
  { signIn }: { signIn: SignInSetup },
): Promise<Running> {
  const inbox = simulatedInbox(`http://localhost:${settings.PORT}`, () => new Date());
  return assemble({
    library,
    engine: prepareEngine(library, settings.ORGANISATION),
    organisation: settings.ORGANISATION,
    adapter: openAdapter(),
    verify: undefined,
    botId: '',
    graph: graphClient(graphUrl, () => Promise.resolve(token)),
    policy: { routes: everythingInTheChat, pause: false },
    signIn,
    chooser: chooserOf(modelOf(settings), log),
    codeDelivery: inbox.delivery,
    keys: keysIn(folder, settings.SECRET_KEY),
    senders: inbox.senders,
    publicUrl: `http://localhost:${settings.PORT}`,
    cast: castOf(people),
    database: { folder, ...(settings.DATABASE_URL ? { url: settings.DATABASE_URL } : {}) },
    now: Date.now,
    desks: connectedDesks({
      file: desksFile(settings.ORGANISATION),
      env: process.env,
      mailer: undefined,
      simulation: true,
      now: Date.now,
    }),
    web: {
      port: settings.PORT,
      host: '127.0.0.1',
      loopbackOnly: true,
      channels: ['msteams', 'emulator'],
      tenants: undefined,
      mayAnswerAt: isLoopback,
      repliesAnywhere: true,
      pages: [inbox.page],
    },
    deskChannel: deskChannelOf(settings),
    log,
  });
}

function deskChannelOf({ PLAYGROUND_PORT }: DemonstrationSettings) {
  return deskReference(`http://localhost:${PLAYGROUND_PORT}`);
}

function simulateTenant(
  settings: DemonstrationSettings,
  folder: string,
  people: TenantPerson[],
  signIn: SignInService,
): Promise<Tenant> {
  return startTenant({
    port: settings.TENANT_PORT,
    host: '127.0.0.1',
    people,
    file: join(folder, 'tenant.json'),
    now: () => new Date(),
    newId: randomUUID,
    token,
    personOf: (accessToken) => signIn.personOf(accessToken),
  });
}

async function expectFree(port: number, setting: string): Promise<void> {
  if (port !== 0 && (await isTaken(port)))
    throw new Error(
      `Port ${port} is in use. Stop what uses it, or choose another port: ${setting}=${port + 1} npm start`,
    );
}

/** Ctrl-C, or the end of the Playground, ends everything. */
function endTogether(playground: Playground, others: readonly { close(): Promise<void> }[]): void {
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await playground.close();
    for (const other of others) await other.close();
    process.exit(code);
  };
  // Not `once`: a signal may come twice, from the terminal and from npm, and the second must not cut this short.
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  void playground.ended.then(() => {
    if (!stopping) say('The Playground has ended, and the demonstration with it.');
    return stop(1);
  });
}

const read = demonstrationSettings(process.env);
const started = read.ok
  ? demonstrate(read.settings)
  : Promise.reject(
      new Error(`Please correct:\n${read.problems.map((p) => `  - ${p}`).join('\n')}`),
    );
started.catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
