import type { Topic } from '../guides/topics';
import type { Language } from '../organisation/language';

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

/** A ticket as it is kept and shown. `methods` and `address` are masked already. */
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
  /** Whether changes of the person's methods are stopped because of it. */
  readonly freeze?: 'on' | 'lifted';
  /** The id of the desk's queue it is in. */
  readonly queue?: string;
  /** What it is about, by the person's words and the guides that they were shown. */
  readonly topics?: readonly Topic[];
  /** The titles of the guides that the bot showed before, the latest first. */
  readonly told?: readonly string[];
  /** How it ended, while it is resolved. */
  readonly resolution?: Resolution;
  readonly handedOver?: HandedOver;
  readonly state: TicketState;
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
      /** Without one, words are needed. */
      readonly resolution?: Resolution;
    }
  | {
      readonly kind: 'hand-over';
      readonly agent: { id: string; name: string };
      readonly queue: string;
      readonly note: string;
    }
  | {
      readonly kind: 'reopen';
      readonly by: 'person' | 'desk';
      readonly name: string;
      readonly text: string;
      /** The agent, where it was one. */
      readonly agent?: { id: string; name: string };
    }
  | { readonly kind: 'lift-freeze'; readonly agent: { id: string; name: string } }
  | { readonly kind: 'add-word'; readonly name: string; readonly text: string };

export const ticketRefusals = [
  'ticket-taken-by-another',
  'ticket-take-first',
  'ticket-resolved',
  'ticket-not-resolved',
  'ticket-another-open',
  'ticket-text-missing',
  'ticket-own',
  'ticket-same-queue',
] as const;
export type TicketRefusal = (typeof ticketRefusals)[number];

export const longestText = 2000;

/**
 * The ticket after an event, or why the event has no place now. The caller has checked who may send it; that nobody
 * works on their own ticket is checked here.
 */
export function after(ticket: Ticket, event: TicketEvent, now: number): Ticket | TicketRefusal {
  const next = (change: Partial<Ticket>): Ticket => ({
    ...ticket,
    ...change,
    updatedAt: now,
    version: ticket.version + 1,
  });
  const said = (by: Entry['by'], name: string, text: string): readonly Entry[] =>
    text.trim()
      ? [...ticket.thread, { at: now, by, name, text: text.trim().slice(0, longestText) }]
      : ticket.thread;
  if ('agent' in event && event.agent?.id === ticket.personId) return 'ticket-own';
  switch (event.kind) {
    case 'take':
      if (ticket.state === 'resolved') return 'ticket-resolved';
      if (ticket.assignee && ticket.assignee.id !== event.agent.id)
        return 'ticket-taken-by-another';
      return ticket.assignee ? ticket : next({ state: 'taken', assignee: event.agent });
    case 'ask': {
      const refusal =
        notTheirs(ticket, event.agent.id) ??
        (event.text.trim() ? undefined : 'ticket-text-missing');
      if (refusal) return refusal;
      return next({ state: 'waiting', thread: said('desk', event.agent.name, event.text) });
    }
    case 'resolve': {
      const { resolution } = event;
      const refusal =
        notTheirs(ticket, event.agent.id) ??
        (speaks(resolution) || event.text.trim() ? undefined : 'ticket-text-missing');
      if (refusal) return refusal;
      const thread = said('desk', event.agent.name, event.text);
      return next({ state: 'resolved', ...(resolution && { resolution }), thread });
    }
    case 'hand-over':
      return notTheirsToGive(ticket, event) ?? next(handedOver(event, now));
    case 'reopen':
      if (ticket.state !== 'resolved') return 'ticket-not-resolved';
      return next({
        state: ticket.assignee ? 'taken' : 'open',
        ...(ticket.resolution && { resolution: undefined }),
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
  }
}

function notTheirs(ticket: Ticket, agentId: string): TicketRefusal | undefined {
  if (ticket.state === 'resolved') return 'ticket-resolved';
  if (!ticket.assignee) return 'ticket-take-first';
  return ticket.assignee.id === agentId ? undefined : 'ticket-taken-by-another';
}

/** Whether a reason says enough without words. */
function speaks(resolution: Resolution | undefined): boolean {
  return resolution !== undefined && resolution !== 'other';
}

function handedOver(
  { agent, queue, note }: Extract<TicketEvent, { kind: 'hand-over' }>,
  at: number,
): Partial<Ticket> {
  const how = { at, name: agent.name, note: note.trim().slice(0, longestText) };
  return { state: 'open', assignee: undefined, queue, handedOver: how };
}

/** What nobody has taken, anybody at the desk may hand over; the rest only who has it. */
function notTheirsToGive(
  ticket: Ticket,
  { agent, queue }: Extract<TicketEvent, { kind: 'hand-over' }>,
): TicketRefusal | undefined {
  if (ticket.state !== 'open') {
    const refusal = notTheirs(ticket, agent.id);
    if (refusal) return refusal;
  }
  return ticket.queue === queue ? 'ticket-same-queue' : undefined;
}

/** Whether the person must hear of it in a line of its own: they are asked something, or it is solved. */
export function needsALine(event: TicketEvent): boolean {
  return event.kind === 'ask' || event.kind === 'resolve';
}
