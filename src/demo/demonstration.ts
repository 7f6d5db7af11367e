import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assemble, loadLibrary, logTo } from '../assemble';
import { graphClient } from '../connections/graph/client';
import { openAdapter } from '../connections/teams/adapter';
import { deskPlace } from '../connections/teams/conversations/desk';
import { everythingInTheChat } from '../organisation/policy';
import {
  demonstrationSettings,
  isLoopback,
  type DemonstrationSettings,
} from '../organisation/settings';
import { inLanguage } from '../organisation/language';
import { simulatedInbox } from './inbox';
import { keyIn } from './key';
import { deskReference, playgroundConfig } from './playground/config';
import { isTaken, startPlayground } from './playground/start';
import { demonstrationPeople } from './tenant/people';
import { startTenant } from './tenant/server';

/** The bearer word of simulated directories. */
const token = 'demonstration';
const agentIndex = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function demonstrate(settings: DemonstrationSettings): Promise<void> {
  const library = loadLibrary();
  const profile = library.profiles.get(settings.ORGANISATION);
  if (!profile)
    throw new Error(`ORGANISATION must be one of ${[...library.profiles.keys()].join(', ')}`);
  await expectFree(settings.PORT, 'PORT');
  await expectFree(settings.PLAYGROUND_PORT, 'PLAYGROUND_PORT');
  const folder = resolve(settings.DATA_DIR);
  mkdirSync(folder, { recursive: true });
  const people = demonstrationPeople(profile.mailDomains[0] ?? 'example.org');
  const cast = people.map((p) => ({ id: p.id, name: p.displayName }));
  const agent = cast[agentIndex];
  if (!agent) throw new Error('the demonstration has no agent');

  say('Starting the simulated tenant and the bot …');
  const tenant = settings.GRAPH_URL
    ? undefined
    : await startDemonstrationTenant(settings, folder, people);
  const graphUrl = settings.GRAPH_URL ?? tenant?.url ?? '';
  const inbox = simulatedInbox(`http://localhost:${settings.PORT}`, () => new Date());
  const log = logTo(join(folder, 'logs', 'bot.log'), settings.LOG_LEVEL);
  const running = await assemble({
    library,
    organisation: settings.ORGANISATION,
    adapter: openAdapter(),
    botId: '',
    graph: graphClient(graphUrl, () => Promise.resolve(token)),
    routes: everythingInTheChat,
    codeDelivery: inbox.delivery,
    codeKey: keyIn(join(folder, 'codes.key')),
    cast: { people: cast, agent },
    database: { folder, ...(settings.DATABASE_URL ? { url: settings.DATABASE_URL } : {}) },
    web: {
      port: settings.PORT,
      host: '127.0.0.1',
      loopbackOnly: true,
      channels: ['msteams', 'emulator'],
      tenants: undefined,
      mayAnswerAt: isLoopback,
      pages: [inbox.page],
    },
    log,
  });

  say('Starting Microsoft 365 Agents Playground …');
  const playground = await startPlayground({
    port: settings.PLAYGROUND_PORT,
    endpoint: `${running.url}/api/messages`,
    folder: join(folder, 'playground'),
    config: playgroundConfig(people, inLanguage(profile.desk.name, 'en')),
  });
  await running.bot.kept.keepPlace(deskPlace, deskReference(playground.url));
  running.bot.deliver();
  announce(
    settings,
    folder,
    playground.url,
    inLanguage(profile.name, 'en'),
    inbox.delivery.inbox ?? '',
  );
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await playground.close();
    await running.close();
    await tenant?.close();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
  void playground.ended.then(() => {
    if (stopping) return;
    say('The Playground has ended, and the demonstration with it.');
    process.exit(1);
  });
}

function startDemonstrationTenant(
  settings: DemonstrationSettings,
  folder: string,
  people: ReturnType<typeof demonstrationPeople>,
) {
  return startTenant({
    port: settings.TENANT_PORT,
    host: '127.0.0.1',
    people,
    file: join(folder, 'tenant.json'),
    now: () => new Date(),
    newId: randomUUID,
    token,
  });
}

async function expectFree(port: number, setting: string): Promise<void> {
  if (port !== 0 && (await isTaken(port)))
    throw new Error(
      `Port ${port} is in use. Stop what uses it, or choose another port: ${setting}=${port + 1} npm start`,
    );
}

function announce(
  settings: DemonstrationSettings,
  folder: string,
  url: string,
  name: string,
  inbox: string,
): void {
  say(`
  The demonstration runs. Open  ${url}

  Ask in the personal chat:   How do I change my number?
                              Show my sign-in methods
                              My phone fell in the canal

  Organisation:               ${name} (ORGANISATION=${settings.ORGANISATION})
  Phone and mailbox:          ${inbox}
  Data:                       ${folder}

  This is a demonstration: a simulated tenant, no sign-in, this machine only. Ctrl-C ends it.
`);
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
