import type { Person } from '../organisation/person';
import type { Entry } from '../record/record';
import type { Ticket } from './ticket';
import type { TicketRefusal } from './ticketEvents';

/** Something that must reach somebody, kept until it did. */
export interface Delivery {
  /**
   * `desk`: show the ticket to the desk. `desk/<name>`: bring it to the desk's own system. `person`: show it to the
   * person. `line`: tell the person in one line. `lifted`: tell the person in one line that changes are allowed again.
   * `reminder`: tell the desk in one line that nobody has taken it.
   */
  readonly kind: 'desk' | `desk/${string}` | 'person' | 'line' | 'lifted' | 'reminder';
  /** The ticket's id. */
  readonly subject: string;
  readonly version: number;
  /** Not before then, in milliseconds since 1970; at once where nothing is said. */
  readonly dueAt?: number | undefined;
}

/** Which of the tickets that are not resolved an agent wants to see. */
export const deskFilters = ['mine', 'unassigned', 'urgent', 'all'] as const;
export type DeskFilter = (typeof deskFilters)[number];

/** Whose list it is, and which part of it. */
export interface DeskList {
  readonly tenantId: string;
  readonly agentId: string;
  readonly filter: DeskFilter;
  readonly skip: number;
  readonly most: number;
}

/** What else opening a ticket takes. */
export interface OpenMore {
  readonly choose?: (own: readonly Ticket[]) => Ticket | undefined;
  /** The line of the record, written with the ticket or not at all. */
  readonly entry?: (ticket: Ticket, joined: boolean) => Entry;
}

/** Where tickets are kept. A ticket, its deliveries and its line of the record are stored in one transaction, or not at all. */
export interface TicketStore {
  /**
   * Stores a new ticket under the next number, or joins it to the person's open one of the same kind:
   * one open ticket of a kind a person. An unverified one is nobody's, so it joins none that way.
   * @param more.choose names another ticket to join, among what the same person reported and is open or not older than a
   * day, the newest first. Nobody opens another for them in between.
   */
  open(
    draft: Omit<Ticket, 'number'>,
    join: (existing: Ticket) => Ticket,
    deliveries: (ticket: Ticket) => Delivery[],
    more?: OpenMore,
  ): Promise<{ ticket: Ticket; joined: boolean }>;
  /**
   * Reads a ticket, changes it and stores it, nobody else in between. Undefined when there is none.
   * @param entry the line of the record, written with the change or not at all.
   */
  change(
    id: string,
    change: (ticket: Ticket) => Ticket | TicketRefusal,
    deliveries: (ticket: Ticket) => Delivery[],
    entry?: (ticket: Ticket) => Entry,
  ): Promise<Ticket | TicketRefusal | undefined>;
  find(id: string): Promise<Ticket | undefined>;
  /** The person's own tickets, the newest first, at most 20. */
  of(person: Person): Promise<Ticket[]>;
  /** All tickets that are not resolved, the oldest first, at most 50. */
  unresolved(tenantId: string): Promise<Ticket[]>;
  /** The tickets that are not resolved, the newest first, at most 200. */
  newestUnresolved(tenantId: string): Promise<Ticket[]>;
  /** A part of the tickets that are not resolved, urgent ones first, then the oldest; and how many there are in all. */
  listed(list: DeskList): Promise<{ tickets: Ticket[]; total: number }>;
  /** Those whose number or person's name has every word, resolved ones too, the newest first. */
  search(tenantId: string, words: string, most: number): Promise<Ticket[]>;
  byNumber(tenantId: string, number: string): Promise<Ticket | undefined>;
}
