import type { DeskState, DeskTicket } from './serviceDesk';
import { outsideId, type Ticket } from '../ticket';
import type { TicketEvent } from '../ticketEvents';

/**
 * What follows for our ticket from the desk's own, fetched from the desk itself: its state, and nothing else. No text of
 * the desk's system is read, so that nothing said there can do anything here. Only a change counts: what the desk's state
 * was already says nothing about ours. Nor does what an agent there does with a ticket that ended in the chat, unless it was
 * closed there too: it is opened again only by being opened again.
 * @param seen the desk's state when it was last looked at.
 * @param words what the person reads where the desk waits for them, or has resolved it.
 */
export function followDesk(
  ticket: Ticket,
  theirs: DeskTicket,
  seen: DeskState,
  desk: string,
  words: { readonly asked: string; readonly resolved: string },
): readonly TicketEvent[] {
  if (theirs.state === seen || theirs.state === ticket.state) return [];
  if (ticket.state === 'resolved' && seen !== 'resolved' && seen !== 'unknown') return [];
  const agent = ticket.assignee ?? { id: outsideId(desk), name: theirs.assignee ?? desk };
  const take: TicketEvent[] = ticket.assignee ? [] : [{ kind: 'take', agent }];
  switch (theirs.state) {
    case 'unknown':
      return [];
    case 'open':
      return reopened(ticket, desk);
    case 'taken':
      return [...reopened(ticket, desk), ...take];
    case 'waiting':
      return [...reopened(ticket, desk), ...take, { kind: 'ask', agent, text: words.asked }];
    case 'resolved':
      return [...take, { kind: 'resolve', agent, text: words.resolved }];
  }
}

function reopened(ticket: Ticket, desk: string): TicketEvent[] {
  return ticket.state === 'resolved' ? [{ kind: 'reopen', by: 'desk', name: desk, text: '' }] : [];
}
