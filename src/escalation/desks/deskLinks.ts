import type { Attempt, Made } from './deliverToDesk';

/** A ticket's way to one desk, held by one worker until then (milliseconds since 1970). */
export interface Claim {
  readonly ticketId: string;
  readonly desk: string;
  readonly until: number;
  readonly attempt: Attempt;
}

/** What is known of the tickets at the desks, kept beside them. */
export interface DeskLinks {
  /** Takes the way for so long, and says what is known. Undefined while another worker has it. */
  claim(ticketId: string, desk: string, now: number, leaseMs: number): Promise<Claim | undefined>;
  /** @throws where the claim has run out and another worker has the way by now. */
  remember(claim: Claim, attempt: Attempt): Promise<void>;
  /** Lets the next worker have it. */
  release(claim: Claim, now: number): Promise<void>;
  /** The ticket with the desk's own id, or with our correlation id. */
  ticketOf(
    desk: string,
    by: { deskId: string } | { correlationId: string },
  ): Promise<string | undefined>;
  /** Tickets that are at the desk and not closed there, the one that was looked at longest ago first. */
  open(desk: string, most: number): Promise<{ ticketId: string; attempt: Made }[]>;
}
