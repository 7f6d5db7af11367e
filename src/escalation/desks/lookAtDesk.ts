import { wayMs } from './bringToDesk';
import type { Made } from './deliverToDesk';
import { happen, type DeskParts } from '../desk';
import type { DeskLinks } from './deskLinks';
import { followDesk } from './followDesk';
import type { DeskTicket, ServiceDesk } from './serviceDesk';
import type { Ticket } from '../ticket';

export interface LookParts {
  readonly links: DeskLinks;
  readonly desk: DeskParts;
  /** What the person reads where the desk waits for them, or has resolved it: in their language. */
  readonly words: (ticket: Ticket) => { readonly asked: string; readonly resolved: string };
}

/**
 * Asks the desk what became of a ticket, and lets ours follow: its state and nothing else. A ticket that is not there, or
 * that another worker is at, is left alone.
 * @throws DeskRefused, DeskUnanswered
 */
export async function lookAtDesk(
  service: ServiceDesk,
  ticketId: string,
  parts: LookParts,
): Promise<void> {
  const { links, desk } = parts;
  const claim = await links.claim(ticketId, service.name, desk.now(), wayMs);
  if (!claim) return;
  try {
    if (claim.attempt.state !== 'made') return;
    const theirs = await service.fetch(claim.attempt.deskId);
    const ticket = theirs && (await desk.tickets.find(ticketId));
    if (!ticket) return;
    const attempt = await follow(ticket, theirs, claim.attempt, service.name, parts);
    await links.remember(claim, attempt);
  } finally {
    await links.release(claim, desk.now());
  }
}

/** What comes from the desk is not told back to it. */
async function follow(
  ticket: Ticket,
  theirs: DeskTicket,
  attempt: Made,
  name: string,
  { desk, words }: LookParts,
): Promise<Made> {
  let now = ticket;
  let steps = 0;
  for (const event of followDesk(ticket, theirs, attempt.seen, name, words(ticket))) {
    const next = await happen(ticket.id, event, desk, 'outside-desk');
    if (next === undefined || typeof next === 'string') break;
    now = next;
    steps += 1;
  }
  // Where somebody else spoke in between, the desk is told everything, ours too, rather than that be lost.
  const alone = now.version === ticket.version + steps;
  const toldAll = alone && attempt.told === ticket.thread.length;
  return {
    ...attempt,
    seen: theirs.state,
    closed: now.state === 'resolved',
    told: toldAll ? now.thread.length : attempt.told,
  };
}
