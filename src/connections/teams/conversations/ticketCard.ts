import { asCorrected, latestOwnText, mayReopen, mayWithdraw } from '../../../escalation/ownTicket';
import { isUrgent, type Entry, type Ticket } from '../../../escalation/ticket';
import { inLanguage, type Language } from '../../../organisation/language';
import type { Profile } from '../../../organisation/profile';
import type { Wording } from '../../../wording/en';
import { momentInWords } from '../../../wording/moments';
import type { Card } from '../cards';
import { plain, quoted } from '../text';
import type { Bot, Turn } from '../turn';
import { deskLine } from './guides';
import { stepsForPerson } from './reentryCards';
import { withThread } from './thread';

export const personPlace = (tenantId: string, personId: string) => `person/${tenantId}/${personId}`;
export const shownToPerson = (ticketId: string) => `person/${ticketId}`;

/** The person's view of a ticket: number, state, what happens next, and the conversation. */
export function ticketCard(bot: Bot, language: Language, ticket: Ticket, lead = ''): Card {
  const say = bot.wordings[language];
  const open = ticket.state !== 'resolved';
  const shown = asCorrected(ticket);
  const thread = shown.thread.map((e) =>
    entryLine(e, e.by === 'person' ? say.ticket.you : e.name, language),
  );
  const data = {
    ticket: ticket.id,
    style: open ? (isUrgent(ticket) ? 'attention' : 'accent') : 'good',
    title: `${say.ticket.title(ticket.number)} · ${say.ticketKinds[ticket.kind]}`,
    lead,
    facts: standing(bot, language, ticket),
    ...stepsForPerson(bot, ticket, language),
    whatTitle: say.ticket.what,
    what: quoted(shown.what) || '—',
    threadTitle: say.ticket.thread,
    canAdd: open,
    canCorrect: open,
    correct: say.ticket.correct,
    latest: latestOwnText(ticket),
    canWithdraw: mayWithdraw(ticket, isUrgent(ticket)),
    withdraw: say.ticket.withdraw,
    canReopen: mayReopen(ticket, bot.now()),
    canOpenNew: !open && !mayReopen(ticket, bot.now()),
    openNew: say.ticket.openNew,
    kind: ticket.kind,
    addWord: ticket.state === 'waiting' ? say.ticket.answer : say.ticket.addWord,
    textRequired: say.desk.textRequired,
    send: say.ticket.send,
    reopen: say.ticket.reopen,
  };
  return withThread(thread, say.ticket.earlier, (part) =>
    bot.card('ticket', language, { ...data, ...part }),
  );
}

/** How it stands, what happens next, and how and when the desk is there. */
function standing(bot: Bot, language: Language, ticket: Ticket) {
  const say = bot.wordings[language];
  const { hours } = bot.profile.desk;
  const tooOld = ticket.state === 'resolved' && !mayReopen(ticket, bot.now());
  const next = ticket.withdrawn ? say.ticket.withdrawnNext : nextStep(ticket, say);
  return [
    {
      title: say.ticket.state,
      value: ticket.withdrawn ? say.ticket.withdrawn : say.ticketStates[ticket.state],
    },
    ...(ticket.resolution
      ? [{ title: say.desk.outcome, value: say.resolutions[ticket.resolution] }]
      : []),
    { title: say.ticket.next, value: tooOld ? say.ticket.tooOldNext : next },
    { title: say.ticket.desk, value: deskLine(bot, { language, say } as Turn) },
    ...(hours === undefined
      ? []
      : [{ title: say.ticket.hours, value: plain(inLanguage(hours, language)) }]),
  ];
}

/** A ticket from “this wasn't me” asks for no way to be reached, so the desk takes the one on record. */
function nextStep({ state, reach }: Ticket, say: Wording): string {
  const onFile = reach === '' ? say.ticketNextOnFile[state] : undefined;
  return onFile ?? say.ticketNext[state];
}

/**
 * What the person is told when no desk can be reached: that nothing is lost, and how to reach the desk themselves, the
 * telephone first.
 */
export function unreachedLine(
  ticket: Pick<Ticket, 'number' | 'language'>,
  { desk }: Pick<Profile, 'desk'>,
  say: Wording,
): string {
  const ways = [desk.telephone, desk.email, desk.place, desk.name].filter((w) => w !== undefined);
  const shown = ways.map((w) => plain(inLanguage(w, ticket.language)));
  return say.ticket.unreached(ticket.number, shown.join(', '));
}

export function entryLine(entry: Entry, who: string, language: Language) {
  const when = momentInWords(entry.at, language, 'medium');
  return { who: `${plain(who)} · ${when}`, text: quoted(entry.text) };
}

/** A ticket in a list: two lines that can be pressed, which fit on a phone. */
export function rowOf(
  verb: string,
  { id }: Ticket,
  first: readonly string[],
  second: readonly string[],
) {
  return {
    verb,
    ticket: id,
    title: [...first, ...second].join(' · '),
    first: plain(first.join(' · ')),
    second: plain(second.join(' · ')),
  };
}

/**
 * The one line that a person gets beside the updated card: they are asked, it is solved, or (`lifted`) changes of their
 * methods are allowed again. None where that is so no longer.
 */
export async function lineFor(
  bot: Bot,
  { tenantId, personId, language, number, state, withdrawn }: Ticket,
  kind: 'line' | 'lifted',
): Promise<string | undefined> {
  const say = bot.wordings[language].ticket;
  if (kind === 'lifted') {
    const isFrozen = await bot.changes.freezes.isFrozen({ tenantId, id: personId });
    return isFrozen ? undefined : say.lineLifted(number);
  }
  if (state === 'waiting') return say.lineAsked(number);
  return state === 'resolved' && !withdrawn ? say.lineSolved(number) : undefined;
}
