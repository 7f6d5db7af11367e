import type { Person } from '../organisation/person';
import type { Routes } from '../organisation/policy';
import type { SignInProof } from '../proof/stepUp';
import { carryOut, readBack, type Outcome, type Snapshot } from './carryOut';
import { isDone } from './change';
import type { DirectoryReader, MethodWriter } from './directory';
import { entryOf } from './entry';
import { pausedUntil, pauseMs } from './pause';
import { grantMs, leaseMs, type PendingChange, type PendingChanges } from './pendingChange';

/** What making a proven change needs. `Message` is what goes out because of it. */
export interface ConfirmParts<Message> {
  readonly changes: PendingChanges<Message>;
  readonly reading: DirectoryReader;
  readonly routes: Routes;
  readonly pause: boolean;
  readonly isFrozen: (person: Person) => Promise<boolean>;
  /** The messages that tell of a change: made here, sent later. */
  readonly tell: (pending: PendingChange, before: Snapshot) => Message[];
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * Makes a pending change for which its person has just signed in. The sign-in becomes a grant for this change and this
 * value, and the grant is used up in the step before the write: of two that come at once, one goes through.
 * @param writing with the rights of the change's route.
 */
export async function confirm<M>(
  pending: PendingChange,
  proof: SignInProof,
  writing: MethodWriter,
  parts: ConfirmParts<M>,
): Promise<Outcome> {
  const { changes, now } = parts;
  const proven = entryOf(pending, 'step-up', 'done', parts, proof);
  if (!(await changes.grant(pending.id, proof, now() + grantMs, now(), proven)))
    return { kind: 'refused', reason: 'spent' };
  const granted = { ...pending, proof };
  const outcome = await carryOut(pending.person, pending.change, {
    reading: parts.reading,
    writing,
    routes: parts.routes,
    held: () => held(pending.person, parts),
    spend: (before) => changes.spend(pending.id, before, now() + leaseMs, now()),
  });
  await settle(granted, outcome, parts);
  return outcome;
}

/** Why changes of this person wait, if they do. */
export async function held(
  person: Person,
  parts: Pick<ConfirmParts<unknown>, 'changes' | 'pause' | 'isFrozen' | 'now'>,
): Promise<'frozen' | 'paused' | undefined> {
  if (await parts.isFrozen(person)) return 'frozen';
  if (!parts.pause) return undefined;
  const times = await parts.changes.takenAway(person, parts.now() - 2 * pauseMs);
  return pausedUntil(times, parts.now()) === undefined ? undefined : 'paused';
}

/**
 * Finds out by reading what became of writes whose writer fell silent, and ends them: nothing is written again.
 * @returns how they ended; what cannot be read yet is left for the next round.
 * @throws AggregateError after the round when some met a fault: one of them must not keep the others waiting.
 */
export async function resume<M>(parts: ConfirmParts<M>): Promise<[PendingChange, Outcome][]> {
  const ended: [PendingChange, Outcome][] = [];
  const faults: unknown[] = [];
  for (const pending of await parts.changes.takeOver(parts.now(), parts.now() + leaseMs)) {
    try {
      const outcome = await found(pending, parts);
      await settle(pending, outcome, parts);
      if (outcome.kind !== 'unclear') ended.push([pending, outcome]);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'changes could not be brought to an end');
  return ended;
}

/** What became of a change: where its proof was never used, nothing was written. */
async function found<M>(
  { person, change, before }: PendingChange,
  { reading }: ConfirmParts<M>,
): Promise<Outcome> {
  if (!before) return { kind: 'refused', reason: 'spent' };
  const after = await readBack(person, reading);
  if (!after) return { kind: 'unclear' };
  return isDone(change, after)
    ? { kind: 'done', before, after }
    : { kind: 'refused', reason: 'directory-failed' };
}

/** Ends a change as it turned out. An unclear one stays as it is until a reading tells. */
async function settle<M>(
  pending: PendingChange,
  outcome: Outcome,
  parts: ConfirmParts<M>,
): Promise<void> {
  if (outcome.kind === 'unclear') return;
  const reason = outcome.kind === 'refused' ? outcome.reason : undefined;
  await parts.changes.end(pending.id, {
    outcome: reason ?? 'done',
    after: outcome.kind === 'done' ? outcome.after : undefined,
    at: parts.now(),
    entry: entryOf(pending, 'change', outcome.kind, parts, pending.proof, reason),
    messages: outcome.kind === 'done' ? parts.tell(pending, outcome.before) : [],
  });
}
