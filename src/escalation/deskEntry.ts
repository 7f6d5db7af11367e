import type { Entry } from '../record/record';
import type { Ticket } from './ticket';
import type { TicketEvent } from './ticketEvents';

/** What the record calls what an agent did. */
const outcomes = {
  take: 'taken',
  ask: 'asked',
  resolve: 'resolved',
  reopen: 'reopened',
  'hand-over': 'handed-over',
  'lift-freeze': 'lifted',
} as const;

export type DeskDeed = keyof typeof outcomes;

interface Stamp {
  readonly id: string;
  readonly at: number;
}

/** The line of the record for what an agent did to a ticket. Nothing that anybody wrote is in it. */
export function deskEntry(
  ticket: Ticket,
  event: Extract<TicketEvent, { kind: DeskDeed }>,
  agentId: string,
  { id, at }: Stamp,
): Entry {
  const reason = event.kind === 'resolve' ? event.resolution : undefined;
  return {
    id,
    at,
    tenantId: ticket.tenantId,
    event: 'desk',
    outcome: outcomes[event.kind],
    ...(reason ? { reason } : {}),
    ticketId: ticket.id,
    personal: { ...about(ticket), by: agentId },
  };
}

/** The line of the record for what somebody may not do at the desk. `reason` and `deed` in kebab-case. */
export function deskRefusal(
  who: { readonly tenantId: string; readonly id: string },
  deed: string,
  reason: string,
  ticket: Ticket | undefined,
  { id, at }: Stamp,
): Entry {
  const own = ticket?.tenantId === who.tenantId ? ticket : undefined;
  return {
    id,
    at,
    tenantId: who.tenantId,
    event: 'desk',
    outcome: 'refused',
    reason,
    operation: deed,
    ...(own ? { ticketId: own.id } : {}),
    personal: { ...(own ? about(own) : {}), by: who.id },
  };
}

/** Whom a ticket is about is known only where the person themselves stands behind it. */
function about({ provenBy, personId }: Ticket): { personId?: string } {
  return provenBy === 'teams-session' || provenBy === 'receipt-link' ? { personId } : {};
}
