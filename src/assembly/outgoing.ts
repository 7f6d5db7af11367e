import type { Logger } from 'pino';
import { FailedForGood, NotBefore, type Delivery as Waiting } from '../connections/storage/outbox';
import type { Unreached } from '../connections/storage/unreached';
import {
  changeDeliverer,
  receiptToChat,
  tellUnreached,
  ticketDeliverer,
  type Proactive,
} from '../connections/teams/notify';
import { deskPlace } from '../connections/teams/conversations/deskQueues';
import { securityInfo } from '../connections/teams/conversations/simple';
import type { Bot } from '../connections/teams/turn';
import { notMePath } from '../connections/web/notMePages';
import type { DeskWork } from './desks';
import type { Changing } from './changing';
import { keepContacts } from './contacts';
import { inLanguage } from '../organisation/language';
import { receiptMail, receiptSms } from '../wording/receipt';

/** Sends one message; `failed-for-good` when trying again would not help. @throws what may be tried again. */
export type Send<M> = (message: M) => Promise<'sent' | 'failed-for-good'>;

/** The ways out beside Teams. Absent where the organisation has none. */
export interface Senders {
  readonly mail: Send<{ id: string; to: string; subject: string; text: string }> | undefined;
  readonly sms: Send<{ id: string; to: string; text: string; at: number }> | undefined;
}

export interface OutgoingParts {
  readonly bot: Bot;
  readonly teams: Proactive;
  readonly changing: Changing;
  readonly senders: Senders;
  /** Where the bot's pages are. */
  readonly origin: string;
  readonly desks: DeskWork;
  readonly unreached: Unreached;
  readonly log: Logger;
}

/** Carries one delivery out, whatever it is. @throws when it did not get there and may be tried again. */
export function sender(parts: OutgoingParts): (waiting: Waiting) => Promise<void> {
  const { bot, teams } = parts;
  const ticket = ticketDeliverer(bot, teams);
  const change = changeDeliverer(bot, teams);
  return async ({ kind, subject, version }) => {
    switch (kind) {
      case 'desk':
      case 'person':
      case 'line':
      case 'lifted':
      case 'reminder':
        return ticket({ kind, subject, version });
      case 'change':
        await keepContacts(subject, bot);
        return change(subject);
      case 'unreached':
        if (await parts.unreached.still(subject)) await tellUnreached(bot, teams, subject);
        return;
      case 'receipt':
        return receipt(subject, parts);
      default:
        if (kind.startsWith('desk/')) return toSystem(kind.slice('desk/'.length), subject, parts);
        throw new Error(`nothing carries a delivery of the kind ${kind}`);
    }
  };
}

/** Brings a ticket to a desk's own system. What fails for good is said in the desk's channel, where somebody looks. */
async function toSystem(
  name: string,
  ticketId: string,
  { desks, bot, teams }: OutgoingParts,
): Promise<void> {
  const brought = await desks.bring(name, ticketId);
  if (brought.kind === 'there') return;
  if (brought.kind === 'later') throw new NotBefore(brought.why, brought.at ?? bot.now());
  const ticket = await bot.desk.tickets.find(ticketId);
  const say = bot.wordings[bot.profile.languages[0] ?? 'en'].desk;
  await teams.post(await bot.kept.place(deskPlace), {
    text: say.notBrought(ticket?.number ?? '', name),
  });
  throw new FailedForGood(brought.why);
}

/** Sends a receipt its way. One that cannot be delivered for good is logged, since nothing more can be done. */
async function receipt(id: string, parts: OutgoingParts): Promise<void> {
  const { bot, changing, senders, log } = parts;
  const kept = await changing.receipts.find(id);
  const pending = kept && (await changing.changes.find(kept.changeId));
  if (!pending || !kept.to || !kept.token) return;
  const { to } = kept;
  const at = pending.endedAt ?? bot.now();
  const say = bot.wordings[pending.language];
  const notMe = `${parts.origin}${notMePath(kept.token)}`;
  const organisation = inLanguage(bot.profile.name, pending.language);
  if (to.way === 'chat') await receiptToChat(bot, parts.teams)(pending, notMe);
  else {
    const mail = receiptMail(pending, say, organisation, securityInfo, notMe);
    const sent =
      to.way === 'mail'
        ? await senders.mail?.({ id, to: to.to, ...mail })
        : await senders.sms?.({ id, to: to.to, text: receiptSms(pending, say, notMe), at });
    if (sent !== 'sent')
      log.warn({ changeId: pending.id, way: to.way, sent }, 'a receipt could not be delivered');
  }
  await changing.receipts.sent(id);
}

/**
 * Runs rounds, one at a time: each by the clock, and at once when asked.
 * @param round begins nothing more once it is told to stop.
 */
export function startRounds(
  round: (isStopped: () => boolean) => Promise<void>,
  everyMs: number,
  log: Logger,
) {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const next = () => {
    running = running.then(async () => {
      if (stopped) return;
      try {
        await round(() => stopped);
      } catch (error) {
        log.error({ err: error }, 'a round could not be made');
      }
    });
  };
  const timer = setInterval(next, everyMs);
  return {
    now: next,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
