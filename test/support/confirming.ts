import { everythingInTheChat } from '../../src/organisation/policy';
import { waysToTell, type Receipt } from '../../src/receipts/receipt';
import { confirm, type ConfirmParts } from '../../src/signInMethods/confirm';
import type { PendingChange, PendingChanges } from '../../src/signInMethods/pendingChange';
import type { Registration } from '../../src/signInMethods/method';
import { clockAt } from './clock';
import {
  inMemoryDirectory,
  phone,
  registered,
  type InMemoryDirectory,
  type Trouble,
} from './directory';
import { entryId } from './entries';
import { inMemoryFreezes } from './freezes';
import { before, lineOf, newNumber, opened, pendingOf, replacing } from './pending';
import { inMemoryPendingChanges } from './pendingChanges';
import { alex, megan } from './samples';

/** When Alex signed in. */
export const proof = { authTime: opened - 5_000, acrs: ['c1'] };

/** What Alex has once the number is the new one. */
export const replaced: Registration = registered(
  [...before.methods.filter((m) => m.kind !== 'phone'), phone('mobile', newNumber)],
  'push',
);

/** Everything that making a change needs, around a keeper of changes; Alex and Megan have the same methods. */
export function confirmingWith<C extends PendingChanges<Receipt>>(changes: C, trouble?: Trouble) {
  const clock = clockAt(new Date(opened).toISOString());
  const known = { registration: before, address: 'alex@contoso.com' };
  const directory = inMemoryDirectory({ [alex.id]: known, [megan.id]: known }, trouble);
  const freezes = inMemoryFreezes();
  let ids = 1_000;
  const newId = () => entryId(++ids);
  const parts: ConfirmParts<Receipt> = {
    changes,
    reading: directory,
    routes: everythingInTheChat,
    pause: true,
    isFrozen: (person) => freezes.isFrozen(person),
    tell: ({ id }, snapshot) =>
      waysToTell(snapshot, true).map((to) => ({ id: newId(), changeId: id, to, token: newId() })),
    now: clock.now,
    newId,
  };
  return { clock, directory, freezes, changes, parts };
}

/** The same with changes in memory. */
export function confirming(trouble?: Trouble) {
  return confirmingWith(inMemoryPendingChanges(), trouble);
}

type World = Pick<ReturnType<typeof confirmingWith>, 'changes' | 'parts' | 'clock'> & {
  readonly directory: InMemoryDirectory;
};

/** Opens a change now: Alex's new number unless it is another. */
export async function waitingIn(
  { changes, clock }: World,
  other: Partial<PendingChange> = {},
): Promise<PendingChange> {
  const { createdAt, expiresAt } = pendingOf(replacing);
  const late = clock.now() - opened;
  const times = { createdAt: createdAt + late, expiresAt: expiresAt + late };
  const pending = pendingOf(other.change ?? replacing, { ...times, ...other });
  const number = Number(pending.id.slice(-6));
  await changes.open(pending, lineOf(pending, number, 'started', clock.now()));
  return pending;
}

/** Makes the change for which its person has just signed in. */
export function confirmedIn({ directory, parts }: World, pending: PendingChange) {
  return confirm(pending, proof, directory, parts);
}
