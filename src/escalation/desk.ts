import type { Person } from '../organisation/person';
import {
  after,
  longestText,
  needsALine,
  type ProvenBy,
  type Report,
  type Ticket,
  type TicketEvent,
  type TicketRefusal,
} from './ticket';
import type { Delivery, TicketStore } from './ticketStore';

export interface DeskParts {
  readonly tickets: TicketStore;
  readonly now: () => number;
  readonly newId: () => string;
  /** The names of the desks' own systems that get every ticket. */
  readonly systems?: readonly string[];
}

/** What the ticket says of the person beside their own words; already masked. */
export interface Background {
  readonly organisation: string;
  readonly address: string | undefined;
  readonly methods: readonly string[];
  readonly provenBy?: ProvenBy;
  readonly freeze?: 'on';
}

/**
 * Turns a report into a ticket, with its way to the desk and to the person stored in the same step. A second
 * report of the same kind joins the open ticket as another word of the person.
 */
export function report(
  person: Person,
  said: Report,
  background: Background,
  parts: DeskParts,
): Promise<{ ticket: Ticket; joined: boolean }> {
  const now = parts.now();
  const cut = (text: string) => text.trim().slice(0, longestText);
  const draft: Omit<Ticket, 'number'> = {
    ...said,
    ...background,
    what: cut(said.what),
    since: cut(said.since),
    reach: cut(said.reach),
    id: parts.newId(),
    tenantId: person.tenantId,
    personId: person.id,
    personName: person.name,
    provenBy: background.provenBy ?? 'teams-session',
    state: 'open',
    assignee: undefined,
    thread: [],
    createdAt: now,
    updatedAt: now,
    version: 1,
  };
  return parts.tickets.open(
    draft,
    (existing) => joined(existing, draft, now),
    (ticket) => toDesks(ticket, parts),
  );
}

function joined(existing: Ticket, draft: Omit<Ticket, 'number'>, now: number): Ticket {
  const words = [draft.what, draft.since, draft.reach]
    .filter(Boolean)
    .join(' · ')
    .slice(0, longestText);
  const entry = { at: now, by: 'person' as const, name: draft.personName, text: words };
  return {
    ...existing,
    state: existing.state === 'waiting' ? 'taken' : existing.state,
    someoneElse: existing.someoneElse || draft.someoneElse,
    ...(draft.freeze ? { freeze: draft.freeze } : {}),
    thread: [...existing.thread, entry],
    updatedAt: now,
    version: existing.version + 1,
  };
}

/** Carries an event out and has both sides told. Undefined when there is no such ticket. */
export function happen(
  ticketId: string,
  event: TicketEvent,
  parts: DeskParts,
): Promise<Ticket | TicketRefusal | undefined> {
  return parts.tickets.change(
    ticketId,
    (ticket) => after(ticket, event, parts.now()),
    (ticket) => [
      ...toDesks(ticket, parts),
      { kind: 'person', subject: ticket.id, version: ticket.version },
      ...(needsALine(event)
        ? [{ kind: 'line' as const, subject: ticket.id, version: ticket.version }]
        : []),
    ],
  );
}

/** Everywhere the desk is. */
function toDesks({ id, version }: Ticket, { systems = [] }: DeskParts): Delivery[] {
  const kinds = ['desk' as const, ...systems.map((name) => `desk/${name}` as const)];
  return kinds.map((kind) => ({ kind, subject: id, version }));
}
