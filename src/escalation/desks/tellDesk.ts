import type { Made } from './deliverToDesk';
import { closingNote, deskNote, reopeningNote, type DeskReportWords } from './deskReport';
import type { ServiceDesk } from './serviceDesk';
import type { Ticket } from '../ticket';

/**
 * Tells the desk what happened in the chat since it got the ticket: each new entry as a note for agents, and that it is
 * resolved or open again. What was told is remembered after each step; a step that broke off may be told twice, under the same id.
 * @throws DeskRefused, DeskUnanswered
 */
export async function tellDesk(
  desk: ServiceDesk,
  ticket: Ticket,
  attempt: Made,
  say: DeskReportWords,
  remember: (attempt: Made) => Promise<void>,
): Promise<Made> {
  let known = attempt;
  for (const [index, entry] of ticket.thread.entries()) {
    if (index < known.told) continue;
    await desk.comment(known.deskId, deskNote(ticket, entry, index, say));
    known = { ...known, told: index + 1 };
    await remember(known);
  }
  const closed = ticket.state === 'resolved';
  if (closed === known.closed) return known;
  if (!closed) await desk.comment(known.deskId, reopeningNote(ticket, say));
  else if (desk.close) await desk.close(known.deskId, closingNote(ticket, say));
  else await desk.comment(known.deskId, closingNote(ticket, say));
  // That it is resolved there is our own doing: it must not resolve a ticket that is opened again.
  known = { ...known, closed, ...(closed && desk.close ? { seen: 'resolved' } : {}) };
  await remember(known);
  return known;
}
