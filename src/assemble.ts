import { randomBytes, randomInt } from 'node:crypto';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Client } from '@microsoft/microsoft-graph-client';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { filesBelow } from './connections/content/files';
import { graphDirectory } from './connections/graph/directory';
import { modelChooser } from './connections/model/openai';
import { challengeStore } from './connections/storage/challenges';
import { openDatabase } from './connections/storage/database';
import { memory } from './connections/storage/memory';
import { outbox } from './connections/storage/outbox';
import { ticketStore } from './connections/storage/tickets';
import type { Verify } from './connections/teams/adapter';
import { teamsBot } from './connections/teams/bot';
import { cardMaker } from './connections/teams/cards';
import { deskPlace } from './connections/teams/conversations/desk';
import { deliverer, proactive } from './connections/teams/notify';
import type { Bot, Cast } from './connections/teams/turn';
import { aboutPages, type About } from './connections/web/about';
import { admission, ordinaryLimits } from './connections/web/limits';
import { startWeb, type Page, type WebServer } from './connections/web/server';
import { root } from './content';
import type { Chooser } from './guides/answering/chooser';
import { decide } from './guides/answering/decide';
import type { Engine } from './guides/answering/engine';
import type { Library } from './guides/library';
import { inLanguage } from './organisation/language';
import type { Routes } from './organisation/policy';
import type { ModelSettings } from './organisation/settings';
import type { CodeDelivery } from './proof/delivery';
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
  readonly routes: Routes;
  /** The model that may choose among guides, where the settings name one. */
  readonly chooser?: Chooser | undefined;
  readonly codeDelivery: CodeDelivery;
  readonly codeKey: Buffer;
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

/** The outbox is looked at this often when nobody asked for it. */
const deliveryRoundMs = 1_000;

/** Joins everything and starts to serve. */
export async function assemble(parts: Parts): Promise<Running> {
  const database = await openDatabase(parts.database);
  const profile = parts.library.profiles.get(parts.organisation);
  if (!profile) throw new Error(`there is no guides/${parts.organisation}/profile.yaml`);
  const now = Date.now;
  const newId = () => randomBytes(16).toString('base64url');
  const waiting = { round: () => undefined as void };
  const bot: Bot = {
    organisation: parts.organisation,
    profile,
    library: parts.library,
    decide: (text, language) =>
      decide(parts.engine, parts.library, parts.organisation, text, language),
    chooser: parts.chooser,
    directory: graphDirectory(parts.graph),
    routes: parts.routes,
    kept: memory(database, now),
    desk: { tickets: ticketStore(database), now, newId },
    codes: {
      store: challengeStore(database),
      now,
      newId,
      randomBelow: (n) => randomInt(n),
      key: parts.codeKey,
    },
    codeDelivery: parts.codeDelivery,
    card: cardMaker(templates()),
    wordings,
    now,
    newId,
    deliver: () => waiting.round(),
    cast: parts.cast,
  };
  const queue = outbox(database, {
    now,
    random: Math.random,
    onFault: ({ kind, ticketId }, attempts, error) =>
      parts.log.warn(
        { kind, ticketId, attempts, reason: reasonOf(error) },
        'a delivery waits for its next try',
      ),
  });
  const rounds = startRounds(
    () => queue.drain(deliverer(bot, proactive(parts.adapter, parts.botId))),
    parts.log,
  );
  waiting.round = rounds.now;
  if ((await bot.kept.place(deskPlace)) === undefined)
    await bot.kept.keepPlace(deskPlace, parts.deskChannel);
  const web = await serve(parts, bot, () => queue.waiting());
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

function serve(parts: Parts, bot: Bot, waiting: () => Promise<number>): Promise<WebServer> {
  const { web, log } = parts;
  const app = teamsBot(parts.adapter, bot, {
    mayWriteTo: web.mayAnswerAt,
    deskChannel: parts.deskChannel.conversation.id,
    onFault: (reference, error) => log.error({ reference, err: error }, 'a turn failed'),
  });
  return startWeb({
    port: web.port,
    host: web.host,
    loopbackOnly: web.loopbackOnly,
    door: { channels: web.channels, tenants: web.tenants, mayAnswerAt: web.mayAnswerAt },
    verify: parts.verify,
    admit: admission(ordinaryLimits, bot.now),
    onActivity: (request, response) =>
      parts.adapter.process(request, response, async (context) => {
        await app.run(context);
      }),
    health: async () => ({ deliveriesWaiting: await waiting() }),
    pages: [...aboutPages(aboutOf(bot)), ...(web.pages ?? [])],
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

/** Runs the outbox round after round, and at once when asked; one round at a time. */
function startRounds(drain: () => Promise<number>, log: Logger) {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = () => {
    running = running.then(async () => {
      if (stopped) return;
      try {
        while ((await drain()) > 0 && !stopped);
      } catch (error) {
        log.error({ err: error }, 'the outbox could not be read');
      }
    });
  };
  const timer = setInterval(round, deliveryRoundMs);
  return {
    now: round,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
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
