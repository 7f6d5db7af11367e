import { CardFactory, type MessagingExtensionResult } from 'botbuilder';
import type { Ticket } from '../../escalation/ticket';
import { agentOf } from './conversations/deskWork';
import type { Bot, Turn } from './turn';

/** The command and its parameter, as the manifest names them. */
export const findTicketCommand = 'findTicket';
export const findTicketParameter = 'ticket';

const mostFound = 10;
const longestQuery = 100;

/**
 * Finds tickets for an agent who writes somewhere in Teams. What is found can be put into any conversation, so it is
 * number, kind and state: nothing of the person, and nothing to press.
 */
export async function foundTickets(
  turn: Turn,
  query: unknown,
  bot: Bot,
): Promise<MessagingExtensionResult> {
  const agent = await agentOf(turn, bot, 'find');
  if (!agent) return { type: 'message', text: turn.say.desk.notAnAgent };
  const words = typeof query === 'string' ? query.slice(0, longestQuery) : '';
  const tickets = await bot.desk.tickets.search(agent.tenantId, words, mostFound);
  return {
    type: 'result',
    attachmentLayout: 'list',
    attachments: tickets.map((t) => found(turn, t, bot)),
  };
}

function found({ say, language }: Turn, ticket: Ticket, bot: Bot) {
  const title = say.desk.title(ticket.number, say.ticketKinds[ticket.kind]);
  const state = say.desk.states[ticket.state];
  const shown = bot.card('ticketNote', language, {
    title,
    state,
    text: say.desk.found(ticket.number),
  });
  return {
    ...CardFactory.adaptiveCard(shown),
    preview: CardFactory.thumbnailCard(title, state),
  };
}
