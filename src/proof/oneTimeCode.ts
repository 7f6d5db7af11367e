import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Person } from '../organisation/person';

/** A code lives ten minutes (NIST SP 800-63B-4, 3.1.3.2) and is eight digits long. */
const codeLength = 8;
const lifetimeMs = 10 * 60_000;
const resendAfterMs = 60_000;
const triesPerCode = 5;
const failuresPerDay = 15;
const day = 24 * 60 * 60_000;

/**
 * How often codes are sent: to a person, to one number or address whoever asks, and to all of a tenant (text messages to
 * costly places are a known fraud).
 */
const sendLimits = {
  person: [
    { within: 10 * 60_000, sends: 3 },
    { within: 60 * 60_000, sends: 5 },
    { within: day, sends: 10 },
  ],
  target: [
    { within: 60 * 60_000, sends: 3 },
    { within: day, sends: 5 },
  ],
  tenant: [
    { within: 60 * 60_000, sends: 300 },
    { within: day, sends: 2000 },
  ],
} as const;

/** A code that was sent, as it is kept: never the code itself, never the target in clear. */
export interface Challenge {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly purpose: string;
  readonly targetDigest: string;
  readonly codeDigest: string;
  readonly tries: number;
  readonly sentAt: number;
  readonly expiresAt: number;
  /** Set once the code was used, or replaced by a newer one. */
  readonly endedAt: number | undefined;
}

/** That a code was sent, and when. */
export interface Sent {
  readonly at: number;
  readonly purpose: string;
}

/** Where challenges are kept. Each call is atomic. */
export interface ChallengeStore {
  /** Stores a challenge and ends every other open one of the same person and purpose. */
  replace(challenge: Challenge): Promise<void>;
  /** Counts one try of an open challenge of this person and returns it as it then is. */
  countTry(id: string, person: Person): Promise<Challenge | undefined>;
  /** Ends an open challenge; false when it had ended already. */
  end(id: string, at: number): Promise<boolean>;
  sent(
    by: { person: Person } | { targetDigest: string } | { tenantId: string },
    since: number,
  ): Promise<Sent[]>;
  /**
   * Runs steps that read and then store, nobody else doing so for this person or target in between. The steps
   * may be run again from the start, so they do nothing that is seen outside.
   */
  exclusively<T>(
    of: { person: Person; targetDigest: string },
    steps: (store: ChallengeSteps) => Promise<T>,
  ): Promise<T>;
  failures(person: Person, since: number): Promise<number>;
}

/** What can be done within exclusive steps. */
export type ChallengeSteps = Pick<ChallengeStore, 'replace' | 'sent' | 'failures'>;

export interface CodeParts {
  readonly store: ChallengeStore;
  readonly now: () => number;
  /** A whole number from 0 up to, not including, the limit; from a cryptographic source. */
  readonly randomBelow: (limit: number) => number;
  readonly newId: () => string;
  /** The key of the digests; lies outside the database. */
  readonly key: Buffer;
}

export type Issued =
  | { readonly kind: 'issued'; readonly challengeId: string; readonly code: string }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'locked' };

/** Makes a code for one target and purpose, unless the limits say wait. Earlier codes die. */
export function issueCode(
  person: Person,
  purpose: string,
  target: string,
  parts: CodeParts,
): Promise<Issued> {
  const targetDigest = contactDigest(person, target, parts.key);
  return parts.store.exclusively({ person, targetDigest }, async (store) => {
    const now = parts.now();
    if ((await store.failures(person, now - day)) >= failuresPerDay) return { kind: 'locked' };
    const wait = await waitBeforeSending(store, person, purpose, targetDigest, now);
    if (wait > 0) return { kind: 'wait', seconds: Math.ceil(wait / 1000) };
    const challengeId = parts.newId();
    const code = parts
      .randomBelow(10 ** codeLength)
      .toString()
      .padStart(codeLength, '0');
    await store.replace({
      id: challengeId,
      tenantId: person.tenantId,
      personId: person.id,
      purpose,
      targetDigest,
      codeDigest: codeDigest(parts.key, challengeId, person, target, code),
      tries: 0,
      sentAt: now,
      expiresAt: now + lifetimeMs,
      endedAt: undefined,
    });
    return { kind: 'issued', challengeId, code };
  });
}

/** Milliseconds until the limits of the person and of the target allow another code. */
async function waitBeforeSending(
  store: ChallengeSteps,
  person: Person,
  purpose: string,
  targetDigest: string,
  now: number,
): Promise<number> {
  const byPerson = await store.sent({ person }, now - day);
  const toTarget = await store.sent({ targetDigest }, now - day);
  const inTenant = await store.sent({ tenantId: person.tenantId }, now - day);
  const resent = [...byPerson.filter((s) => s.purpose === purpose), ...toTarget];
  return Math.max(
    resendWait(resent, now),
    waitFor(byPerson, sendLimits.person, now),
    waitFor(toTarget, sendLimits.target, now),
    waitFor(inTenant, sendLimits.tenant, now),
  );
}

export const codeReasons = [
  'code-form',
  'code-wrong',
  'code-expired',
  'code-too-many',
  'code-locked',
] as const;
export type CodeReason = (typeof codeReasons)[number];

/**
 * Checks a typed code for exactly this person and target. A try is counted before anything is compared,
 * and a right code ends the challenge, so it counts once.
 */
export async function checkCode(
  person: Person,
  challengeId: string,
  target: string,
  typed: string,
  parts: CodeParts,
): Promise<'right' | CodeReason> {
  const code = typed.trim();
  if (!/^[0-9]{8}$/.test(code)) return 'code-form';
  const now = parts.now();
  if ((await parts.store.failures(person, now - day)) >= failuresPerDay) return 'code-locked';
  const challenge = await parts.store.countTry(challengeId, person);
  if (!challenge || challenge.expiresAt <= now) return 'code-expired';
  // Asked again with this try counted: of tries made at the same moment none gets past the day's limit.
  if ((await parts.store.failures(person, now - day)) > failuresPerDay) return 'code-locked';
  if (challenge.tries > triesPerCode) return 'code-too-many';
  const expected = Buffer.from(challenge.codeDigest, 'hex');
  const actual = Buffer.from(codeDigest(parts.key, challengeId, person, target, code), 'hex');
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return 'code-wrong';
  return (await parts.store.end(challengeId, now)) ? 'right' : 'code-expired';
}

/** Milliseconds until another code may be sent. */
function waitFor(
  sent: readonly Sent[],
  limits: readonly { within: number; sends: number }[],
  now: number,
): number {
  const pauses = limits.map(({ within, sends }) => {
    const counted = sent
      .map((s) => s.at)
      .filter((t) => t > now - within)
      .sort((a, b) => a - b);
    const freed = counted[counted.length - sends];
    return freed === undefined ? 0 : freed + within - now;
  });
  return Math.max(...pauses, 0);
}

/** The pause between two codes for the same thing. */
function resendWait(sent: readonly Sent[], now: number): number {
  return Math.max(0, ...sent.map((s) => s.at + resendAfterMs - now));
}

/** What a number or an address of somebody's tenant is known by here: not the number, and the same for all its spellings. */
export function contactDigest(
  { tenantId }: Pick<Person, 'tenantId'>,
  target: string,
  key: Buffer,
): string {
  return digest(key, 'target', tenantId, normalised(target));
}

/** One bucket for all spellings of a number or address. */
function normalised(target: string): string {
  return target.includes('@') ? target.toLowerCase() : target.replace(/[^\d+x]/g, '');
}

function codeDigest(key: Buffer, id: string, person: Person, target: string, code: string): string {
  return digest(key, 'code', id, person.tenantId, person.id, normalised(target), code);
}

function digest(key: Buffer, ...parts: string[]): string {
  return createHmac('sha256', key).update(parts.join('\u0000')).digest('hex');
}
