import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import { assemble } from '../../src/assembly/assemble';
import type { ConnectedDesk } from '../../src/assembly/desks';
import { logTo } from '../../src/assembly/log';
import { loadLibrary, prepareEngine } from '../../src/content';
import { graphClient } from '../../src/connections/graph/client';
import { keysIn } from '../../src/connections/storage/key';
import { until } from './until';
import type { RecordStore } from '../../src/connections/storage/record/record';
import { openAdapter, type Verify } from '../../src/connections/teams/adapter';
import type { Library } from '../../src/guides/library';
import type { Profile } from '../../src/organisation/profile';
import { everythingInTheChat, type Policy } from '../../src/organisation/policy';
import { isLoopback } from '../../src/organisation/loopback';
import { deskReference } from '../../src/demo/playground/config';
import { castOf } from '../../src/demo/cast';
import { withReentry } from '../../src/demo/reentry';
import { simulatedInbox } from '../../src/demo/inbox';
import type { Row } from '../../src/record/chain';
import type { Personal } from '../../src/record/record';
import { simulateSignIn } from '../../src/demo/signInSetup';
import { demonstrationPeople, serviceDeskGroup } from '../../src/demo/tenant/people';
import type { TenantPerson } from '../../src/demo/tenant/person';
import { startTenant } from '../../src/demo/tenant/server';

export interface Options {
  readonly organisation?: string;
  readonly policy?: Partial<Policy>;
  /** Another Graph server in place of the simulated tenant. */
  readonly graphUrl?: string;
  /** Puts a server in front of the simulated tenant, and gives its address. */
  readonly inFrontOf?: (tenantUrl: string) => Promise<string>;
  /** Milliseconds since 1970; the machine's own clock unless given. */
  readonly now?: () => number;
  /** How activities prove themselves; undefined takes all, as the demonstration does. */
  readonly verify?: Verify;
  readonly adapter?: TeamsAdapter;
  readonly channels?: readonly string[];
  readonly tenants?: readonly string[];
  readonly recipient?: string;
  readonly mayAnswerAt?: (serviceUrl: string) => boolean;
  /** Where the connector is that takes what goes to the desk's channel; nowhere unless given. */
  readonly deskAt?: string;
  /** Nobody plays anybody, and the desk's agents are those of the directory: as in production. */
  readonly withoutCast?: boolean;
  /** Who is in the tenant; the demonstration's people unless given. */
  readonly people?: readonly TenantPerson[];
  /** Where everything is kept; a folder of its own that goes with the bot unless given. */
  readonly folder?: string;
  readonly logLevel?: string;
  /** Whether passes are switched on, as they are in the demonstration. */
  readonly reentry?: boolean;
  /** The desks' own systems. */
  readonly desks?: readonly ConnectedDesk[];
  /** What the organisation's desk is like beside its own profile. */
  readonly desk?: Partial<Profile['desk']>;
  /** Agents are who the directory says, these people by their names; the demonstration's cast decides unless given. */
  readonly agents?: readonly string[];
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
  const people = (options.people ?? demonstrationPeople('derby.ac.uk')).map((p) =>
    options.agents?.includes(p.displayName) ? { ...p, groups: [serviceDeskGroup] } : p,
  );
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
  const graphUrl =
    options.graphUrl ?? (options.inFrontOf ? await options.inFrontOf(tenant.url) : tenant.url);
  const sent: Sent[] = [];
  const take = (to: string, text: string): Promise<'sent'> => {
    sent.push({ to, text });
    return Promise.resolve('sent');
  };
  const inbox = simulatedInbox(botUrl, () => new Date(now()));
  const own = options.reentry === false ? loadLibrary() : withReentry(loadLibrary(), organisation);
  const library = withDesk(own, organisation, {
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
    keys: keysIn(folder),
    senders: {
      mail: ({ to, subject, text }) => take(to, `${subject}\n\n${text}`),
      sms: ({ to, text }) => take(to, text),
    },
    publicUrl: botUrl,
    cast: options.withoutCast || options.agents ? undefined : castOf(people),
    desks: options.desks ?? [],
    database: { folder },
    now,
    web: {
      port,
      host: '127.0.0.1',
      loopbackOnly: true,
      channels: options.channels ?? ['msteams', 'emulator'],
      tenants: options.tenants,
      recipient: options.recipient,
      mayAnswerAt: options.mayAnswerAt ?? isLoopback,
    },
    deskChannel: deskReference(options.deskAt ?? 'http://127.0.0.1:9'),
    log,
  });
  return {
    url: running.url,
    folder,
    tenantUrl: tenant.url,
    bot: running.bot,
    /** What the record holds of a tenant, the oldest first. */
    recorded: (tenantId: string) => rowsOf(running.bot.record as RecordStore, tenantId),
    /** Whether the record of a tenant is whole. */
    verified: async (tenantId: string) =>
      (await (running.bot.record as RecordStore).verify(tenantId)).ok,
    /** Every code, receipt and other message that went out by mail or text message, the oldest first. */
    sent,
    /** The newest code that a phone or mailbox got. */
    newestCode: () => sent.flatMap(({ text }) => /\b\d{8}\b/.exec(text) ?? []).at(-1) ?? '',
    /** Resolves when everything that waited to go out has gone. */
    delivered: () => until(async () => (await waitingAt(running.url)) === 0),
    log: () => readFileSync(join(folder, 'bot.log'), 'utf8'),
    close: async () => {
      await running.close();
      await tenant.close();
      await signIn.service.close();
      if (!options.folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The library with something else said of the organisation's desk. */
function withDesk(library: Library, organisation: string, desk: Partial<Profile['desk']>): Library {
  const profile = library.profiles.get(organisation);
  if (!profile) return library;
  const changed = { ...profile, desk: { ...profile.desk, ...desk } };
  return { ...library, profiles: new Map([...library.profiles, [organisation, changed]]) };
}

async function waitingAt(url: string): Promise<number> {
  const health = (await (await fetch(`${url}/health`)).json()) as { deliveriesWaiting: number };
  return health.deliveriesWaiting;
}

/** A row of the record: what happened, and to whom where that was not erased. */
export type Recorded = Row['facts'] & { readonly personal: Personal };

async function rowsOf(record: RecordStore, tenantId: string): Promise<Recorded[]> {
  const rows: Recorded[] = [];
  for await (const { facts, personal } of record.rows(tenantId))
    rows.push({ ...facts, personal: JSON.parse(personal ?? '{}') as Personal });
  return rows;
}

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
