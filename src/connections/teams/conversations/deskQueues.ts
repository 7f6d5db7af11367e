import {
  onlyQueue,
  promisedUntil,
  queueOf,
  type DeskRules,
  type Queue,
} from '../../../escalation/routing';
import type { Ticket } from '../../../escalation/ticket';
import { inLanguage, type Language } from '../../../organisation/language';
import { momentInWords } from '../../../wording/moments';
import type { Card } from '../cards';
import { channelOf } from '../inbound';
import { plain } from '../text';
import type { Bot } from '../turn';

/** Where the desk gets its tickets; a queue with a channel of its own has `desk/<queue>`. */
export const deskPlace = 'desk';
const placeOfQueue = (id: string) => `${deskPlace}/${id}`;

/** How this desk works; one queue where nothing is said. */
export function rulesOf(bot: Bot): DeskRules {
  return (
    bot.desk.rules ?? { queues: [{ id: onlyQueue, name: bot.profile.desk.name }], promise: {} }
  );
}

/** The desk speaks the first of the organisation's languages. */
export function deskLanguage(bot: Bot): Language {
  return bot.profile.languages[0] ?? 'en';
}

/** The place where a ticket's card stands. */
export function deskPlaceOf(bot: Bot, ticket: Ticket): string {
  const { id, channel } = queueOf(ticket, rulesOf(bot));
  return channel === undefined ? deskPlace : placeOfQueue(id);
}

/**
 * How to write to a queue's channel: as to the desk's own, which is in the same tenant.
 * @param desk how to write to the desk's own channel.
 */
export function channelReference(bot: Bot, place: string, desk: unknown): unknown {
  const queue = rulesOf(bot).queues.find((q) => placeOfQueue(q.id) === place);
  if (queue?.channel === undefined || typeof desk !== 'object' || desk === null) return undefined;
  const { conversation } = desk as { conversation?: object };
  return { ...desk, conversation: { ...conversation, id: queue.channel } };
}

/** Whether a conversation is the desk's own channel or that of one of its queues, or a thread in one. */
export async function isAtDesk(bot: Bot, conversation: string): Promise<boolean> {
  const desk = (await bot.kept.place(deskPlace)) as { conversation?: { id?: string } } | undefined;
  const channels = [desk?.conversation?.id, ...rulesOf(bot).queues.map((q) => q.channel)];
  return channels.some((id) => id !== undefined && channelOf(id) === channelOf(conversation));
}

/** What stays where a ticket's card was, once the ticket is in another queue. Nobody presses anything there. */
export function movedCard(bot: Bot, ticket: Ticket): Card {
  const language = deskLanguage(bot);
  const { desk, ticketKinds } = bot.wordings[language];
  return bot.card('ticketNote', language, {
    title: desk.title(ticket.number, ticketKinds[ticket.kind]),
    state: '',
    text: desk.moved(plain(queueName(queueOf(ticket, rulesOf(bot)), language))),
  });
}

/** The other queues, to choose one from. */
export function otherQueues(bot: Bot, ticket: Ticket): { title: string; value: string }[] {
  const rules = rulesOf(bot);
  const own = queueOf(ticket, rules);
  return rules.queues
    .filter((q) => q !== own)
    .map((q) => ({ title: queueName(q, deskLanguage(bot)), value: q.id }));
}

/** What the desk's card says of queue, promise, hand-over and outcome; nothing where there is nothing to say. */
export function deskFacts(bot: Bot, ticket: Ticket): [string, string | undefined][] {
  const language = deskLanguage(bot);
  const { desk: say, resolutions } = bot.wordings[language];
  const rules = rulesOf(bot);
  const until = ticket.state === 'open' ? promisedUntil(ticket, rules) : undefined;
  const { handedOver } = ticket;
  const queue = rules.queues.length > 1 ? queueOf(ticket, rules) : undefined;
  return [
    [say.queue, queue && plain(queueName(queue, language))],
    [say.promised, until === undefined ? undefined : momentIn(until, language)],
    [
      say.handedOver,
      handedOver &&
        [
          say.handedOverBy(plain(handedOver.name), momentIn(handedOver.at, language)),
          plain(handedOver.note),
        ]
          .filter(Boolean)
          .join(' · '),
    ],
    [say.outcome, ticket.resolution && resolutions[ticket.resolution]],
  ];
}

/** What the bot told the person, and what the organisation wants checked, as lines of the desk's card. */
export function deskAdvice(bot: Bot, ticket: Ticket) {
  const language = deskLanguage(bot);
  const say = bot.wordings[language].desk;
  const told = ticket.told ?? [];
  const lines = (texts: readonly string[]) => texts.map((text) => ({ text: plain(text) }));
  return {
    toldTitle: say.told,
    told: lines(told.length > 0 ? told : [say.toldNothing]),
    checksTitle: say.checks,
    checks: ticket.state === 'resolved' ? [] : lines(checksOf(bot, language)),
  };
}

/** The identity checks that the organisation wants, else the usual ones. */
export function checksOf(
  bot: Pick<Bot, 'profile' | 'wordings'>,
  language: Language,
): readonly string[] {
  const own = bot.profile.desk.checks?.map((c) => inLanguage(c, language));
  return own ?? bot.wordings[language].desk.usualChecks;
}

/** A moment as people at the desk read it. */
export function momentIn(at: number, language: Language): string {
  return momentInWords(at, language, 'medium');
}

function queueName(queue: Queue, language: Language): string {
  return inLanguage(queue.name, language);
}
