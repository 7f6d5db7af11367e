import type { Person } from '../../organisation/person';
import type { SignInProof } from '../../proof/stepUp';
import type { Entry } from '../../record/record';
import type { Reentry } from './reentry';

interface Chance {
  readonly now: () => number;
  readonly newId: () => string;
}

interface More {
  readonly reason?: string | undefined;
  readonly proof?: SignInProof | undefined;
  /** Who did it, where it was not the agent who asked. */
  readonly by?: Person | undefined;
  readonly event?: 'temporary-access-pass' | 'step-up';
}

/** The record's line about a pass: who, for whom, after which call-back (masked). */
export function reentryEntry(
  reentry: Reentry,
  outcome: string,
  { now, newId }: Chance,
  { reason, proof, by = reentry.agent, event = 'temporary-access-pass' }: More = {},
): Entry {
  return {
    id: newId(),
    at: now(),
    tenantId: reentry.person.tenantId,
    event,
    outcome,
    ...(reason === undefined ? {} : { reason }),
    operation: 'temporary-access-pass',
    route: 'agent',
    changeId: reentry.id,
    clientRequestId: reentry.requestId,
    ticketId: reentry.ticketId,
    personal: {
      personId: reentry.person.id,
      by: by.id,
      target: reentry.calledBack,
      ...(proof?.acrs ? { acrs: proof.acrs } : {}),
      ...(proof?.authTime === undefined ? {} : { authTime: Math.floor(proof.authTime / 1000) }),
    },
  };
}

/** The record's line about somebody who asked for one and may not. */
export function refusedEntry(
  by: Person,
  ticket: { readonly id: string; readonly personId: string } | undefined,
  reason: string,
  { now, newId }: Chance,
): Entry {
  return {
    id: newId(),
    at: now(),
    tenantId: by.tenantId,
    event: 'temporary-access-pass',
    outcome: 'refused',
    reason,
    operation: 'temporary-access-pass',
    route: 'agent',
    ...(ticket ? { ticketId: ticket.id } : {}),
    personal: { by: by.id, ...(ticket?.personId ? { personId: ticket.personId } : {}) },
  };
}
