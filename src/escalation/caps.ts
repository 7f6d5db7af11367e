import { asWaiting, isUrgent, type Entry, type Ticket } from './ticket';

/** How many tickets somebody may have open, and open within a day. */
export const caps = { open: 3, aDay: 5 } as const;
export const capDayMs = 24 * 60 * 60_000;

type Draft = Omit<Ticket, 'number'>;

const isVerified = ({ personId }: Pick<Ticket, 'personId'>) => personId !== '';

/**
 * The ticket that a report joins because who reports has enough of them, or undefined where it becomes a ticket of its
 * own. A report about oneself joins only own tickets: what was said of a colleague never keeps it back.
 * @param own what they reported and is open or not older than a day, the newest first.
 */
export function ticketToJoin(
  draft: Draft,
  own: readonly Ticket[],
  now: number,
): Ticket | undefined {
  const open = own.filter((t) => t.state !== 'resolved');
  const today = own.filter((t) => now - t.createdAt < capDayMs);
  if (open.length < caps.open && today.length < caps.aDay) return undefined;
  const alike = (t: Ticket) => isVerified(t) === isVerified(draft);
  const fitting = [...open.filter(alike), ...own.filter(alike)];
  return fitting[0] ?? (isVerified(draft) ? undefined : (open[0] ?? own[0]));
}

/** The ticket with another report as a word of whoever reports, brought back where it was resolved. */
export function withReport(existing: Ticket, draft: Draft, words: string, now: number): Ticket {
  const name = draft.reporter?.name ?? draft.personName;
  // What is said of a colleague says nothing about the account of who says it.
  const worse = draft.someoneElse || (isUrgent(draft) && existing.kind !== draft.kind);
  const raises = worse && isVerified(existing) === isVerified(draft);
  const raised = raises && !isUrgent(existing) ? ({ raised: true } as const) : {};
  const entry: Entry = { at: now, by: 'person', name, text: words, ...raised };
  const rests = existing.state === 'waiting' || existing.state === 'resolved';
  const { withdrawn: _ended, resolution: _outcome, ...kept } = existing;
  return asWaiting(existing, {
    ...kept,
    state: rests ? (existing.assignee ? 'taken' : 'open') : existing.state,
    someoneElse: existing.someoneElse || raises,
    ...(draft.freeze ? { freeze: draft.freeze } : {}),
    thread: [...existing.thread, entry],
    updatedAt: now,
    version: existing.version + 1,
  });
}
