import type { Topic } from '../guides/topics';
import type { Person } from '../organisation/person';
import type { Entry } from '../record/record';
import { queueFor, remindAt, type DeskRules } from './routing';
import {
  after,
  isUrgent,
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
  /** How this desk works; absent: one queue and no promise. */
  readonly rules?: DeskRules;
}

/** What the ticket says of the person beside their own words; already masked. */
export interface Background {
  readonly organisation: string;
  readonly address: string | undefined;
  readonly methods: readonly string[];
  readonly provenBy?: ProvenBy;
  readonly freeze?: 'on';
  /** What it is about, see `Ticket`. */
  readonly topics?: readonly Topic[];
  /** What the bot told them already, see `Ticket`. */
  readonly told?: readonly string[];
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
  const routed = parts.rules ? { ...draft, queue: queueFor(draft, parts.rules).id } : draft;
  let before: Ticket | undefined;
  return parts.tickets.open(
    routed,
    (existing) => rerouted((before = existing), joined(existing, draft, now), parts.rules),
    (ticket) => [
      toDesk(ticket),
      ...reminder(ticket.version > 1 ? before : undefined, ticket, parts.rules),
    ],
  );
}

/** Where more words make a ticket urgent that nobody has taken, it goes where urgent ones go. */
function rerouted(before: Ticket, ticket: Ticket, rules: DeskRules | undefined): Ticket {
  const waits = ticket.state === 'open' && !ticket.handedOver;
  return rules && waits && becameUrgent(before, ticket)
    ? { ...ticket, queue: queueFor(ticket, rules).id }
    : ticket;
}

function becameUrgent(before: Ticket, ticket: Ticket): boolean {
  return isUrgent(ticket) && !isUrgent(before);
}

/** A new ticket is reminded of once; one that became urgent by its earlier time. */
function reminder(
  before: Ticket | undefined,
  ticket: Ticket,
  rules: DeskRules | undefined,
): Delivery[] {
  const dueAt = rules && remindAt(ticket, rules);
  if (dueAt === undefined || (before && !becameUrgent(before, ticket))) return [];
  return [{ kind: 'reminder', subject: ticket.id, version: ticket.version, dueAt }];
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

/**
 * Carries an event out and has both sides told. Undefined when there is no such ticket.
 * @param entry the line of the record for it.
 */
export function happen(
  ticketId: string,
  event: TicketEvent,
  parts: DeskParts,
  entry?: (ticket: Ticket) => Entry,
): Promise<Ticket | TicketRefusal | undefined> {
  return parts.tickets.change(
    ticketId,
    (ticket) => after(ticket, event, parts.now()),
    (ticket) => [
      toDesk(ticket),
      { kind: 'person', subject: ticket.id, version: ticket.version },
      ...(needsALine(event)
        ? [{ kind: 'line' as const, subject: ticket.id, version: ticket.version }]
        : []),
    ],
    entry,
  );
}

function toDesk(ticket: Ticket): Delivery {
  return { kind: 'desk', subject: ticket.id, version: ticket.version };
}
