import type { Person } from '../../organisation/person';
import type { SignInProof } from '../../proof/stepUp';
import { barredFromChanges, isTrouble } from '../../signInMethods/carryOut';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
  type DirectoryReader,
} from '../../signInMethods/directory';
import {
  agentRule,
  grantMs,
  leaseMs,
  secondRule,
  type Reentry,
  type ReentryReason,
  type ReentrySettings,
} from './reentry';
import { reentryEntry } from './reentryEntry';
import type { Reentries } from './reentryStore';
import type { TicketStore } from '../ticketStore';

/** A pass as the directory made it. The value is shown once and kept nowhere. */
export interface Pass {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
}

/** Makes a pass with the agent's own token: one request, sent once. @throws like a `MethodWriter` */
export type PassMaker = (reentry: Reentry) => Promise<Pass>;

/** What issuing a pass needs. */
export interface ReentryParts {
  readonly settings: ReentrySettings | undefined;
  readonly store: Reentries;
  readonly tickets: TicketStore;
  readonly reading: DirectoryReader;
  readonly isAgent: (person: Person) => Promise<boolean>;
  readonly isFrozen: (person: Person) => Promise<boolean>;
  readonly now: () => number;
  readonly newId: () => string;
}

/** How a pass came about. Only `issued` holds its value. `unclear`: a later reading will tell. */
export type Issued =
  | { readonly kind: 'issued'; readonly pass: Pass }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'refused'; readonly reason: ReentryReason };

/** Whether somebody may issue passes at all: an agent, and in a group that the organisation names. */
export async function isInRole(
  person: Person,
  { settings, isAgent, reading }: Pick<ReentryParts, 'settings' | 'isAgent' | 'reading'>,
): Promise<boolean> {
  if (!settings || !(await isAgent(person))) return false;
  return reading.isMemberOfAny(person, settings.groups);
}

/**
 * Issues the pass for which the agent has just signed in. In this order, at the write: is it switched on; may the agent,
 * and the second person where there has to be one; may this person; is the sign-in unused; write once; and where nobody
 * knows what became of it, read.
 */
export async function issuePass(
  reentry: Reentry,
  proof: SignInProof,
  make: PassMaker,
  parts: ReentryParts,
): Promise<Issued> {
  const { store, now } = parts;
  const proven = reentryEntry(reentry, 'proven', parts, { proof });
  if (!(await store.grant(reentry.id, proof, now() + grantMs, now(), proven)))
    return { kind: 'refused', reason: 'spent' };
  const granted = { ...reentry, proof };
  const before = await readyToIssue(granted, parts);
  if (typeof before === 'string') return ended(granted, { kind: 'refused', reason: before }, parts);
  if (!(await store.spend(reentry.id, before, now() + leaseMs, now())))
    return { kind: 'refused', reason: 'spent' };
  const made = await send(granted, make);
  return ended(granted, made === 'unclear' ? await found(granted, before, parts) : made, parts);
}

/**
 * Ends what nobody came for in time, and finds out by reading what became of passes whose writer fell silent: nothing is
 * written again. A pass that was made then is of no use to anybody, and the next one takes its place.
 */
export async function resumePasses(parts: ReentryParts): Promise<[Reentry, Issued][]> {
  const all: [Reentry, Issued][] = [];
  for (const reentry of await parts.store.takeOver(parts.now(), parts.now() + leaseMs)) {
    const outcome = await leftBehind(reentry, parts);
    if (outcome) all.push([reentry, await ended(reentry, outcome, parts)]);
  }
  return all;
}

/** How one ended that was left behind; undefined while the directory cannot say. */
async function leftBehind(reentry: Reentry, parts: ReentryParts): Promise<Issued | undefined> {
  const { before, person, state } = reentry;
  if (state !== 'writing' || !before) return { kind: 'refused', reason: 'too-late' };
  const passes = await passesOf(person, parts);
  if (!passes) return undefined;
  return isNew(passes, before)
    ? { kind: 'unseen' }
    : { kind: 'refused', reason: 'directory-failed' };
}

/** Everything that is asked before the write; gives the ids of the passes there are. */
async function readyToIssue(
  reentry: Reentry,
  parts: ReentryParts,
): Promise<readonly string[] | ReentryReason> {
  try {
    const broken =
      (await roleRule(reentry, parts)) ??
      (await accountRule(reentry.person, parts)) ??
      (await secondPersonRule(reentry, parts));
    if (broken) return broken;
    const { methods } = await parts.reading.registration(reentry.person);
    return methods.filter((m) => m.kind === 'temporaryAccessPass').map((m) => m.id);
  } catch (error) {
    if (isTrouble(error)) return 'directory-failed';
    throw error;
  }
}

async function roleRule(
  { agent, ticketId }: Reentry,
  parts: ReentryParts,
): Promise<ReentryReason | undefined> {
  if (!parts.settings) return 'switched-off';
  if (!(await isInRole(agent, parts))) return 'not-in-role';
  const ticket = await parts.tickets.find(ticketId);
  return ticket ? agentRule(agent, ticket) : 'not-assignee';
}

/** Why no pass is issued for this account. Privileged ones get one, with two people. */
export async function accountRule(
  person: Person,
  { reading, isFrozen }: Pick<ReentryParts, 'reading' | 'isFrozen'>,
): Promise<ReentryReason | undefined> {
  const barred = await barredFromChanges(person, reading);
  if (barred && barred !== 'privileged') return barred;
  return (await isFrozen(person)) ? 'frozen' : undefined;
}

async function secondPersonRule(
  reentry: Reentry,
  parts: ReentryParts,
): Promise<ReentryReason | undefined> {
  if (!reentry.privileged && !(await parts.reading.isPrivileged(reentry.person))) return undefined;
  const { second, approvedAt } = reentry;
  if (!second || approvedAt === undefined) return 'needs-second';
  if (!(await isInRole(second, parts))) return 'second-not-in-role';
  return secondRule(second, reentry);
}

async function send(reentry: Reentry, make: PassMaker): Promise<Issued | 'unclear'> {
  const refused = (reason: ReentryReason): Issued => ({ kind: 'refused', reason });
  try {
    return { kind: 'issued', pass: await make(reentry) };
  } catch (error) {
    if (error instanceof DirectoryBusy) return refused('directory-busy');
    if (error instanceof DirectoryUnreachable) return 'unclear';
    if (!(error instanceof DirectoryRefused)) throw error;
    return refused([401, 403].includes(error.status) ? 'route-refused' : 'directory-said-no');
  }
}

/** A pass that is there now and was not before was made; its value is lost. None proves nothing yet. */
async function found(
  { person }: Reentry,
  before: readonly string[],
  parts: ReentryParts,
): Promise<Issued> {
  const passes = await passesOf(person, parts);
  return passes && isNew(passes, before) ? { kind: 'unseen' } : { kind: 'unclear' };
}

async function passesOf(person: Person, { reading }: ReentryParts): Promise<string[] | undefined> {
  try {
    const { methods } = await reading.registration(person);
    return methods.filter((m) => m.kind === 'temporaryAccessPass').map((m) => m.id);
  } catch (error) {
    if (isTrouble(error)) return undefined;
    throw error;
  }
}

function isNew(passes: readonly string[], before: readonly string[]): boolean {
  return passes.some((id) => !before.includes(id));
}

/** Ends it as it turned out. An unclear one stays as it is until a reading tells. */
async function ended(reentry: Reentry, issued: Issued, parts: ReentryParts): Promise<Issued> {
  if (issued.kind === 'unclear') return issued;
  const reason = issued.kind === 'refused' ? issued.reason : undefined;
  const outcome = reason ?? (issued.kind === 'issued' ? 'issued' : 'unseen');
  const recorded = reason ? 'refused' : 'issued';
  const why = reason ?? (issued.kind === 'unseen' ? 'unseen' : undefined);
  const { proof } = reentry;
  const isStored = await parts.store.end(reentry.id, {
    outcome,
    ...(issued.kind === 'issued' ? { validUntil: issued.pass.validUntil } : {}),
    at: parts.now(),
    entry: reentryEntry(reentry, recorded, parts, { reason: why, proof }),
  });
  // Somebody ended it meanwhile: nothing would take this pass away again, so it is shown to nobody.
  return isStored || issued.kind !== 'issued' ? issued : { kind: 'unseen' };
}
