import {
  proofIn,
  sendToSignIn,
  toldOf,
  type BegunSignIn,
  type NotProven,
  type SignInParts,
} from '../proof/signIn';
import type { Recorder } from '../record/record';
import type { Outcome } from './carryOut';
import { confirm, type ConfirmParts } from './confirm';
import type { MethodWriter } from './directory';
import { entryOf } from './entry';
import type { PendingChange } from './pendingChange';

export interface StepUpParts<Message> extends ConfirmParts<Message>, SignInParts {
  readonly now: () => number;
  readonly newId: () => string;
  readonly record: Recorder;
  /** Writes by the route of the change; the token is of this very sign-in, and kept nowhere. */
  readonly writerFor: (pending: PendingChange, accessToken: string) => MethodWriter;
}

/** How a sign-in ended. `pending` is the change it was for. */
export type Confirmed =
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'not-proven';
      readonly pending: PendingChange;
      readonly reason: NotProven;
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
  const { person, route } = pending;
  return sendToSignIn({ purpose: 'change', subject: id, person, route }, browser, parts);
}

/**
 * Takes the answer of a sign-in, and makes the change that it proves. What is wrong with a sign-in is recorded; the change
 * goes on waiting, so that the right person can still sign in.
 */
export async function finishSignIn<M>(
  callback: URL,
  begun: BegunSignIn,
  parts: StepUpParts<M>,
): Promise<Confirmed> {
  const pending = await waiting(begun.subject, parts);
  if (!pending) return { kind: 'gone' };
  const proven = await proofIn(callback, begun, pending, parts);
  if (!proven.ok) {
    const { reason } = proven;
    await parts.record.append(entryOf(pending, 'step-up', 'refused', parts, undefined, reason));
    return { kind: 'not-proven', pending, reason: toldOf(reason) };
  }
  const writing = parts.writerFor(pending, proven.accessToken);
  return { kind: 'ended', pending, outcome: await confirm(pending, proven.proof, writing, parts) };
}
