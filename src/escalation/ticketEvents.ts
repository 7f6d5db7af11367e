import { latestOwn, mayReopen, mayWithdraw } from './ownTicket';
import {
  asWaiting,
  isOutside,
  isUrgent,
  longestText,
  type Entry,
  type Resolution,
  type Ticket,
} from './ticket';

/** What can happen to a ticket, who does it, and from which states. */
export type TicketEvent =
  | {
      readonly kind: 'take';
      readonly agent: { id: string; name: string };
      /** Also from another agent, who may be away. */
      readonly over?: true;
    }
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
  'ticket-own',
  'ticket-same-queue',
] as const;
export type TicketRefusal = (typeof ticketRefusals)[number];

type Event<K extends TicketEvent['kind']> = Extract<TicketEvent, { kind: K }>;
/** What changes, or why nothing may; undefined: it is so already. */
type Outcome = Partial<Ticket> | TicketRefusal | undefined;

const rules: {
  readonly [K in TicketEvent['kind']]: (ticket: Ticket, event: Event<K>, now: number) => Outcome;
} = {
  take: (ticket, { agent, over }) => {
    if (ticket.state === 'resolved') return 'ticket-resolved';
    if (!ticket.assignee) return { state: 'taken', assignee: agent };
    if (ticket.assignee.id === agent.id) return undefined;
    // The desk's own system may be gone, and here nobody else could ever do anything with what was taken there.
    return over || isOutside(ticket) ? { assignee: agent } : 'ticket-taken-by-another';
  },
  ask: (ticket, { agent, text }, now) =>
    notTheirs(ticket, agent.id) ??
    (ticket.personId ? undefined : 'ticket-nobody-to-ask') ??
    missing(text) ?? { state: 'waiting', ...said(ticket, now, 'desk', agent.name, text) },
  resolve: (ticket, { agent, text, resolution }, now) =>
    notTheirs(ticket, agent.id) ??
    (speaks(resolution) ? undefined : missing(text)) ?? {
      state: 'resolved',
      ...(resolution && { resolution }),
      ...said(ticket, now, 'desk', agent.name, text),
    },
  'hand-over': (ticket, { agent, queue, note }, now) =>
    notTheirsToGive(ticket, agent.id, queue) ?? {
      state: 'open',
      assignee: undefined,
      queue,
      handedOver: { at: now, name: agent.name, note: note.trim().slice(0, longestText) },
    },
  reopen: (ticket, { by, name, text }, now) => {
    if (ticket.state !== 'resolved') return 'ticket-not-resolved';
    if (by === 'person' && !mayReopen(ticket, now)) return 'ticket-too-old';
    return {
      state: ticket.assignee ? 'taken' : 'open',
      ...(ticket.withdrawn ? { withdrawn: false } : {}),
      ...(ticket.resolution && { resolution: undefined }),
      ...said(ticket, now, by, name, text),
    };
  },
  'lift-freeze': (ticket, { agent }) =>
    notTheirs(ticket, agent.id) ?? (ticket.freeze === 'on' ? { freeze: 'lifted' } : undefined),
  'add-word': (ticket, { name, text }, now) =>
    resolved(ticket) ??
    missing(text) ?? {
      state: ticket.state === 'waiting' ? 'taken' : ticket.state,
      ...said(ticket, now, 'person', name, text),
    },
  correct: (ticket, { name, text }, now) =>
    resolved(ticket) ??
    missing(text) ??
    said(ticket, now, 'person', name, text, { corrects: latestOwn(ticket) }),
  withdraw: (ticket) =>
    resolved(ticket) ??
    (mayWithdraw(ticket, isUrgent(ticket))
      ? { state: 'resolved', withdrawn: true }
      : 'ticket-desk-ends'),
};

/**
 * The ticket after an event, or why the event has no place now. The caller has checked who may send it; that nobody
 * works on their own ticket is checked here.
 */
export function after(ticket: Ticket, event: TicketEvent, now: number): Ticket | TicketRefusal {
  if ('agent' in event && event.agent?.id === ticket.personId) return 'ticket-own';
  const rule = rules[event.kind] as (t: Ticket, e: TicketEvent, at: number) => Outcome;
  const change = rule(ticket, event, now);
  if (change === undefined) return ticket;
  if (typeof change === 'string') return change;
  const next = { ...ticket, ...change, updatedAt: now, version: ticket.version + 1 };
  return asWaiting(ticket, next);
}

/** The thread with what somebody said, where they said something. */
function said(
  { thread }: Ticket,
  at: number,
  by: Entry['by'],
  name: string,
  text: string,
  more: Partial<Entry> = {},
): Pick<Ticket, 'thread'> {
  const entry = { at, by, name, text: text.trim().slice(0, longestText), ...more };
  return { thread: entry.text ? [...thread, entry] : thread };
}

function missing(text: string): TicketRefusal | undefined {
  return text.trim() ? undefined : 'ticket-text-missing';
}

function resolved({ state }: Ticket): TicketRefusal | undefined {
  return state === 'resolved' ? 'ticket-resolved' : undefined;
}

function notTheirs(ticket: Ticket, agentId: string): TicketRefusal | undefined {
  if (ticket.state === 'resolved') return 'ticket-resolved';
  if (!ticket.assignee) return 'ticket-take-first';
  return ticket.assignee.id === agentId ? undefined : 'ticket-taken-by-another';
}

/** What nobody has taken, anybody at the desk may hand over; the rest only who has it. */
function notTheirsToGive(ticket: Ticket, agentId: string, queue: string) {
  const refusal = ticket.state === 'open' ? undefined : notTheirs(ticket, agentId);
  return refusal ?? (ticket.queue === queue ? 'ticket-same-queue' : undefined);
}

/** Whether a reason says enough without words. */
function speaks(resolution: Resolution | undefined): boolean {
  return resolution !== undefined && resolution !== 'other';
}

/**
 * Whether the person hears of it in a line of its own beside their card: they are asked something, it is solved, or
 * changes of their methods, which were stopped, are allowed again.
 */
export function lineOf({ kind }: TicketEvent): 'line' | 'lifted' | undefined {
  if (kind === 'lift-freeze') return 'lifted';
  return kind === 'ask' || kind === 'resolve' ? 'line' : undefined;
}
