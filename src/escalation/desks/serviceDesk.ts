import { createHash } from 'node:crypto';
import type { TicketState } from '../ticket';

/** A desk's state in our words. `unknown`: the desk has a state of its own that nobody mapped; nothing follows from it. */
export type DeskState = TicketState | 'unknown';

/** The desk's own names of its states, and which of ours each one is. */
export type StatesOf = Readonly<Record<string, TicketState>>;

/** A ticket as the desk has it. Nothing in it is a reason to change anybody's sign-in methods. */
export interface DeskTicket {
  /** The desk's own id, as it goes into later calls. */
  readonly deskId: string;
  /** Where an agent opens it. */
  readonly url?: string;
  readonly state: DeskState;
  /** Who works on it, as the desk names them. */
  readonly assignee?: string;
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
}

/** What the desk gets. The same for every try: what changes later is told as a note. */
export interface DeskReport {
  /** Ours, letters, digits and hyphens only: the desk is searched for it. */
  readonly correlationId: string;
  /** What people quote: `MFA-1001`. */
  readonly number: string;
  /** One line. */
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  readonly urgent: boolean;
  /** Milliseconds since 1970. */
  readonly reportedAt: number;
}

/** Something to add to a ticket, for agents only. `id` is the same for every try. */
export interface DeskNote {
  readonly id: string;
  readonly text: string;
}

/**
 * What to do where it is not known whether a ticket was made.
 * `search`: `find` sees it after `afterMs` at the latest, so look then and make another only where there is none.
 * `repeat`: the desk itself makes one of two requests with the same correlation id.
 * `neither`: repeat once after `afterMs`, marked as the same, then let somebody look.
 */
export type WhenUnclear =
  | { readonly by: 'search'; readonly afterMs: number }
  | { readonly by: 'repeat' }
  | { readonly by: 'neither'; readonly afterMs: number };

/**
 * A service desk's own ticket system.
 * @throws DeskRefused where trying again changes nothing, DeskUnanswered where it may help.
 */
export interface ServiceDesk {
  readonly name: string;
  readonly whenUnclear: WhenUnclear;
  /** The ticket with our id, the oldest where there are several. Always undefined at a desk that cannot be asked. */
  find(correlationId: string): Promise<DeskTicket | undefined>;
  create(report: DeskReport): Promise<DeskTicket>;
  comment(deskId: string, note: DeskNote): Promise<void>;
  /** Absent where the desk closes its tickets itself. */
  readonly close?: (deskId: string, note: DeskNote) => Promise<void>;
  /** Undefined where there is no such ticket any more, and always at a desk that cannot be asked. */
  fetch(deskId: string): Promise<DeskTicket | undefined>;
}

export const deskRefusals = [
  'credentials',
  'no-right',
  'not-found',
  'rejected',
  'redirected',
  'not-as-configured',
] as const;
export type DeskRefusal = (typeof deskRefusals)[number];

/** The desk said no, for good. The message is for the operator and holds nothing of the ticket and no secret. */
export class DeskRefused extends Error {
  readonly reason: DeskRefusal;
  constructor(desk: string, reason: DeskRefusal, nextStep: string) {
    super(`${desk}: ${nextStep}`);
    this.name = 'DeskRefused';
    this.reason = reason;
  }
}

/** The desk gave no usable answer. `sent: maybe`: what was asked for may have happened all the same. */
export class DeskUnanswered extends Error {
  readonly sent: 'no' | 'maybe';
  readonly retryAfterMs: number | undefined;
  constructor(desk: string, sent: 'no' | 'maybe', what: string, retryAfterMs?: number) {
    super(`${desk}: ${what}`);
    this.name = 'DeskUnanswered';
    this.sent = sent;
    this.retryAfterMs = retryAfterMs;
  }
}

const hexDigits = 32;

/** The id under which a desk finds a ticket of ours again: 36 letters, digits and hyphens, the same for each try. */
export function correlationIdOf(ticketId: string): string {
  return `mfa-${createHash('sha256').update(ticketId).digest('hex').slice(0, hexDigits)}`;
}

/** Whether it could be an id of ours: nothing else goes into a desk's query language. */
export function isCorrelationId(text: string): boolean {
  return /^[A-Za-z0-9-]{16,40}$/.test(text);
}

/** The desk's state in our words, the organisation's own names before the usual ones. */
export function stateIn(states: StatesOf, theirs: string): DeskState {
  return Object.hasOwn(states, theirs) ? (states[theirs] ?? 'unknown') : 'unknown';
}
