import { deliverToDesk } from './deliverToDesk';
import type { DeskLinks } from './deskLinks';
import { deskReport, type DeskReportWords } from './deskReport';
import { DeskRefused, DeskUnanswered, type ServiceDesk } from './serviceDesk';
import { tellDesk } from './tellDesk';
import type { Ticket } from './ticket';

/** So long one worker has a ticket's way to a desk. */
export const wayMs = 60_000;

export interface BringParts {
  readonly links: DeskLinks;
  readonly say: DeskReportWords;
  readonly now: () => number;
}

/** How far a ticket got. `later`: it is tried again; `failed`: a person has to look, `why` says at what. */
export type Brought =
  | { readonly kind: 'there' }
  | { readonly kind: 'later'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** Brings a ticket to a desk, once, and what was said in the chat since. */
export async function bringToDesk(
  desk: ServiceDesk,
  ticket: Ticket,
  parts: BringParts,
): Promise<Brought> {
  const { links, say, now } = parts;
  const claim = await links.claim(ticket.id, desk.name, now(), wayMs);
  if (!claim) return { kind: 'later', why: `${desk.name}: another worker is at it` };
  try {
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
        return { kind: 'later', why: outcome.why };
      case 'refused':
        return { kind: 'failed', why: outcome.why };
      case 'unsure':
        return { kind: 'failed', why: `${desk.name}: nobody can tell whether the ticket is there` };
    }
  } catch (error) {
    if (error instanceof DeskRefused) return { kind: 'failed', why: error.message };
    if (error instanceof DeskUnanswered) return { kind: 'later', why: error.message };
    throw error;
  } finally {
    await links.release(claim, now());
  }
}
