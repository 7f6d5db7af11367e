import { createHmac, randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Client } from '@microsoft/microsoft-graph-client';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { filesBelow } from './connections/content/files';
import { graphReader } from './connections/graph/directory';
import { modelChooser } from './connections/model/openai';
import { challengeStore } from './connections/storage/challenges';
import { changePages } from './changePages';
import { changing, type Changing, type SignInSetup } from './changing';
import { openDatabase, type Database } from './connections/storage/database';
import { memory } from './connections/storage/memory';
import { outbox } from './connections/storage/outbox';
import { ticketStore } from './connections/storage/tickets';
import type { Verify } from './connections/teams/adapter';
import { teamsBot } from './connections/teams/bot';
import { cardMaker } from './connections/teams/cards';
import { deskPlace } from './connections/teams/conversations/desk';
import { recordStore } from './connections/storage/record';
import type { Keys } from './connections/storage/key';
import { proactive } from './connections/teams/notify';
import type { Bot, Cast, CodeDelivery } from './connections/teams/turn';
import { aboutPages, type About } from './connections/web/about';
import { admission, ordinaryLimits } from './connections/web/limits';
import type { Page } from './connections/web/pages';
import { startWeb, type WebServer } from './connections/web/server';
import { root } from './content';
import type { Chooser } from './guides/answering/chooser';
import { decide } from './guides/answering/decide';
import type { Engine } from './guides/answering/engine';
import type { Library } from './guides/library';
import { inLanguage } from './organisation/language';
import type { Policy } from './organisation/policy';
import type { ModelSettings } from './organisation/settings';
import { sender, startRounds, type Senders } from './outgoing';
import { resume } from './signInMethods/confirm';
import { confirmPath } from './connections/web/confirmPages';
import { wordings } from './wording/wordings';

/** What differs between production and the demonstration. */
export interface Parts {
  readonly library: Library;
  readonly engine: Engine;
  readonly organisation: string;
  readonly adapter: TeamsAdapter;
  /** Undefined in the demonstration only. */
  readonly verify: Verify | undefined;
  /** The bot's own app id; empty in the demonstration. */
  readonly botId: string;
  readonly graph: Client;
  readonly policy: Policy;
  /** How people prove a change; absent where nothing is changed from here. */
  readonly signIn: SignInSetup | undefined;
  /** The model that may choose among guides, where the settings name one. */
  readonly chooser?: Chooser | undefined;
  readonly codeDelivery: CodeDelivery;
  readonly keys: Keys;
  readonly senders: Senders;
  /** The origin of the bot's pages as browsers see it; undefined: its own port on this machine. */
  readonly publicUrl: string | undefined;
  readonly cast: Cast | undefined;
  readonly database: { url?: string; folder: string };
  readonly web: {
    readonly port: number;
    readonly host: string;
    readonly loopbackOnly: boolean;
    readonly channels: readonly string[];
    readonly tenants: readonly string[] | undefined;
    readonly mayAnswerAt: (serviceUrl: string) => boolean;
    readonly pages?: readonly Page[];
  };
  /** The channel where the desk gets its tickets, as a conversation reference. */
  readonly deskChannel: { readonly conversation: { readonly id: string } };
  readonly log: Logger;
}

export interface Running {
  readonly url: string;
  readonly bot: Bot;
  close(): Promise<void>;
}

/** Joins everything and starts to serve. */
export async function assemble(parts: Parts): Promise<Running> {
  const database = await openDatabase(parts.database);
  const waiting = { round: () => undefined as void, origin: parts.publicUrl ?? '' };
  const { bot, changes } = botOf(parts, database, waiting);
  const queue = outbox(database, {
    now: bot.now,
    random: Math.random,
    onFault: ({ kind, subject }, attempts, error) =>
      parts.log.warn(
        { kind, subject, attempts, reason: reasonOf(error) },
        'a delivery waits for its next try',
      ),
  });
  if ((await bot.kept.place(deskPlace)) === undefined)
    await bot.kept.keepPlace(deskPlace, parts.deskChannel);
  const web = await serve(parts, bot, changes, () => queue.waiting());
  waiting.origin ||= web.url;
  const send = sender({
    bot,
    teams: proactive(parts.adapter, parts.botId),
    changing: changes,
    senders: parts.senders,
    origin: waiting.origin,
    log: parts.log,
  });
  const rounds = startRounds(async () => {
    for (const [{ id }, outcome] of await resume(changes.confirming))
      parts.log.info({ changeId: id, outcome: outcome.kind }, 'a change was found by reading');
    while ((await queue.drain(send)) > 0);
  }, parts.log);
  waiting.round = rounds.now;
  return {
    url: web.url,
    bot,
    close: async () => {
      await web.close();
      await rounds.stop();
      await database.close();
    },
  };
}

/** The bot's own parts. `waiting` is filled in once the web server listens. */
function botOf(
  parts: Parts,
  database: Database,
  waiting: { round: () => void; readonly origin: string },
): { bot: Bot; changes: Changing } {
  const profile = parts.library.profiles.get(parts.organisation);
  if (!profile) throw new Error(`there is no guides/${parts.organisation}/profile.yaml`);
  const now = Date.now;
  const newId = () => randomBytes(16).toString('base64url');
  const record = recordStore(database, parts.keys.keyFor('record'), now);
  const directory = graphReader(parts.graph);
  const tokenKey = parts.keys.keyFor('tokens');
  const changes = changing({
    database,
    record,
    reading: directory,
    graph: parts.graph,
    policy: parts.policy,
    signIn: parts.signIn,
    canText: parts.senders.sms !== undefined,
    digest: (token) => createHmac('sha256', tokenKey).update(token).digest('hex'),
    now,
    newId,
  });
  const bot: Bot = {
    organisation: parts.organisation,
    profile,
    library: parts.library,
    decide: (text, language) =>
      decide(parts.engine, parts.library, parts.organisation, text, language),
    chooser: parts.chooser,
    directory,
    changes: {
      store: changes.changes,
      held: changes.held,
      freezes: changes.frozen,
      link: (id) => `${waiting.origin}${confirmPath(id)}`,
    },
    routes: parts.policy.routes,
    kept: memory(database, now),
    record,
    desk: { tickets: ticketStore(database), now, newId },
    codes: {
      store: challengeStore(database),
      now,
      newId,
      randomBelow: (n) => randomInt(n),
      key: parts.keys.keyFor('one-time-codes'),
    },
    codeDelivery: parts.codeDelivery,
    card: cardMaker(templates()),
    wordings,
    now,
    newId,
    deliver: () => waiting.round(),
    cast: parts.cast,
  };
  return { bot, changes };
}

function serve(
  parts: Parts,
  bot: Bot,
  changes: Changing,
  waiting: () => Promise<number>,
): Promise<WebServer> {
  const { web, log } = parts;
  const app = teamsBot(parts.adapter, bot, {
    mayWriteTo: web.mayAnswerAt,
    deskChannel: parts.deskChannel.conversation.id,
    onFault: (reference, error) => log.error({ reference, err: error }, 'a turn failed'),
  });
  const admit = admission(ordinaryLimits, bot.now);
  return startWeb({
    port: web.port,
    host: web.host,
    loopbackOnly: web.loopbackOnly,
    door: { channels: web.channels, tenants: web.tenants, mayAnswerAt: web.mayAnswerAt },
    verify: parts.verify,
    admit,
    onActivity: (request, response) =>
      parts.adapter.process(request, response, async (context) => {
        await app.run(context);
      }),
    health: async () => ({ deliveriesWaiting: await waiting() }),
    pages: [...aboutPages(aboutOf(bot)), ...changePages(bot, changes), ...(web.pages ?? [])],
    pageOptions: {
      admit: (from) => admit('pages', from),
      secure: parts.publicUrl?.startsWith('https://') ?? false,
      onFault: (error) => {
        const reference = randomUUID().slice(0, 8);
        log.error({ reference, err: error }, 'a page failed');
        return reference;
      },
    },
    onRefusal: (reason) => log.warn({ reason }, 'an activity was refused at the door'),
  });
}

function aboutOf({ profile }: Bot): About {
  const { name, desk } = profile;
  const ways = [desk.place, desk.email, desk.telephone].filter((w) => w !== undefined);
  return {
    organisation: inLanguage(name, 'en'),
    desk: inLanguage(desk.name, 'en'),
    deskWays: ways.map((w) => inLanguage(w, 'en')),
  };
}

function templates(): Map<string, string> {
  const files = filesBelow(join(root, 'adaptiveCards'), /\.json$/);
  return new Map(files.map((f) => [f.path.replace(/\.json$/, ''), f.text]));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The model that the settings name, if any. What goes wrong with it is logged by its kind alone. */
export function chooserOf(model: ModelSettings | undefined, log: Logger): Chooser | undefined {
  const onFault = (reason: string) => log.warn({ reason }, 'the model chose nothing');
  return model && modelChooser(model, { now: Date.now, onFault });
}

/** Lines of JSON; what could name a person stays out of them by what is logged, not by filters. */
export function logTo(destination: string | 1, level: string): Logger {
  return pino(
    { level, base: null },
    pino.destination({ dest: destination, mkdir: true, sync: true }),
  );
}
