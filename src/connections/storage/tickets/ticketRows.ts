import type { Selectable } from 'kysely';
import type { Ticket } from '../../../escalation/ticket';
import { storable } from '../storable';
import { deskColumns } from './deskColumns';
import type { Tables } from '../schema';

/** Whose reports are counted. A link in a receipt and the public page say nothing sure of who used them. */
export function reportedBy({
  provenBy,
  personId,
  reporter,
}: Omit<Ticket, 'number'>): string | null {
  if (provenBy === 'teams-session') return personId;
  return provenBy === 'colleague' ? (reporter?.id ?? null) : null;
}

/** What is not proven in the same way never joins: it becomes a ticket of its own. */
export function openKey(
  ticket: Pick<Ticket, 'tenantId' | 'personId' | 'kind' | 'provenBy'>,
): string | null {
  if (!ticket.personId) return null;
  const key = `${ticket.tenantId}/${ticket.personId}/${ticket.kind}`;
  return ticket.provenBy === 'teams-session' ? key : `${key}/${ticket.provenBy}`;
}

/** A ticket as the table keeps it. */
export function row(ticket: Ticket): Selectable<Tables['tickets']> {
  return {
    id: ticket.id,
    number: ticket.number,
    tenant_id: ticket.tenantId,
    person_id: ticket.personId,
    reported_by: reportedBy(ticket),
    state: ticket.state,
    open_key: ticket.state === 'resolved' ? null : openKey(ticket),
    body: storable(JSON.stringify(ticket)),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    ...deskColumns(ticket),
  };
}

/** A ticket as it was kept. */
export function ticketOf(found: { readonly body: string }): Ticket {
  return JSON.parse(found.body) as Ticket;
}
