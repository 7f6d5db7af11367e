import type { Person } from '../organisation/person';
import type { Routes } from '../organisation/policy';
import {
  brokenRule,
  emailOf,
  isDone,
  phoneOf,
  removedBy,
  type Change,
  type RuleReason,
} from './change';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
  type DirectoryPerson,
  type DirectoryReader,
  type MethodWriter,
} from './directory';
import type { Method, Registration } from './method';

/** What somebody had before a change, and the mailbox where they can be told of it. */
export interface Snapshot extends Registration {
  readonly mailbox: string | undefined;
}

/** How a change ended. `before` and `after` are readings of the directory. `unclear`: only a later reading can tell. */
export type Outcome =
  | { readonly kind: 'done'; readonly before: Snapshot; readonly after: Registration }
  | { readonly kind: 'refused'; readonly reason: RefusedReason }
  | { readonly kind: 'unclear' };

export const refusedReasons = [
  'at-the-portal',
  'frozen',
  'paused',
  'guest',
  'privileged',
  'disabled',
  'unknown-person',
  'spent',
  'route-refused',
  'directory-busy',
  'directory-failed',
  'directory-said-no',
] as const;
export type RefusedReason = (typeof refusedReasons)[number] | RuleReason;

/** Everything that carrying a change out needs. */
export interface Hands {
  readonly reading: DirectoryReader;
  /** Writes with the rights of the route: the person's own token, or the bot's permission. */
  readonly writing: MethodWriter;
  readonly routes: Routes;
  /** Whether changes of this person wait: frozen by a dispute, or paused after an earlier change. */
  readonly held: () => Promise<'frozen' | 'paused' | undefined>;
  /** Uses the proof up; false when it was used or is too old. What is there before the write is kept with it. */
  readonly spend: (before: Snapshot) => Promise<boolean>;
}

/**
 * Makes one change for one person. In this order, at the write: does policy allow it here; is nothing held; may this
 * person's account be changed from a chat; do the rules hold on the methods as they are now; is the proof unused; write;
 * read back. A write is sent once: where its outcome is not known, reading decides what is said.
 */
export async function carryOut(person: Person, change: Change, hands: Hands): Promise<Outcome> {
  const before = await readyToWrite(person, change, hands);
  if ('reason' in before) return refused(before.reason);
  if (!(await hands.spend(before))) return refused('spent');
  const answer = await write(person, change, before, hands.writing);
  const after = await readBack(person, hands.reading);
  if (after && isDone(change, after)) return { kind: 'done', before, after };
  if (answer === 'written' || answer === 'unclear') return { kind: 'unclear' };
  return after || answer !== 'directory-failed' ? refused(answer) : { kind: 'unclear' };
}

/** Everything that is asked before the write. Where the directory cannot answer, nothing is written. */
async function readyToWrite(
  person: Person,
  change: Change,
  { routes, held, reading }: Hands,
): Promise<Snapshot | { reason: RefusedReason }> {
  if (routes[change.operation] === 'portal') return { reason: 'at-the-portal' };
  const reason = await held();
  if (reason) return { reason };
  try {
    const account = await accountOf(person, reading);
    if ('barred' in account) return { reason: account.barred };
    const now = await reading.registration(person);
    const broken = brokenRule(change, now);
    return broken ? { reason: broken } : { ...now, mailbox: account.known.address };
  } catch (error) {
    if (isTrouble(error)) return { reason: 'directory-failed' };
    throw error;
  }
}

/** The methods as they are now, or undefined when the directory cannot say: that is no failure of the write. */
export async function readBack(
  person: Person,
  reading: DirectoryReader,
): Promise<Registration | undefined> {
  try {
    return await reading.registration(person);
  } catch (error) {
    if (isTrouble(error)) return undefined;
    throw error;
  }
}

type Barred = 'guest' | 'disabled' | 'privileged' | 'unknown-person';

/** Guests, disabled and privileged accounts are never changed from the chat; nor is one the directory does not know. */
export async function barredFromChanges(
  person: Person,
  reading: DirectoryReader,
): Promise<Barred | undefined> {
  const account = await accountOf(person, reading);
  return 'barred' in account ? account.barred : undefined;
}

async function accountOf(
  person: Person,
  reading: DirectoryReader,
): Promise<{ known: DirectoryPerson } | { barred: Barred }> {
  const known = await reading.person(person);
  if (!known) return { barred: 'unknown-person' };
  if (known.guest) return { barred: 'guest' };
  if (!known.enabled) return { barred: 'disabled' };
  return (await reading.isPrivileged(person)) ? { barred: 'privileged' } : { known };
}

/** Whether the directory itself is what went wrong. */
export function isTrouble(
  error: unknown,
): error is DirectoryRefused | DirectoryUnreachable | DirectoryBusy {
  return (
    error instanceof DirectoryRefused ||
    error instanceof DirectoryUnreachable ||
    error instanceof DirectoryBusy
  );
}

async function write(
  person: Person,
  change: Change,
  { methods }: Registration,
  writing: MethodWriter,
): Promise<'written' | 'unclear' | Exclude<RefusedReason, RuleReason>> {
  try {
    await send(person, change, methods, writing);
    return 'written';
  } catch (error) {
    if (error instanceof DirectoryBusy) return 'directory-busy';
    if (error instanceof DirectoryUnreachable)
      return error.answered ? 'directory-failed' : 'unclear';
    if (!(error instanceof DirectoryRefused)) throw error;
    return [401, 403].includes(error.status) ? 'route-refused' : 'directory-said-no';
  }
}

function send(
  person: Person,
  change: Change,
  methods: readonly Method[],
  writing: MethodWriter,
): Promise<void> {
  switch (change.operation) {
    case 'change-default':
      return writing.setDefault(person, change.to);
    case 'add-phone':
      return writing.addPhone(person, change.phoneType, change.number);
    case 'replace-phone': {
      const old = phoneOf(methods, change.phoneType)?.id ?? '';
      return writing.changePhone(person, old, change.phoneType, change.number);
    }
    case 'add-email':
      return writing.addEmail(person, change.address);
    case 'replace-email':
      return writing.changeEmail(person, emailOf(methods)?.id ?? '', change.address);
    default:
      return remove(person, removedBy(change, methods), writing);
  }
}

function remove(person: Person, gone: Method | undefined, writing: MethodWriter): Promise<void> {
  switch (gone?.kind) {
    case 'phone':
    case 'email':
    case 'authenticator':
    case 'passkey':
    case 'softwareToken':
      return writing.remove(person, gone.kind, gone.id);
    default:
      throw new Error('a removal names no method that can be removed');
  }
}

function refused(reason: RefusedReason): Outcome {
  return { kind: 'refused', reason };
}
