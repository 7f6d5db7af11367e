import {
  proofIn,
  sendToSignIn,
  toldOf,
  type BegunSignIn,
  type NotProven,
  type SignInParts,
} from '../../proof/signIn';
import type { Recorder } from '../../record/record';
import { isTrouble } from '../../signInMethods/carryOut';
import { isInRole, issuePass, type Issued, type PassMaker, type ReentryParts } from './issuePass';
import { secondRule, stepWithinMs, waitsFor, type Reentry, type ReentryReason } from './reentry';
import { reentryEntry } from './reentryEntry';

export interface ReentryStepParts extends ReentryParts, SignInParts {
  readonly now: () => number;
  readonly newId: () => string;
  readonly record: Recorder;
  /** Makes a pass with the token of this very sign-in, which is kept nowhere. */
  readonly makerFor: (accessToken: string) => PassMaker;
}

/** Whose sign-in it is: the agent's who issues, or the second person's who agrees. */
export type Step = 'reentry' | 'reentry-approval';

/** The re-entry behind a link while it waits for this step, and who has to sign in. */
export async function waitingStep(
  step: Step,
  id: string,
  { store, now }: Pick<ReentryStepParts, 'store' | 'now'>,
): Promise<{ reentry: Reentry; who: Reentry['agent'] } | undefined> {
  const isAgent = step === 'reentry';
  const reentry = isAgent ? await store.find(id) : await store.byApproval(id);
  if (!waitsFor(reentry, isAgent ? 'needs-proof' : 'needs-second', now())) return undefined;
  const who = isAgent ? reentry.agent : reentry.second;
  return who && { reentry, who };
}

/** Where the browser goes to sign in for a step, or undefined when nothing waits for it any more. */
export async function beginStep(
  step: Step,
  id: string,
  browser: string,
  parts: ReentryStepParts,
): Promise<URL | undefined> {
  const waiting = await waitingStep(step, id, parts);
  if (!waiting) return undefined;
  const { who: person } = waiting;
  return sendToSignIn({ purpose: step, subject: id, person, route: routeOf(step) }, browser, parts);
}

/** How a sign-in ended. */
export type StepEnded =
  | { readonly kind: 'gone' }
  | { readonly kind: 'not-proven'; readonly reentry: Reentry; readonly reason: NotProven }
  | { readonly kind: 'approved'; readonly reentry: Reentry }
  | { readonly kind: 'ended'; readonly reentry: Reentry; readonly issued: Issued };

/** Takes the answer of a sign-in: the second person agrees by it, the agent issues by it. */
export async function finishStep(
  callback: URL,
  begun: BegunSignIn & { readonly purpose: Step },
  parts: ReentryStepParts,
): Promise<StepEnded> {
  const step = begun.purpose;
  const waiting = await waitingStep(step, begun.subject, parts);
  if (!waiting) return { kind: 'gone' };
  const { reentry, who } = waiting;
  const expected = { person: who, route: routeOf(step) };
  const proven = await proofIn(callback, begun, expected, parts);
  if (!proven.ok) {
    const { reason } = proven;
    const more = { reason, by: who, event: 'step-up' } as const;
    await parts.record.append(reentryEntry(reentry, 'refused', parts, more));
    return { kind: 'not-proven', reentry, reason: toldOf(reason) };
  }
  const { proof, accessToken } = proven;
  if (step === 'reentry') {
    const issued = await issuePass(reentry, proof, parts.makerFor(accessToken), parts);
    return { kind: 'ended', reentry, issued };
  }
  const refusal = await approvalRule(reentry, who, parts);
  if (refusal) {
    await parts.record.append(
      reentryEntry(reentry, 'refused', parts, { reason: refusal, by: who, proof }),
    );
    return { kind: 'ended', reentry, issued: { kind: 'refused', reason: refusal } };
  }
  const now = parts.now();
  const entry = reentryEntry(reentry, 'approved', parts, { proof, by: who });
  const approved = await parts.store.approve(begun.subject, now, now + stepWithinMs, entry);
  return approved ? { kind: 'approved', reentry } : { kind: 'gone' };
}

async function approvalRule(
  reentry: Reentry,
  who: Reentry['agent'],
  parts: ReentryStepParts,
): Promise<ReentryReason | undefined> {
  try {
    if (!(await isInRole(who, parts))) return 'not-in-role';
  } catch (error) {
    if (isTrouble(error)) return 'directory-failed';
    throw error;
  }
  return secondRule(who, reentry);
}

function routeOf(step: Step): 'agent' | 'approver' {
  return step === 'reentry' ? 'agent' : 'approver';
}
