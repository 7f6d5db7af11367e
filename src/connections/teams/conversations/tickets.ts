import { z } from 'zod';
import { happen } from '../../../escalation/desk';
import { isUrgent, type Entry, type Ticket } from '../../../escalation/ticket';
import type { Language } from '../../../organisation/language';
import type { Wording } from '../../../wording/en';
import type { Card } from '../cards';
import { plain, quoted } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { deskLine } from './guides';
import { card, choices, text } from './simple';

export const personPlace = (tenantId: string, personId: string) => `person/${tenantId}/${personId}`;
export const shownToPerson = (ticketId: string) => `person/${ticketId}`;

/** The person's view of a ticket: number, state, what happens next, and the conversation. */
export function ticketCard(bot: Bot, language: Language, ticket: Ticket, lead = ''): Card {
  const say = bot.wordings[language];
  const open = ticket.state !== 'resolved';
  return bot.card('ticket', language, {
    ticket: ticket.id,
    style: open ? (isUrgent(ticket) ? 'attention' : 'accent') : 'good',
    title: `${say.ticket.title(ticket.number)} · ${say.ticketKinds[ticket.kind]}`,
    lead,
    facts: [
      { title: say.ticket.state, value: say.ticketStates[ticket.state] },
      ...(ticket.resolution
        ? [{ title: say.desk.outcome, value: say.resolutions[ticket.resolution] }]
        : []),
      { title: say.ticket.next, value: say.ticketNext[ticket.state] },
      { title: say.ticket.desk, value: deskLine(bot, { language, say } as Turn) },
    ],
    whatTitle: say.ticket.what,
    what: quoted(ticket.what) || '—',
    threadTitle: say.ticket.thread,
    thread: ticket.thread.map((e) =>
      entryLine(e, e.by === 'person' ? say.ticket.you : e.name, language),
    ),
    canAdd: open,
    canReopen: !open,
    addWord: ticket.state === 'waiting' ? say.ticket.answer : say.ticket.addWord,
    textRequired: say.desk.textRequired,
    send: say.ticket.send,
    reopen: say.ticket.reopen,
  });
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
    choices(bot, turn, {
      title: turn.say.ticket.listTitle,
      actions: tickets.slice(0, 6).map((t) => ({
        title: `${t.number} · ${turn.say.ticketKinds[t.kind]} · ${turn.say.ticketStates[t.state]}`,
        data: { verb: 'ticket.show', ticket: t.id },
      })),
    }),
  );
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
  if (typeof ticket === 'string') return text(turn.say.ticketRefusals[ticket]);
  await showTicket(bot, turn, ticket);
  bot.deliver();
  return { replace: ticketCard(bot, turn.language, ticket) };
}

const about = { ticket: z.string().max(100) };

export const ticketVerbs: Verbs = {
  'ticket.show': verb(z.object(about).strict(), async (turn, data, bot) => {
    const ticket = await own(bot, turn, data.ticket);
    return ticket ? shown(bot, turn, ticket) : text(turn.say.ticket.notYours);
  }),
  'ticket.word': verb(
    z.object({ ...about, word: z.string().max(5000).default('') }).strict(),
    (turn, data, bot) =>
      changed(turn, bot, data.ticket, { kind: 'add-word', name: nameOf(turn), text: data.word }),
  ),
  'ticket.reopen': verb(z.object(about).strict(), (turn, data, bot) =>
    changed(turn, bot, data.ticket, { kind: 'reopen', by: 'person', name: nameOf(turn), text: '' }),
  ),
};

function nameOf(turn: Turn): string {
  return turn.person?.name ?? '';
}

/** The one line that a person gets beside the updated card: they are asked, or it is solved. */
export function lineFor(ticket: Ticket, say: Wording): string | undefined {
  if (ticket.state === 'waiting') return say.ticket.lineAsked(ticket.number);
  return ticket.state === 'resolved' ? say.ticket.lineSolved(ticket.number) : undefined;
}
