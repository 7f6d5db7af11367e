import type { Language } from '../organisation/language';
import { latestOwn, mayReopen, mayWithdraw } from './ownTicket';
import type { ReentryNote } from './reentry';

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

/** What can happen to a ticket, who does it, and from which states. */
export type TicketEvent =
  | { readonly kind: 'take'; readonly agent: { id: string; name: string } }
  | { readonly kind: 'ask'; readonly agent: { id: string; name: string }; readonly text: string }
  | {
      readonly kind: 'resolve';
      readonly agent: { id: string; name: string };
      readonly text: string;
    }
  | {
      readonly kind: 'reopen';
      readonly by: 'person' | 'desk';
      readonly name: string;
      readonly text: string;
    }
  | { readonly kind: 'lift-freeze'; readonly agent: { id: string; name: string } }
  | { readonly kind: 'add-word'; readonly name: string; readonly text: string }
  | { readonly kind: 'correct'; readonly name: string; readonly text: string }
  | { readonly kind: 'withdraw' };

export const ticketRefusals = [
  'ticket-taken-by-another',
  'ticket-take-first',
  'ticket-resolved',
  'ticket-not-resolved',
  'ticket-another-open',
  'ticket-text-missing',
  'ticket-too-old',
  'ticket-desk-ends',
  'ticket-nobody-to-ask',
] as const;
export type TicketRefusal = (typeof ticketRefusals)[number];

export const longestText = 2000;

/** The ticket after an event, or why the event has no place now. The caller has checked who may send it. */
export function after(ticket: Ticket, event: TicketEvent, now: number): Ticket | TicketRefusal {
  const next = (change: Partial<Ticket>): Ticket => ({
    ...ticket,
    ...change,
    updatedAt: now,
    version: ticket.version + 1,
  });
  const said = (by: Entry['by'], name: string, text: string, more: Partial<Entry> = {}) => {
    const entry = { at: now, by, name, text: text.trim().slice(0, longestText), ...more };
    return entry.text ? [...ticket.thread, entry] : ticket.thread;
  };
  switch (event.kind) {
    case 'take':
      if (ticket.state === 'resolved') return 'ticket-resolved';
      if (ticket.assignee && ticket.assignee.id !== event.agent.id)
        return 'ticket-taken-by-another';
      return ticket.assignee ? ticket : next({ state: 'taken', assignee: event.agent });
    case 'ask': {
      const refusal =
        notTheirs(ticket, event.agent.id) ??
        (ticket.personId ? undefined : 'ticket-nobody-to-ask') ??
        missing(event.text);
      if (refusal) return refusal;
      return next({ state: 'waiting', thread: said('desk', event.agent.name, event.text) });
    }
    case 'resolve': {
      const refusal = notTheirs(ticket, event.agent.id) ?? missing(event.text);
      if (refusal) return refusal;
      return next({ state: 'resolved', thread: said('desk', event.agent.name, event.text) });
    }
    case 'reopen':
      if (ticket.state !== 'resolved') return 'ticket-not-resolved';
      if (event.by === 'person' && !mayReopen(ticket, now)) return 'ticket-too-old';
      return next({
        state: ticket.assignee ? 'taken' : 'open',
        ...(ticket.withdrawn ? { withdrawn: false } : {}),
        thread: said(event.by, event.name, event.text),
      });
    case 'lift-freeze': {
      const refusal = notTheirs(ticket, event.agent.id);
      return refusal ?? (ticket.freeze === 'on' ? next({ freeze: 'lifted' }) : ticket);
    }
    case 'add-word': {
      if (ticket.state === 'resolved') return 'ticket-resolved';
      if (!event.text.trim()) return 'ticket-text-missing';
      const state = ticket.state === 'waiting' ? 'taken' : ticket.state;
      return next({ state, thread: said('person', event.name, event.text) });
    }
    case 'correct': {
      const refusal = ticket.state === 'resolved' ? 'ticket-resolved' : missing(event.text);
      const more = { corrects: latestOwn(ticket) };
      return refusal ?? next({ thread: said('person', event.name, event.text, more) });
    }
    case 'withdraw':
      if (ticket.state === 'resolved') return 'ticket-resolved';
      return mayWithdraw(ticket, isUrgent(ticket))
        ? next({ state: 'resolved', withdrawn: true })
        : 'ticket-desk-ends';
  }
}

function missing(text: string): TicketRefusal | undefined {
  return text.trim() ? undefined : 'ticket-text-missing';
}

function notTheirs(ticket: Ticket, agentId: string): TicketRefusal | undefined {
  if (ticket.state === 'resolved') return 'ticket-resolved';
  if (!ticket.assignee) return 'ticket-take-first';
  return ticket.assignee.id === agentId ? undefined : 'ticket-taken-by-another';
}

/** Whether the person must hear of it in a line of its own: they are asked something, or it is solved. */
export function needsALine(event: TicketEvent): boolean {
  return event.kind === 'ask' || event.kind === 'resolve';
}
