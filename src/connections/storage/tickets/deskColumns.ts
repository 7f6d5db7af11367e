import { isUrgent, type Ticket } from '../../../escalation/ticket';
import { storable } from '../storable';

/** What the desk lists and finds a ticket by. */
export function deskColumns(ticket: Ticket) {
  return {
    assignee_id: ticket.assignee?.id ?? null,
    urgent: isUrgent(ticket) ? 1 : 0,
    found_by: storable(foldedForSearch(`${ticket.number} ${ticket.personName}`)),
  };
}

/** The same for capital and small letters, with and without accents, so that both engines find alike. */
export function foldedForSearch(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
