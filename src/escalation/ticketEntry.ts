import type { Entry } from '../record/record';
import type { Ticket } from './ticket';
import type { TicketEvent } from './ticketEvents';

/** What the record calls what became of a ticket. */
const outcomes = {
  take: 'taken',
  ask: 'asked',
  resolve: 'resolved',
  reopen: 'reopened',
  'hand-over': 'handed-over',
  'lift-freeze': 'lifted',
  'add-word': 'word-added',
  correct: 'corrected',
  withdraw: 'withdrawn',
} as const satisfies Record<TicketEvent['kind'], string>;

/** What only agents do. */
export type DeskDeed = Exclude<TicketEvent['kind'], 'add-word' | 'correct' | 'withdraw'>;

/** Who made something happen: an agent, the ticket's own person, or the desk's own system. */
export type Actor = { readonly agentId: string } | 'person' | 'outside-desk';

/** Whom an event itself names. */
export function actorOf(event: TicketEvent): Actor {
  return 'agent' in event && event.agent ? { agentId: event.agent.id } : 'person';
}

interface Stamp {
  readonly id: string;
  readonly at: number;
}

/** The line of the record for a report: what stands behind it, and who reported. Nothing that anybody wrote is in it. */
export function reportEntry(ticket: Ticket, joined: boolean, { id, at }: Stamp): Entry {
  return {
    id,
    at,
    tenantId: ticket.tenantId,
    event: 'ticket',
    outcome: joined ? 'joined' : 'opened',
    reason: ticket.provenBy,
    operation: ticket.kind,
    ticketId: ticket.id,
    personal: { ...about(ticket), ...(ticket.reporter ? { by: ticket.reporter.id } : {}) },
  };
}

/** The line of the record for what happened to a ticket. Nothing that anybody wrote is in it. */
export function ticketEntry(
  ticket: Ticket,
  event: TicketEvent,
  actor: Actor,
  { id, at }: Stamp,
): Entry {
  const reason = reasonOf(event);
  return {
    id,
    at,
    tenantId: ticket.tenantId,
    event: actor === 'person' ? 'ticket' : 'desk',
    outcome: outcomes[event.kind],
    ...(reason ? { reason } : {}),
    ...(actor === 'outside-desk' ? { operation: actor } : {}),
    ticketId: ticket.id,
    personal: { ...about(ticket), ...(typeof actor === 'object' ? { by: actor.agentId } : {}) },
  };
}

function reasonOf(event: TicketEvent): string | undefined {
  if (event.kind === 'resolve') return event.resolution;
  return event.kind === 'take' && event.over ? 'from-another' : undefined;
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
