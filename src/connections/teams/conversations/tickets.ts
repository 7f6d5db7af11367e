import { z } from 'zod';
import { happen } from '../../../escalation/desk';
import { asCorrected, latestOwnText, mayReopen, mayWithdraw } from '../../../escalation/ownTicket';
import { isUrgent, type Entry, type Ticket } from '../../../escalation/ticket';
import type { Profile } from '../../../organisation/profile';
import { inLanguage, type Language } from '../../../organisation/language';
import type { Wording } from '../../../wording/en';
import type { Card } from '../cards';
import { plain, quoted } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { deskLine } from './guides';
import { stepsForPerson } from './reentryCards';
import { card, text } from './simple';

const mostListed = 6;

export const personPlace = (tenantId: string, personId: string) => `person/${tenantId}/${personId}`;
export const shownToPerson = (ticketId: string) => `person/${ticketId}`;

/** The person's view of a ticket: number, state, what happens next, and the conversation. */
export function ticketCard(bot: Bot, language: Language, ticket: Ticket, lead = ''): Card {
  const say = bot.wordings[language];
  const open = ticket.state !== 'resolved';
  const shown = asCorrected(ticket);
  return bot.card('ticket', language, {
    ticket: ticket.id,
    style: open ? (isUrgent(ticket) ? 'attention' : 'accent') : 'good',
    title: `${say.ticket.title(ticket.number)} · ${say.ticketKinds[ticket.kind]}`,
    lead,
    facts: standing(bot, language, ticket),
    ...stepsForPerson(bot, ticket, language),
    whatTitle: say.ticket.what,
    what: quoted(shown.what) || '—',
    threadTitle: say.ticket.thread,
    thread: shown.thread.map((e) =>
      entryLine(e, e.by === 'person' ? say.ticket.you : e.name, language),
    ),
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
  });
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
  const when = new Intl.DateTimeFormat(language === 'fr' ? 'fr-CA' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(entry.at);
  return { who: `${plain(who)} · ${when} UTC`, text: quoted(entry.text) };
}

/** Remembers where this person's view of the ticket stands, so that it can follow. */
export async function showTicket(bot: Bot, turn: Turn, ticket: Ticket): Promise<void> {
  const place = personPlace(ticket.tenantId, ticket.personId);
  if (turn.cardActivity)
    await bot.kept.keepShown(shownToPerson(ticket.id), place, turn.cardActivity);
}

/** What became of the person's tickets: the only one as its card, several as a list. */
export async function ownTickets(bot: Bot, turn: Turn): Promise<Answer> {
  if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
  if (!turn.person) return text(turn.say.methods.notYou);
  const tickets = await bot.desk.tickets.of(turn.person);
  const [only] = tickets;
  if (!only) return text(turn.say.ticket.none);
  if (tickets.length === 1) return shown(bot, turn, only);
  return card(
    bot.card('ticketList', turn.language, {
      title: turn.say.ticket.listTitle,
      hint: '',
      filters: [],
      part: '',
      tickets: tickets
        .slice(0, mostListed)
        .map((t) =>
          rowOf(
            'ticket.show',
            t,
            [t.number, turn.say.ticketKinds[t.kind]],
            [turn.say.ticketStates[t.state]],
          ),
        ),
      pages: [],
    }),
  );
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

function shown(bot: Bot, turn: Turn, ticket: Ticket): Answer {
  const place = personPlace(ticket.tenantId, ticket.personId);
  return {
    messages: [
      {
        card: ticketCard(bot, turn.language, ticket),
        posted: (activityId) => bot.kept.keepShown(shownToPerson(ticket.id), place, activityId),
      },
    ],
  };
}

async function own(bot: Bot, turn: Turn, id: string): Promise<Ticket | undefined> {
  const ticket = await bot.desk.tickets.find(id);
  const { person } = turn;
  return person && ticket?.personId === person.id && ticket.tenantId === person.tenantId
    ? ticket
    : undefined;
}

async function changed(
  turn: Turn,
  bot: Bot,
  id: string,
  event: Parameters<typeof happen>[1],
): Promise<Answer> {
  if (!(await own(bot, turn, id))) return text(turn.say.ticket.notYours);
  const ticket = await happen(id, event, bot.desk);
  if (ticket === undefined) return text(turn.say.ticket.notYours);
  if (ticket === 'ticket-too-old') return tooOld(bot, turn, id);
  if (typeof ticket === 'string') return text(turn.say.ticketRefusals[ticket]);
  await showTicket(bot, turn, ticket);
  bot.deliver();
  return { replace: ticketCard(bot, turn.language, ticket) };
}

/** A card from before: what it offers is over, so it is shown anew, with the way to a new ticket. */
async function tooOld(bot: Bot, turn: Turn, id: string): Promise<Answer> {
  const ticket = await bot.desk.tickets.find(id);
  const messages = [{ text: turn.say.ticketRefusals['ticket-too-old'] }];
  return ticket ? { replace: ticketCard(bot, turn.language, ticket), messages } : { messages };
}

const about = { ticket: z.string().max(100) };
const word = z.string().max(5000).default('');

export const ticketVerbs: Verbs = {
  'ticket.show': verb(z.object(about).strict(), async (turn, data, bot) => {
    const ticket = await own(bot, turn, data.ticket);
    return ticket ? shown(bot, turn, ticket) : text(turn.say.ticket.notYours);
  }),
  'ticket.word': verb(z.object({ ...about, word }).strict(), (turn, data, bot) =>
    changed(turn, bot, data.ticket, { kind: 'add-word', name: nameOf(turn), text: data.word }),
  ),
  'ticket.correct': verb(z.object({ ...about, correction: word }).strict(), (turn, data, bot) =>
    changed(turn, bot, data.ticket, { kind: 'correct', name: nameOf(turn), text: data.correction }),
  ),
  'ticket.withdraw': verb(z.object(about).strict(), (turn, data, bot) =>
    changed(turn, bot, data.ticket, { kind: 'withdraw' }),
  ),
  'ticket.reopen': verb(z.object(about).strict(), (turn, data, bot) =>
    changed(turn, bot, data.ticket, { kind: 'reopen', by: 'person', name: nameOf(turn), text: '' }),
  ),
};

function nameOf(turn: Turn): string {
  return turn.person?.name ?? '';
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
