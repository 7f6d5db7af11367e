import type { Database } from '../../src/connections/storage/database';
import { recordStore } from '../../src/connections/storage/record/record';
import { reentries } from '../../src/connections/storage/reentries';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { stepWithinMs, type Reentry } from '../../src/escalation/reentry/reentry';
import { reentryEntry } from '../../src/escalation/reentry/reentryEntry';
import type { Reentries } from '../../src/escalation/reentry/reentryStore';
import type { Ticket } from '../../src/escalation/ticket';
import type { TicketStore } from '../../src/escalation/ticketStore';
import type { Person } from '../../src/organisation/person';
import { entryId } from './entries';
import { alex, draftTicket, personNumber } from './samples';

/** When passes here are asked for. */
export const asked = Date.parse('2026-03-02T10:00:00.000Z');

/** Two agents of the desk. */
export const lynne: Person = { ...personNumber(25), name: 'Lynne Robbins' };
export const nestor: Person = { ...personNumber(26), name: 'Nestor Wilke' };

/** The id of Alex's ticket, of the form that the record takes. */
export const ticketId = 'ticket-000000000000001';

/** When an agent has signed in. */
export const agentProof = { authTime: asked - 5_000, acrs: ['c1'] };

/** An id as re-entries have; the same number gives the same id. */
export function reentryId(number: number): string {
  return `reentry-${String(number).padStart(14, '0')}`;
}

/** Alex's ticket about lost access, which Lynne has taken. */
export function takenTicket(other: Partial<Ticket> = {}): Ticket {
  const draft = draftTicket(alex, { id: ticketId, state: 'taken', assignee: lynne });
  return { number: 'MFA-1001', ...draft, ...other };
}

/** A pass that Lynne asks for, for Alex; it waits for her sign-in. */
export function reentryOf(other: Partial<Reentry> = {}): Reentry {
  return {
    id: reentryId(1),
    ticketId,
    ticketNumber: 'MFA-1001',
    agent: lynne,
    person: alex,
    checks: 3,
    calledBack: '+44 •••• ••56',
    privileged: false,
    lifetimeMinutes: 60,
    language: 'en',
    requestId: '7b1f3f0e-9a55-4c52-9f0e-6a3f4f0f6f12',
    state: 'needs-proof',
    approvalId: undefined,
    second: undefined,
    approvedAt: undefined,
    expiresAt: asked + stepWithinMs,
    proof: undefined,
    before: undefined,
    validUntil: undefined,
    endedAt: undefined,
    outcome: undefined,
    ...other,
  };
}

/** A line of the record about a pass, under its own number. */
export function passLine(reentry: Reentry, number: number, outcome: string, at = asked) {
  return reentryEntry(reentry, outcome, { now: () => at, newId: () => entryId(number) });
}

/** What waits to go out. */
export interface Waiting {
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: number;
}

/** Passes on their way with their tickets, and everything that is stored with their steps. */
export interface ReentriesBench {
  readonly reentries: Reentries;
  readonly tickets: TicketStore;
  /** What was recorded, in its order: `<outcome>`, with the reason where there is one. */
  recorded(): Promise<string[]>;
  /** Sorted by kind and by what it is about. */
  waiting(): Promise<Waiting[]>;
}

const key = Buffer.alloc(32, 7);

export function reentriesIn(database: Database): ReentriesBench {
  const record = recordStore(database, key, () => 0);
  return {
    reentries: reentries(database, record.appendWithin),
    tickets: ticketStore(database),
    recorded: async () => {
      const found: string[] = [];
      for await (const { facts } of record.rows(alex.tenantId))
        found.push([facts.outcome, facts.reason].filter(Boolean).join(' '));
      return found;
    },
    waiting: async () => {
      const rows = await database.db
        .selectFrom('deliveries')
        .select(['kind', 'subject', 'due_at as dueAt'])
        .where('state', '=', 'due')
        .orderBy('kind')
        .orderBy('subject')
        .orderBy('due_at')
        .execute();
      return rows;
    },
  };
}

/** Stores Alex's ticket as Lynne has taken it, with nothing that waits to go out. */
export async function ticketIn({ tickets }: ReentriesBench): Promise<Ticket> {
  const { number: _, ...draft } = takenTicket();
  const { ticket } = await tickets.open(
    draft,
    (existing) => existing,
    () => [],
  );
  return ticket;
}
