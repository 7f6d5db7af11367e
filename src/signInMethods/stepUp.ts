import type { Person } from '../organisation/person';
import {
  claimsRequest,
  judgeSignIn,
  type ClaimsRequest,
  type IdTokenClaims,
} from '../proof/stepUp';
import type { Recorder } from '../record/record';
import type { Outcome } from './carryOut';
import { confirm, type ConfirmParts } from './confirm';
import type { MethodWriter } from './directory';
import { entryOf } from './entry';
import type { PendingChange } from './pendingChange';

/** A sign-in that has begun: what its answer must match. */
export interface BegunSignIn {
  readonly changeId: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Where begun sign-ins are kept, each bound to the browser where it began and good for one answer. */
export interface SignIns {
  begin(state: string, browser: string, begun: BegunSignIn): Promise<void>;
  finish(state: string, browser: string): Promise<BegunSignIn | undefined>;
}

/** What belongs to one sign-in and nobody else knows. */
interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Who signs people in. `finish` vouches for the claims, or says why the sign-in came to nothing. */
export interface SignInClient {
  begin(
    beginning: Secrets & {
      readonly loginHint: string;
      readonly claims: ClaimsRequest;
      readonly scope: string;
    },
  ): Promise<URL>;
  finish(
    callback: URL,
    expected: Secrets,
  ): Promise<
    | { readonly claims: IdTokenClaims; readonly accessToken: string }
    | { readonly refused: 'cancelled' | 'provider-said-no' | 'token-invalid' }
  >;
}

export interface StepUpParts<Message> extends ConfirmParts<Message> {
  readonly signIn: SignInClient;
  readonly signIns: SignIns;
  readonly record: Recorder;
  /** The tenant's authentication context for changes by the bot's permission, such as `c1`. */
  readonly authContext: string | undefined;
  /** What Microsoft's sign-in page is told to fill in. */
  readonly loginHintOf: (person: Person) => Promise<string>;
  readonly scopeOf: (route: PendingChange['route']) => string;
  /** Writes by the route of the change; the token is of this very sign-in, and kept nowhere. */
  readonly writerFor: (pending: PendingChange, accessToken: string) => MethodWriter;
  /** At least 256 random bits, url-safe (RFC 7636, 4.1). */
  readonly newVerifier: () => string;
}

/** How a sign-in ended. `pending` is the change it was for. */
export type Confirmed =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'not-proven';
      readonly pending: PendingChange;
      readonly reason: 'cancelled' | 'other-person' | 'not-proven';
    }
  | { readonly kind: 'ended'; readonly pending: PendingChange; readonly outcome: Outcome };

/** The change behind a link while it waits for its sign-in. */
export async function waiting<M>(
  id: string,
  { changes, now }: Pick<ConfirmParts<M>, 'changes' | 'now'>,
): Promise<PendingChange | undefined> {
  const pending = await changes.find(id);
  return pending?.state === 'needs-proof' && pending.expiresAt > now() ? pending : undefined;
}

/** Where the browser goes to sign in for a change, or undefined when the change does not wait any more. */
export async function beginSignIn<M>(
  id: string,
  browser: string,
  parts: StepUpParts<M>,
): Promise<URL | undefined> {
  const pending = await waiting(id, parts);
  if (!pending) return undefined;
  const state = parts.newId();
  const nonce = parts.newId();
  const codeVerifier = parts.newVerifier();
  await parts.signIns.begin(state, browser, { changeId: id, nonce, codeVerifier });
  return parts.signIn.begin({
    loginHint: await parts.loginHintOf(pending.person),
    claims: claimsRequest(pending.route, parts.authContext),
    scope: parts.scopeOf(pending.route),
    state,
    nonce,
    codeVerifier,
  });
}

/**
 * Takes the answer of a sign-in, and makes the change that it proves. What is wrong with a sign-in is recorded; the change
 * goes on waiting, so that the right person can still sign in.
 */
export async function finishSignIn<M>(
  callback: URL,
  browser: string,
  parts: StepUpParts<M>,
): Promise<Confirmed> {
  const state = callback.searchParams.get('state') ?? '';
  const begun = await parts.signIns.finish(state, browser);
  const pending = begun && (await waiting(begun.changeId, parts));
  if (!pending) return { kind: 'gone' };
  const answer = await parts.signIn.finish(callback, { ...begun, state });
  if ('refused' in answer) return notProven(pending, answer.refused, parts);
  const judged = judgeSignIn({
    claims: answer.claims,
    person: pending.person,
    route: pending.route,
    authContext: parts.authContext,
    tenantId: pending.person.tenantId,
    now: parts.now(),
  });
  if (!judged.ok) return notProven(pending, judged.reason, parts);
  const writing = parts.writerFor(pending, answer.accessToken);
  return { kind: 'ended', pending, outcome: await confirm(pending, judged.proof, writing, parts) };
}

async function notProven<M>(
  pending: PendingChange,
  reason: string,
  parts: StepUpParts<M>,
): Promise<Confirmed> {
  await parts.record.append(entryOf(pending, 'step-up', 'refused', parts, undefined, reason));
  const wrongPerson = reason === 'other-person' || reason === 'other-tenant';
  return {
    kind: 'not-proven',
    pending,
    reason: wrongPerson ? 'other-person' : reason === 'cancelled' ? 'cancelled' : 'not-proven',
  };
}
