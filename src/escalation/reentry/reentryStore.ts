import type { Person } from '../../organisation/person';
import type { SignInProof } from '../../proof/stepUp';
import type { Entry } from '../../record/record';
import type { Reentry, ReentryEnd } from './reentry';

/** What is stored with the end of a re-entry, in the same transaction. */
export interface ReentryEnding {
  readonly outcome: ReentryEnd;
  readonly validUntil?: number;
  readonly at: number;
  readonly entry: Entry;
}

/**
 * Where re-entries are kept. Each call is one transaction, with the ticket's note, the record's line and the cards that
 * follow; what a state does not allow answers false.
 */
export interface Reentries {
  /** False while another of the same ticket is being written; one that only waits is replaced. */
  open(reentry: Reentry, entry: Entry): Promise<boolean>;
  find(id: string): Promise<Reentry | undefined>;
  byApproval(approvalId: string): Promise<Reentry | undefined>;
  /** The one of a ticket that waits for a second person. */
  waitingForSecond(ticketId: string): Promise<Reentry | undefined>;
  /** Names who may agree, by which link: an earlier one counts no more. */
  offer(id: string, second: Person, approvalId: string): Promise<boolean>;
  /** From `needs-second` to `needs-proof`, for whom the link was made. */
  approve(approvalId: string, at: number, expiresAt: number, entry: Entry): Promise<boolean>;
  /** From `needs-proof` to `granted`, until the given time. */
  grant(id: string, proof: SignInProof, until: number, now: number, entry: Entry): Promise<boolean>;
  /** From `granted` to `writing`: true for exactly one caller, and only while the grant lasts. */
  spend(id: string, before: readonly string[], leaseUntil: number, now: number): Promise<boolean>;
  /** Ends what has not ended; the first end counts. Cancelled and declined is only what still waits for somebody. */
  end(id: string, ending: ReentryEnding): Promise<boolean>;
  /** What stands on the agent's card goes now, and not only when its time is up. */
  takeAway(id: string, at: number): Promise<void>;
  /** Hands over what nobody came for in time and what is being written for longer than its lease, under a new one. */
  takeOver(now: number, leaseUntil: number): Promise<Reentry[]>;
}
