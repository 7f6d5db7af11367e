import { randomUUID } from 'node:crypto';
import { openDatabase } from '../connections/storage/database';
import { deskEvents } from '../connections/storage/deskEvents';
import { deskLinks } from '../connections/storage/deskLinks';
import { outbox } from '../connections/storage/outbox';
import { unreached } from '../connections/storage/unreached';
import { teamsBot } from '../connections/teams/bot';
import { deskPlace } from '../connections/teams/conversations/desk';
import { proactive } from '../connections/teams/notify';
import type { Bot } from '../connections/teams/turn';
import { aboutPages, type About } from '../connections/web/about';
import { admission, ordinaryLimits } from '../connections/web/limits';
import { startWeb, type WebServer } from '../connections/web/server';
import { inLanguage } from '../organisation/language';
import { deskWork } from './desks';
import { botOf } from './bot';
import type { Parts } from './parts';
import { changePages } from './changePages';
import { helpPage } from './helpPage';
import type { Changing } from './changing';
import { refusalRecorder } from './refusals';
import { startDeliveries } from './deliveryRounds';
import { sender, startRounds } from './outgoing';

export interface Running {
  readonly url: string;
  readonly bot: Bot;
  close(): Promise<void>;
}

/** How often desks are asked what became of tickets, where no event of theirs says so. */
const deskLookMs = 60_000;

/** Joins everything and starts to serve. */
export async function assemble(parts: Parts): Promise<Running> {
  const database = await openDatabase(parts.database);
  const waiting = { round: () => undefined as void, origin: parts.publicUrl ?? '' };
  const { bot, changes } = botOf(parts, database, waiting);
  const life = { isEnding: false };
  const queue = outbox(database, {
    isEnding: () => life.isEnding,
    now: bot.now,
    random: Math.random,
    onFault: (delivery, attempts, error) =>
      parts.log.warn(
        { ...delivery, attempts, reason: reasonOf(error) },
        'a delivery did not arrive',
      ),
  });
  if ((await bot.kept.place(deskPlace)) === undefined)
    await bot.kept.keepPlace(deskPlace, parts.deskChannel);
  const atDesks = { links: deskLinks(database), seen: deskEvents(database, bot.now) };
  const desks = deskWork(parts.desks, bot, atDesks, parts.log);
  const web = await serve(parts, bot, changes, async () => ({
    deliveriesWaiting: await queue.waiting(),
    deliveriesFailed: await queue.failed(),
  }));
  waiting.origin ||= web.url;
  const notReached = unreached(database, bot.now);
  const send = sender({
    bot,
    teams: proactive(parts.adapter, parts.botId),
    changing: changes,
    senders: parts.senders,
    origin: waiting.origin,
    desks,
    unreached: notReached,
    log: parts.log,
  });
  const rounds = startDeliveries({
    queue,
    send,
    systems: desks.names,
    unreached: notReached,
    confirming: changes.confirming,
    log: parts.log,
  });
  const looks = startRounds(() => desks.lookAround(), deskLookMs, parts.log);
  waiting.round = rounds.now;
  return {
    url: web.url,
    bot,
    close: async () => {
      life.isEnding = true;
      await web.close();
      await rounds.stop();
      await looks.stop();
      await database.close();
    },
  };
}

function serve(
  parts: Parts,
  bot: Bot,
  changes: Changing,
  health: () => Promise<Record<string, unknown>>,
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
    door: {
      channels: web.channels,
      tenants: web.tenants,
      recipient: web.recipient,
      mayAnswerAt: web.mayAnswerAt,
      repliesAnywhere: web.repliesAnywhere ?? false,
    },
    verify: parts.verify,
    admit,
    onActivity: (request, response) =>
      parts.adapter.process(request, response, async (context) => {
        await app.run(context);
      }),
    health,
    pages: [
      ...aboutPages(aboutOf(bot)),
      ...changePages(bot, changes),
      ...helpPage(bot, parts.deskChannel.conversation.tenantId),
      ...(web.pages ?? []),
    ],
    pageOptions: {
      admit: (from) => admit('pages', from),
      proxies: web.proxies ?? 0,
      secure: parts.publicUrl?.startsWith('https://') ?? false,
      onFault: (error) => {
        const reference = randomUUID().slice(0, 8);
        log.error({ reference, err: error }, 'a page failed');
        return reference;
      },
    },
    onRefusal: refusalRecorder(parts, bot),
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
