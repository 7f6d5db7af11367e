import type { Topic } from '../guides/topics';
import type { Person } from '../organisation/person';
import { ticketToJoin, withReport } from './caps';
import { queueFor, remindersOf, rerouted, type DeskRules } from './routing';
import { mayBeSame } from './sameAbout';
import { actorOf, reportEntry, ticketEntry, type Actor } from './ticketEntry';
import { longestText, type ProvenBy, type Report, type Ticket } from './ticket';
import { after, lineOf, type TicketEvent, type TicketRefusal } from './ticketEvents';
import type { Delivery, TicketStore } from './ticketStore';

export interface DeskParts {
  readonly tickets: TicketStore;
  readonly now: () => number;
  readonly newId: () => string;
  /** The names of the desks' own systems that get every ticket. */
  readonly systems?: readonly string[];
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
 * Turns a report into a ticket, with its way to the desk stored in the same step. A second report of the same kind, or
 * one too many, joins an open ticket as another word of the person.
 */
export function report(
  person: Person,
  said: Report,
  background: Background,
  parts: DeskParts,
): Promise<{ ticket: Ticket; joined: boolean }> {
  const draft = draftOf(said, parts, {
    ...background,
    tenantId: person.tenantId,
    personId: person.id,
    personName: person.name,
    provenBy: background.provenBy ?? 'teams-session',
  });
  return openOrJoin(draft, parts);
}

/** What a ticket is beside what was said, and how it begins. */
type Origin = Pick<Ticket, 'organisation' | 'tenantId' | 'personId' | 'personName' | 'provenBy'> &
  Pick<Ticket, 'address' | 'methods' | 'freeze' | 'reporter' | 'about' | 'topics' | 'told'>;

/** A ticket as it begins. */
export function draftOf(
  said: Report,
  { now, newId }: DeskParts,
  origin: Origin,
): Omit<Ticket, 'number'> {
  const cut = (text: string) => text.trim().slice(0, longestText);
  const at = now();
  return {
    ...said,
    ...origin,
    what: cut(said.what),
    since: cut(said.since),
    reach: cut(said.reach),
    id: newId(),
    state: 'open',
    assignee: undefined,
    thread: [],
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

/**
 * Stores a ticket in its queue, named to the desk together with what may be about the same, or joins it to another. Where
 * nobody takes it in time the desk is reminded.
 */
export async function openOrJoin(
  draft: Omit<Ticket, 'number'>,
  parts: DeskParts,
): Promise<{ ticket: Ticket; joined: boolean }> {
  const { tickets, rules, now } = parts;
  const open = await tickets.newestUnresolved(draft.tenantId);
  const related = open.filter((t) => mayBeSame(t, draft)).map((t) => t.number);
  const words = [draft.about, draft.what, draft.since, draft.reach]
    .filter(Boolean)
    .join(' · ')
    .slice(0, longestText);
  let before: Ticket | undefined;
  return tickets.open(
    {
      ...draft,
      ...(rules ? { queue: queueFor(draft, rules).id } : {}),
      ...(related.length > 0 ? { related } : {}),
    },
    (existing) => rerouted((before = existing), withReport(existing, draft, words, now()), rules),
    (ticket) => [...toDesks(ticket, parts), ...remindersOf(before, ticket, rules)],
    {
      choose: (own) => ticketToJoin(draft, own, now()),
      entry: (ticket, joined) => reportEntry(ticket, joined, stampOf(parts)),
    },
  );
}

/**
 * Carries an event out, has both sides told and writes it down. Undefined when there is no such ticket.
 * @param actor the agent that the event names, else the person, unless given.
 */
export function happen(
  ticketId: string,
  event: TicketEvent,
  parts: DeskParts,
  actor: Actor = actorOf(event),
): Promise<Ticket | TicketRefusal | undefined> {
  let before: Ticket | undefined;
  return parts.tickets.change(
    ticketId,
    (ticket) => after((before = ticket), event, parts.now()),
    (ticket) => [
      ...toDesks(ticket, parts),
      ...(ticket.personId ? toPerson(ticket, event) : []),
      ...remindersOf(before, ticket, parts.rules),
    ],
    (ticket) => ticketEntry(ticket, event, actor, stampOf(parts)),
  );
}

function stampOf({ now, newId }: DeskParts) {
  return { id: newId(), at: now() };
}

/** An unverified ticket is nobody's own: nobody follows it. */
function toPerson({ id, version }: Ticket, event: TicketEvent): Delivery[] {
  const line = lineOf(event);
  const kinds = ['person' as const, ...(line ? [line] : [])];
  return kinds.map((kind) => ({ kind, subject: id, version }));
}

/** Everywhere the desk is. */
function toDesks({ id, version }: Ticket, { systems = [] }: DeskParts): Delivery[] {
  const kinds = ['desk' as const, ...systems.map((name) => `desk/${name}` as const)];
  return kinds.map((kind) => ({ kind, subject: id, version }));
}
