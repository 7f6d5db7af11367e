import type { Entry, Ticket } from './ticket';

const dayMs = 24 * 60 * 60_000;
/** For so long the person reopens a resolved ticket; after it they open a new one. */
export const reopenWithinMs = 7 * dayMs;

/** Whether the person may still reopen it. Nothing changes a resolved ticket, so its last change is its end. */
export function mayReopen(ticket: Ticket, now: number): boolean {
  return ticket.state === 'resolved' && now - ticket.updatedAt <= reopenWithinMs;
}

/**
 * Whether the person may end it by themselves. Where somebody else may be involved, or changes are stopped, the chat
 * alone does not show who presses: an agent ends it.
 */
export function mayWithdraw(ticket: Ticket, urgent: boolean): boolean {
  return ticket.state !== 'resolved' && !urgent && ticket.freeze === undefined;
}

/** The place in the thread of the newest thing that the person described; -1: the report itself. */
export function latestOwn({ thread }: Pick<Ticket, 'thread'>): number {
  return thread.findLastIndex((e) => e.by === 'person' && e.corrects === undefined);
}

/** What the person described last, as it reads after their corrections. */
export function latestOwnText(ticket: Pick<Ticket, 'thread' | 'what'>): string {
  const place = latestOwn(ticket);
  return correctionOf(ticket.thread, place) ?? ticket.thread[place]?.text ?? ticket.what;
}

/**
 * The ticket as its person reads it: corrections stand in the place of what they correct. The desk sees both, since a
 * description that changes can matter.
 */
export function asCorrected(ticket: Pick<Ticket, 'thread' | 'what'>): {
  what: string;
  thread: readonly Entry[];
} {
  const { thread } = ticket;
  return {
    what: correctionOf(thread, -1) ?? ticket.what,
    thread: thread
      .map((e, i) => ({ ...e, text: correctionOf(thread, i) ?? e.text }))
      .filter((e) => e.corrects === undefined),
  };
}

function correctionOf(thread: readonly Entry[], place: number): string | undefined {
  return thread.findLast((e) => e.corrects === place)?.text;
}
