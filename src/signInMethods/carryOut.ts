import type { Person } from '../organisation/person';
import type { Routes } from '../organisation/policy';
import { brokenRule, isDone, phoneOf, emailOf, type Change, type RuleReason } from './change';
import { DirectoryRefused, DirectoryUnreachable, type Directory } from './directory';
import type { Registration } from './method';

/** How a change ended. `before` and `after` are readings of the directory. */
export type Outcome =
  | { readonly kind: 'done'; readonly before: Registration; readonly after: Registration }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }
  | { readonly kind: 'unclear' };

export const refusedReasons = [
  'at-the-portal',
  'guest',
  'privileged',
  'disabled',
  'unknown-person',
  'directory-said-no',
] as const;
export type RefusedReason = (typeof refusedReasons)[number] | RuleReason;

/**
 * Makes one change for one person. In this order, at the write: does policy allow it here; may this
 * person's account be changed from a chat; do the rules hold on the methods as they are now; write; read
 * back. A write is sent once: where its outcome is not known, reading decides what is said.
 */
export async function carryOut(
  person: Person,
  change: Change,
  directory: Directory,
  routes: Routes,
): Promise<Outcome> {
  if (routes[change.operation] === 'portal') return refused('at-the-portal');
  const barred = await barredFromChanges(person, directory);
  if (barred) return refused(barred);
  const before = await directory.registration(person);
  const broken = brokenRule(change, before);
  if (broken) return refused(broken);
  const answer = await write(person, change, before, directory);
  const after = await readBack(person, directory);
  if (after && isDone(change, after)) return { kind: 'done', before, after };
  return answer === 'refused' ? refused('directory-said-no') : { kind: 'unclear' };
}

/** Not being able to read after a write is no failure of the write: it leaves the outcome unclear. */
async function readBack(person: Person, directory: Directory): Promise<Registration | undefined> {
  try {
    return await directory.registration(person);
  } catch (error) {
    if (error instanceof DirectoryUnreachable || error instanceof DirectoryRefused)
      return undefined;
    throw error;
  }
}

/** Guests, disabled and privileged accounts are never changed from the chat; nor is one the directory does not know. */
export async function barredFromChanges(
  person: Person,
  directory: Directory,
): Promise<'guest' | 'disabled' | 'privileged' | 'unknown-person' | undefined> {
  const known = await directory.person(person);
  if (!known) return 'unknown-person';
  if (known.guest) return 'guest';
  if (!known.enabled) return 'disabled';
  return (await directory.isPrivileged(person)) ? 'privileged' : undefined;
}

async function write(
  person: Person,
  change: Change,
  { methods }: Registration,
  directory: Directory,
): Promise<'written' | 'refused' | 'unclear'> {
  try {
    await send(person, change, methods, directory);
    return 'written';
  } catch (error) {
    if (error instanceof DirectoryRefused) return 'refused';
    if (error instanceof DirectoryUnreachable) return 'unclear';
    throw error;
  }
}

function send(
  person: Person,
  change: Change,
  methods: Registration['methods'],
  directory: Directory,
) {
  switch (change.operation) {
    case 'change-default':
      return directory.setDefault(person, change.to);
    case 'add-phone': {
      const old = phoneOf(methods, change.phoneType);
      return old
        ? directory.changePhone(person, old.id, change.phoneType, change.number)
        : directory.addPhone(person, change.phoneType, change.number);
    }
    case 'add-email': {
      const old = emailOf(methods);
      return old
        ? directory.changeEmail(person, old.id, change.address)
        : directory.addEmail(person, change.address);
    }
  }
}

function refused(reason: RefusedReason): Outcome {
  return { kind: 'refused', reason };
}
