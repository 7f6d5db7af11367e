import type { Topic } from '../guides/topics';
import type { Language } from '../organisation/language';
import type { ReentryNote } from './reentry/reentryNote';

export const ticketKinds = ['lost-access', 'suspicious-prompt', 'help'] as const;
export type TicketKind = (typeof ticketKinds)[number];

/** Open: nobody has it yet. Taken: an agent works on it. Waiting: for the person. Resolved: may be reopened. */
export const ticketStates = ['open', 'taken', 'waiting', 'resolved'] as const;
export type TicketState = (typeof ticketStates)[number];

/** One line of the conversation between the person and the desk. `at` in milliseconds since 1970. */
export interface Entry {
  readonly at: number;
  readonly by: 'person' | 'desk';
  readonly name: string;
  readonly text: string;
  /** The place in the thread of what this corrects; -1: the report itself. */
  readonly corrects?: number;
  /** By this the ticket became urgent: somebody else may have the phone or know a code. */
  readonly raised?: true;
}

/** What a person reports. Free text, cut to what a desk reads; never parsed, never trusted. */
export interface Report {
  readonly kind: TicketKind;
  readonly what: string;
  readonly since: string;
  readonly reach: string;
  readonly someoneElse: boolean;
  readonly language: Language;
}

/**
 * What stands behind a report. `receipt-link`: whoever holds the link in a receipt that was sent to the person's own
 * addresses. `colleague`: somebody else in Teams. `public-page`: anybody.
 */
export type ProvenBy = 'teams-session' | 'receipt-link' | 'colleague' | 'public-page';

/** How a ticket ended. `other` needs words. */
export const resolutions = [
  'access-restored',
  'new-method',
  'not-needed',
  'not-verified',
  'other',
] as const;
export type Resolution = (typeof resolutions)[number];

/** That a ticket came from another queue. The note is for agents only. */
export interface HandedOver {
  readonly at: number;
  readonly name: string;
  readonly note: string;
}

/**
 * A ticket as it is kept and shown. `methods` and `address` are masked already. An unverified one is nobody's own: its
 * `personId` is empty, and `personName` is what somebody typed.
 */
export interface Ticket extends Report {
  readonly id: string;
  /** What people quote: `MFA-1001`. */
  readonly number: string;
  readonly tenantId: string;
  readonly organisation: string;
  readonly personId: string;
  readonly personName: string;
  readonly address: string | undefined;
  readonly methods: readonly string[];
  /** What stands behind the report: shown to the desk with what does not. */
  readonly provenBy: ProvenBy;
  /** Who reported it for somebody else, signed in to Teams. */
  readonly reporter?: { readonly id: string; readonly name: string };
  /** The account that it is about, as somebody typed it: never looked up. */
  readonly about?: string;
  /** Numbers of open tickets that may be about the same person. For the desk alone. */
  readonly related?: readonly string[];
  /** Whether changes of the person's methods are stopped because of it. */
  readonly freeze?: 'on' | 'lifted';
  /** What became of a Temporary Access Pass: never the pass itself. */
  readonly reentry?: ReentryNote;
  /** The id of the desk's queue it is in. */
  readonly queue?: string;
  /** What it is about, by the person's words and the guides that they were shown. */
  readonly topics?: readonly Topic[];
  /** The titles of the guides that the bot showed before, the latest first. */
  readonly told?: readonly string[];
  /** How it ended, while it is resolved. */
  readonly resolution?: Resolution;
  readonly handedOver?: HandedOver;
  /** Since when, and from which version on, it waits anew for somebody to take it: handed over, or reopened. */
  readonly waitsAnew?: { readonly at: number; readonly version: number };
  readonly state: TicketState;
  /** The person needs it no longer, and said so. */
  readonly withdrawn?: boolean;
  readonly assignee: { readonly id: string; readonly name: string } | undefined;
  readonly thread: readonly Entry[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Grows by one with each change. */
  readonly version: number;
}

export function isUrgent(ticket: Pick<Ticket, 'kind' | 'someoneElse'>): boolean {
  return ticket.kind === 'suspicious-prompt' || ticket.someoneElse;
}

/** The ticket after a change. Where it waits anew for somebody to take it, what is promised counts from then on. */
export function asWaiting(before: Ticket, next: Ticket): Ticket {
  const isAnew = next.state === 'open' && before.state !== 'open';
  return isAnew ? { ...next, waitsAnew: { at: next.updatedAt, version: next.version } } : next;
}

/** Who has a ticket at a desk's own system, whoever that is there: nobody whom the directory knows. */
export const outsideId = (desk: string) => `desk/${desk}`;

/** Whether somebody has it at a desk's own system. */
export function isOutside({ assignee }: Pick<Ticket, 'assignee'>): boolean {
  return assignee?.id.startsWith(outsideId('')) ?? false;
}

/** What a desk reads of one text, in characters. */
export const longestText = 2000;
