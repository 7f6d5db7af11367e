import type { Language } from '../organisation/language';
import type { Person } from '../organisation/person';
import type { Route } from '../organisation/policy';
import type { SignInProof } from '../proof/stepUp';
import type { Entry } from '../record/record';
import type { Snapshot } from './carryOut';
import type { Change } from './change';
import type { Registration } from './method';

/** Somebody who was shown a change has this long to sign in for it. */
export const proofWithinMs = 15 * 60_000;
/** A sign-in allows its change for this long. */
export const grantMs = 5 * 60_000;
/** Whoever writes has this long, which is more than Graph takes at most; then somebody else reads what became of it. */
export const leaseMs = 2 * 60_000;

/**
 * A change on its way. It waits for a sign-in (`needs-proof`), was allowed by one (`granted`), is being written, or has
 * ended. What will be written is fixed when it is opened: nothing that comes later alters it.
 */
export interface PendingChange {
  /** 128 random bits: the link to the sign-in page. */
  readonly id: string;
  readonly person: Person;
  readonly change: Change;
  readonly route: Exclude<Route, 'portal'>;
  readonly language: Language;
  /** The GUID under which Graph's logs know the write. */
  readonly requestId: string;
  readonly state: 'needs-proof' | 'granted' | 'writing' | 'ended';
  readonly createdAt: number;
  /** Until then the sign-in must have come. */
  readonly expiresAt: number;
  /** Set once the sign-in was judged good. */
  readonly proof: SignInProof | undefined;
  /** Set just before the write. */
  readonly before: Snapshot | undefined;
  /** What was there when it was done. */
  readonly after: Registration | undefined;
  /** When it ended. */
  readonly endedAt: number | undefined;
  /** Set at the end: `done`, `cancelled`, or why not. */
  readonly outcome: string | undefined;
}

/** What is stored with the end of a change, in the same transaction. */
export interface Ending<Message> {
  readonly outcome: string;
  /** What is there now, where the change was done. */
  readonly after: Registration | undefined;
  readonly at: number;
  readonly entry: Entry;
  /** Messages that go out because of it. */
  readonly messages: readonly Message[];
}

/** Where changes on their way are kept. Each call is atomic; what a state does not allow answers false. */
export interface PendingChanges<Message> {
  open(pending: PendingChange, entry: Entry): Promise<void>;
  find(id: string): Promise<PendingChange | undefined>;
  /** From `needs-proof` to `granted`, until the given time. */
  grant(id: string, proof: SignInProof, until: number, now: number, entry: Entry): Promise<boolean>;
  /** From `granted` to `writing`: true for exactly one caller, and only while the grant lasts. */
  spend(id: string, before: Snapshot, leaseUntil: number, now: number): Promise<boolean>;
  /** Ends what was granted or is being written; the first end counts. */
  end(id: string, ending: Ending<Message>): Promise<boolean>;
  /** Ends what still waits for its sign-in as `cancelled`: never what may be written at this moment. */
  cancel(id: string, at: number, entry: Entry): Promise<boolean>;
  /**
   * Hands over what nobody brought to its end: granted and not used in time, or being written for longer than its lease.
   * It is `writing` from then on, under a new lease; nothing was written where it has no `before`.
   */
  takeOver(now: number, leaseUntil: number): Promise<PendingChange[]>;
  /** When changes that took something away from this person were done. */
  takenAway(person: Person, since: number): Promise<number[]>;
}
