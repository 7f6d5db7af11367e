import { z } from 'zod';
import { happen } from '../../../escalation/desk';
import type { Ticket } from '../../../escalation/ticket';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { card, text } from './simple';
import { personPlace, rowOf, shownToPerson, ticketCard } from './ticketCard';

const mostListed = 6;

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
  if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
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
    if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
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
