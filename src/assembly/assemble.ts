import { randomUUID } from 'node:crypto';
import type { Client } from '@microsoft/microsoft-graph-client';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Logger } from 'pino';
import { openDatabase } from '../connections/storage/database';
import type { Keys } from '../connections/storage/key';
import { outbox } from '../connections/storage/outbox';
import type { Verify } from '../connections/teams/adapter';
import { teamsBot } from '../connections/teams/bot';
import { deskPlace } from '../connections/teams/conversations/deskQueues';
import { proactive } from '../connections/teams/notify';
import type { Bot, Cast } from '../connections/teams/turn';
import { aboutPages, type About } from '../connections/web/about';
import type { TakeDeskEvent } from '../connections/web/deskEvents';
import { admission, ordinaryLimits } from '../connections/web/limits';
import type { Page } from '../connections/web/pages';
import { startWeb, type WebServer } from '../connections/web/server';
import type { Chooser } from '../guides/answering/chooser';
import type { Engine } from '../guides/answering/engine';
import type { Library } from '../guides/library';
import { inLanguage } from '../organisation/language';
import type { Policy } from '../organisation/policy';
import type { CodeDelivery } from '../proof/delivery';
import { resume } from '../signInMethods/confirm';
import { botOf } from './bot';
import { changePages } from './changePages';
import type { Changing, SignInSetup } from './changing';
import { sender, startRounds, type Senders } from './outgoing';

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
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly web: {
    readonly port: number;
    readonly host: string;
    readonly loopbackOnly: boolean;
    readonly channels: readonly string[];
    readonly tenants: readonly string[] | undefined;
    readonly mayAnswerAt: (serviceUrl: string) => boolean;
    readonly pages?: readonly Page[];
    readonly takeDeskEvent?: TakeDeskEvent | undefined;
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
    deskEvents: web.takeDeskEvent && {
      take: web.takeDeskEvent,
      admit: (from) => admit('desk-events', from),
      onFault: (error) => log.error({ err: error }, 'the event of a desk could not be taken'),
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
