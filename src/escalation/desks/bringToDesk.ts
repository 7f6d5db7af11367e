import { deliverToDesk } from './deliverToDesk';
import type { DeskLinks } from './deskLinks';
import { deskReport, type DeskReportWords } from './deskReport';
import { DeskRefused, DeskUnanswered, type ServiceDesk } from './serviceDesk';
import { tellDesk } from './tellDesk';
import type { Ticket } from '../ticket';

/** So long one worker has a ticket's way to a desk. */
export const wayMs = 60_000;

export interface BringParts {
  readonly links: DeskLinks;
  readonly find: (ticketId: string) => Promise<Ticket | undefined>;
  readonly say: DeskReportWords;
  readonly now: () => number;
}

/**
 * How far a ticket got. `later`: it is tried again, where there is `at` not before then (milliseconds since 1970); `failed`: a
 * person has to look, `why` says at what.
 */
export type Brought =
  | { readonly kind: 'there' }
  | { readonly kind: 'later'; readonly why: string; readonly at?: number }
  | { readonly kind: 'failed'; readonly why: string };

/** Brings a ticket to a desk, once, and what was said in the chat since. */
export async function bringToDesk(
  desk: ServiceDesk,
  ticketId: string,
  parts: BringParts,
): Promise<Brought> {
  const { links, say, now } = parts;
  const claim = await links.claim(ticketId, desk.name, now(), wayMs);
  if (!claim) return { kind: 'later', why: `${desk.name}: another worker is at it` };
  try {
    // Read while nobody else has the way: what was read before it may be older than what the desk was told meanwhile.
    const ticket = await parts.find(ticketId);
    if (!ticket) return { kind: 'failed', why: `${desk.name}: there is no such ticket` };
    const outcome = await deliverToDesk(desk, deskReport(ticket, say), {
      earlier: claim.attempt,
      remember: (attempt) => links.remember(claim, attempt),
      now,
    });
    switch (outcome.outcome) {
      case 'made':
        await tellDesk(desk, ticket, outcome.attempt, say, (a) => links.remember(claim, a));
        return { kind: 'there' };
      case 'later':
        return { kind: 'later', why: outcome.why, at: outcome.at };
      case 'refused':
        return { kind: 'failed', why: outcome.why };
      case 'unsure':
        return { kind: 'failed', why: `${desk.name}: nobody can tell whether the ticket is there` };
    }
  } catch (error) {
    if (error instanceof DeskRefused) return { kind: 'failed', why: error.message };
    if (error instanceof DeskUnanswered) {
      const { message: why, retryAfterMs: wait } = error;
      return { kind: 'later', why, ...(wait === undefined ? {} : { at: now() + wait }) };
    }
    throw error;
  } finally {
    await links.release(claim, now());
  }
}
