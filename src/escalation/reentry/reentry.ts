import type { Language } from '../../organisation/language';
import { samePerson, type Person } from '../../organisation/person';
import type { SignInProof } from '../../proof/stepUp';
import type { ReentryNote } from './reentryNote';
import type { Ticket } from '../ticket';

/** How an organisation lets its desk hand out Temporary Access Passes: who, and for how many minutes, 60 at most. */
export interface ReentrySettings {
  /** Entra groups whose members may issue and approve, beside being agents. */
  readonly groups: readonly string[];
  readonly lifetimeMinutes: number;
}

/** The agent and the second person have this long for each of their sign-ins. */
export const stepWithinMs = 15 * 60_000;
/** A sign-in allows its pass for this long. */
export const grantMs = 5 * 60_000;
/** Whoever writes has this long; then somebody else reads what became of it. Graph gives a request 60 seconds. */
export const leaseMs = 2 * 60_000;
/** A pass stands on the agent's card for this long at most. */
export const shownMs = 5 * 60_000;

/** Why no pass is issued. Each has its sentence in the wording. */
export const reentryReasons = [
  'switched-off',
  'not-in-private',
  'not-in-role',
  'not-lost-access',
  'not-verified',
  'not-assignee',
  'own-account',
  'same-agent',
  'guest',
  'disabled',
  'unknown-person',
  'frozen',
  'no-number',
  'checks-missing',
  'number-missing',
  'under-way',
  'needs-second',
  'second-not-in-role',
  'spent',
  'too-late',
  'route-refused',
  'directory-busy',
  'directory-failed',
  'directory-said-no',
] as const;
export type ReentryReason = (typeof reentryReasons)[number];

/** How one ended. `unseen`: the pass was made, but its value reached nobody, and nobody can read it any more. */
export type ReentryEnd =
  'issued' | 'unseen' | 'declined' | 'cancelled' | 'replaced' | ReentryReason;

/**
 * A pass on its way to somebody who lost access. Waits for a second person (`needs-second`) where the account is
 * privileged, then for the agent's own sign-in (`needs-proof`), was allowed by it (`granted`), is being written, or has
 * ended. The pass itself is never part of it.
 */
export interface Reentry {
  /** 128 random bits: the agent's link. */
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly agent: Person;
  /** Whom the pass is for. */
  readonly person: Person;
  /** How many identity checks were ticked: all that there were. */
  readonly checks: number;
  /** The number on record that was called back, masked. */
  readonly calledBack: string;
  readonly privileged: boolean;
  readonly lifetimeMinutes: number;
  /** The agent's. */
  readonly language: Language;
  /** The GUID under which Graph's logs know the write. */
  readonly requestId: string;
  readonly state: 'needs-second' | 'needs-proof' | 'granted' | 'writing' | 'ended';
  /** What the second person's link is made of: new for everybody who has a look. */
  readonly approvalId: string | undefined;
  /** Who may agree, or has. */
  readonly second: Person | undefined;
  readonly approvedAt: number | undefined;
  /** Until then the next step must come. */
  readonly expiresAt: number;
  readonly proof: SignInProof | undefined;
  /** The ids of the passes that the person had just before the write. */
  readonly before: readonly string[] | undefined;
  readonly validUntil: number | undefined;
  readonly endedAt: number | undefined;
  readonly outcome: ReentryEnd | undefined;
}

/** Whether the ticket is of the kind, and in a state, in which its person can be let in again. */
export function canReenter(ticket: Ticket): boolean {
  return ticketRule(ticket) === undefined && ['taken', 'waiting'].includes(ticket.state);
}

function ticketRule(ticket: Ticket): ReentryReason | undefined {
  if (ticket.kind !== 'lost-access') return 'not-lost-access';
  // What a colleague or the public page says of a person was never proven: whom it means is not known.
  return ticket.provenBy === 'teams-session' && ticket.personId !== '' ? undefined : 'not-verified';
}

/** Why this agent may not issue a pass for the ticket's person, as both are now. */
export function agentRule(agent: Person, ticket: Ticket): ReentryReason | undefined {
  const person = personOf(ticket);
  if (agent.tenantId !== ticket.tenantId) return 'not-assignee';
  if (samePerson(agent, person)) return 'own-account';
  const broken = ticketRule(ticket);
  if (broken) return broken;
  const isTheirs = canReenter(ticket) && ticket.assignee?.id === agent.id;
  return isTheirs ? undefined : 'not-assignee';
}

/** Why somebody may not be the second person: never who asked, never the person themselves. */
export function secondRule(second: Person, reentry: Reentry): ReentryReason | undefined {
  if (second.tenantId !== reentry.agent.tenantId) return 'not-in-role';
  if (samePerson(second, reentry.agent)) return 'same-agent';
  return samePerson(second, reentry.person) ? 'own-account' : undefined;
}

/** Whom a verified ticket is about. */
export function personOf(ticket: Ticket): Person {
  return { tenantId: ticket.tenantId, id: ticket.personId, name: ticket.personName };
}

/** Whether a step of it can still be made. */
export function waitsFor(
  reentry: Reentry | undefined,
  state: 'needs-second' | 'needs-proof',
  now: number,
): reentry is Reentry {
  return reentry?.state === state && reentry.expiresAt > now;
}

/** What the ticket says from now on. */
export function noteOf(reentry: Reentry, at: number): ReentryNote {
  const { agent, second, approvedAt, validUntil, outcome, state } = reentry;
  const made = outcome === 'issued' || outcome === 'unseen';
  const open = state === 'needs-second' ? 'needs-second' : 'asked';
  return {
    state: state !== 'ended' ? open : made ? 'issued' : 'not-issued',
    by: agent.name,
    ...(second && approvedAt !== undefined ? { second: second.name } : {}),
    at,
    ...(validUntil === undefined ? {} : { until: validUntil }),
  };
}
