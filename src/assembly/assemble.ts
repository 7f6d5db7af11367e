import { randomUUID } from 'node:crypto';
import { openDatabase } from '../connections/storage/database';
import { deskEvents } from '../connections/storage/deskEvents';
import { deskLinks } from '../connections/storage/deskLinks';
import { outbox, type Outbox } from '../connections/storage/outbox';
import { unreached } from '../connections/storage/unreached';
import { teamsBot } from '../connections/teams/bot';
import { deskPlace } from '../connections/teams/conversations/deskQueues';
import { proactive, type Proactive } from '../connections/teams/notify';
import type { Bot } from '../connections/teams/turn';
import { aboutPages } from '../connections/web/about';
import { admission, ordinaryLimits } from '../connections/web/limits';
import { startWeb, type WebServer } from '../connections/web/server';
import { deskWork, type DeskWork } from './desks';
import { botOf } from './bot';
import type { Parts } from './parts';
import { aboutOf } from './about';
import { changePages, signInPages } from './changePages';
import { helpPage } from './helpPage';
import type { Changing } from './changing';
import { reentryStepPages, resumeReentries, withPasses, type Reentering } from './reentry';
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
  const { bot, changes, reentry } = botOf(parts, database, waiting);
  const teams = proactive(parts.adapter, parts.botId);
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
  const web = await serve(parts, { bot, changes, reentry, teams, desks }, () => healthOf(queue));
  waiting.origin ||= web.url;
  const notReached = unreached(database, bot.now);
  const others = sender({
    bot,
    teams,
    changing: changes,
    senders: parts.senders,
    origin: waiting.origin,
    desks,
    unreached: notReached,
    log: parts.log,
  });
  const rounds = startDeliveries({
    queue,
    send: withPasses({ bot, teams, mail: parts.senders.mail, log: parts.log }, others),
    systems: desks.names,
    unreached: notReached,
    confirming: changes.confirming,
    passes: () => resumeReentries(reentry, parts.log),
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

interface Joined {
  readonly bot: Bot;
  readonly changes: Changing;
  readonly reentry: Reentering | undefined;
  readonly teams: Proactive;
  readonly desks: DeskWork;
}

function serve(
  parts: Parts,
  { bot, changes, reentry, teams, desks }: Joined,
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
      ...signInPages(bot, changes, reentryStepPages(bot, reentry, teams, log)),
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
    deskEvents: {
      take: (...event) => desks.take(...event),
      proxies: web.proxies ?? 0,
      admit: (from) => admit('desk-events', from),
      onFault: (error) => log.error({ err: error }, 'the event of a desk could not be taken'),
    },
    onRefusal: refusalRecorder(parts, bot),
  });
}

/** How deliveries stand. Where some have failed for good, somebody has to look. */
async function healthOf(queue: Outbox): Promise<Record<string, unknown>> {
  const deliveriesFailed = await queue.failed();
  return {
    deliveriesWaiting: await queue.waiting(),
    deliveriesFailed,
    ...(deliveriesFailed > 0 ? { triedAgainBy: 'npm run desks -- retry' } : {}),
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
