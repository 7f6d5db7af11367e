import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import { assemble } from '../../src/assembly/assemble';
import { logTo } from '../../src/assembly/log';
import { loadLibrary, prepareEngine } from '../../src/content';
import { graphClient } from '../../src/connections/graph/client';
import { keysIn } from '../../src/connections/storage/key';
import { openAdapter, type Verify } from '../../src/connections/teams/adapter';
import type { TakeDeskEvent } from '../../src/connections/web/deskEvents';
import type { Library } from '../../src/guides/library';
import type { Profile } from '../../src/organisation/profile';
import { everythingInTheChat, type Policy } from '../../src/organisation/policy';
import { isLoopback } from '../../src/organisation/loopback';
import { deskReference } from '../../src/demo/playground/config';
import { simulatedInbox } from '../../src/demo/inbox';
import { simulateSignIn } from '../../src/demo/signInSetup';
import { demonstrationPeople, serviceDeskGroup } from '../../src/demo/tenant/people';
import { startTenant } from '../../src/demo/tenant/server';

export interface Options {
  readonly organisation?: string;
  readonly policy?: Partial<Policy>;
  /** Another Graph server in place of the simulated tenant. */
  readonly graphUrl?: string;
  /** Milliseconds since 1970; the machine's own clock unless given. */
  readonly now?: () => number;
  /** How activities prove themselves; undefined takes all, as the demonstration does. */
  readonly verify?: Verify;
  readonly adapter?: TeamsAdapter;
  readonly channels?: readonly string[];
  readonly tenants?: readonly string[];
  /** Where everything is kept; a folder of its own that goes with the bot unless given. */
  readonly folder?: string;
  readonly logLevel?: string;
  /** What the organisation's desk is like beside its own profile. */
  readonly desk?: Partial<Profile['desk']>;
  /** Where Teams' own service listens; nobody does unless given. */
  readonly teamsUrl?: string;
  /** Agents are who the directory says, these people by their names; the demonstration's cast decides unless given. */
  readonly agents?: readonly string[];
  readonly takeDeskEvent?: TakeDeskEvent;
}

/** A message that the bot sent out by mail or text message. */
export interface Sent {
  readonly to: string;
  readonly text: string;
}

/** The whole bot in this process, on free ports, with the simulated tenant and sign-in: everything but the Playground. */
export async function startBot(options: Options = {}) {
  const { organisation = 'derby', now = Date.now } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'mfa-help-bot-'));
  const people = demonstrationPeople('derby.ac.uk').map((p) =>
    options.agents?.includes(p.displayName) ? { ...p, groups: [serviceDeskGroup] } : p,
  );
  const cast = people.map((p) => ({ id: p.id, name: p.displayName }));
  const agent = cast.find((p) => p.name === 'Lynne Robbins');
  const log = logTo(join(folder, 'bot.log'), options.logLevel ?? 'info');
  const port = await freePort();
  const botUrl = `http://localhost:${port}`;
  const signIn = await simulateSignIn({ port: 0, botUrl, people, log });
  const tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people,
    file: join(folder, 'tenant.json'),
    now: () => new Date(now()),
    newId: randomUUID,
    token: 'demonstration',
    personOf: (accessToken) => signIn.service.personOf(accessToken),
  });
  const graphUrl = options.graphUrl ?? tenant.url;
  const sent: Sent[] = [];
  const take = (to: string, text: string): Promise<'sent'> => {
    sent.push({ to, text });
    return Promise.resolve('sent');
  };
  const keys = keysIn(folder, randomBytes(32));
  const inbox = simulatedInbox(botUrl, () => new Date(now()));
  const library = withDesk(loadLibrary(), organisation, {
    ...options.desk,
    ...(options.agents ? { groups: [serviceDeskGroup] } : {}),
  });
  const running = await assemble({
    library,
    engine: prepareEngine(library, organisation),
    organisation,
    adapter: options.adapter ?? openAdapter(),
    verify: options.verify,
    botId: '',
    graph: graphClient(graphUrl, () => Promise.resolve('demonstration')),
    policy: { routes: everythingInTheChat, pause: false, ...options.policy },
    signIn: signIn.setup(graphUrl, (accessToken) =>
      options.graphUrl ? 'demonstration' : accessToken,
    ),
    codeDelivery: { ...inbox.delivery, send: take },
    keys,
    senders: {
      mail: ({ to, subject, text }) => take(to, `${subject}\n\n${text}`),
      sms: ({ to, text }) => take(to, text),
    },
    publicUrl: botUrl,
    cast: agent && !options.agents ? { people: cast, agent } : undefined,
    database: { folder },
    now,
    web: {
      port,
      host: '127.0.0.1',
      loopbackOnly: true,
      channels: options.channels ?? ['msteams', 'emulator'],
      tenants: options.tenants,
      mayAnswerAt: isLoopback,
      takeDeskEvent: options.takeDeskEvent,
    },
    deskChannel: deskReference(options.teamsUrl ?? 'http://127.0.0.1:9'),
    log,
  });
  return {
    url: running.url,
    folder,
    tenantUrl: tenant.url,
    bot: running.bot,
    keys,
    /** Every code, receipt and other message that went out by mail or text message, the oldest first. */
    sent,
    /** The newest code that a phone or mailbox got. */
    newestCode: () => sent.flatMap(({ text }) => /\b\d{8}\b/.exec(text) ?? []).at(-1) ?? '',
    log: () => readFileSync(join(folder, 'bot.log'), 'utf8'),
    close: async () => {
      await running.close();
      await tenant.close();
      await signIn.service.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function withDesk(library: Library, organisation: string, desk: Partial<Profile['desk']>): Library {
  const profile = library.profiles.get(organisation);
  if (!profile) return library;
  const changed = { ...profile, desk: { ...profile.desk, ...desk } };
  return { ...library, profiles: new Map([...library.profiles, [organisation, changed]]) };
}

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
