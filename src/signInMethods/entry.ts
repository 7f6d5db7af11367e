import type { SignInProof } from '../proof/stepUp';
import type { Entry } from '../record/record';
import type { Change } from './change';
import { maskAddress, maskNumber } from './masking';
import type { PendingChange } from './pendingChange';

/** The record's line about a change: what is wanted, masked, by which route, and what was proven. */
export function entryOf(
  pending: PendingChange,
  event: 'change' | 'step-up',
  outcome: string,
  { now, newId }: { now: () => number; newId: () => string },
  proof?: SignInProof,
  reason?: string,
): Entry {
  const target = maskedTarget(pending.change);
  return {
    id: newId(),
    at: now(),
    tenantId: pending.person.tenantId,
    event,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    operation: pending.change.operation,
    route: pending.route,
    changeId: pending.id,
    clientRequestId: pending.requestId,
    personal: {
      personId: pending.person.id,
      ...(target ? { target } : {}),
      ...(proof?.acrs ? { acrs: proof.acrs } : {}),
      ...(proof?.authTime === undefined ? {} : { authTime: Math.floor(proof.authTime / 1000) }),
    },
  };
}

/** What a change is about, so that it can be told apart and not be used. */
export function maskedTarget(change: Change): string {
  switch (change.operation) {
    case 'change-default':
      return change.to;
    case 'add-phone':
    case 'replace-phone':
    case 'remove-phone':
      return maskNumber(change.number);
    case 'add-email':
    case 'replace-email':
    case 'remove-email':
      return maskAddress(change.address);
    default:
      return '';
  }
}
