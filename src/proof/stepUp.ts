import type { Person } from '../organisation/person';

/** Microsoft asks for MFA again after ten minutes before own methods may be changed; so do we. */
const freshForMs = 10 * 60_000;

/** How far the provider's clock may run ahead of ours. */
const aheadMs = 60_000;

/**
 * What somebody signs in for. A change of their own: `self` with their own delegated token, where Graph itself demands
 * fresh MFA, or `bot` with the application's rights, where nobody but us does. Somebody else's account: `agent` to write
 * with their own token, `approver` to agree that another does.
 */
export type StepUpRoute = 'self' | 'bot' | 'agent' | 'approver';

/** What is asked of one claim (OpenID Connect Core 1.0, 5.5.1). */
export interface ClaimRequest {
  readonly essential: true;
  readonly value?: string;
  readonly values?: readonly string[];
}

/** The `claims` parameter of an authorization request, before it is written as JSON. */
export type ClaimsRequest = Readonly<
  Partial<Record<'access_token' | 'id_token', Readonly<Record<string, ClaimRequest>>>>
>;

const freshMfa = { amr: { essential: true, values: ['ngcmfa'] } } as const;

/**
 * Which claims to ask for. For `self` the text is Microsoft's own (Graph, authentication methods overview, 2026);
 * for `bot` it is the authentication context and the time of the sign-in; for agents of the desk all of it.
 *
 * @param authContext id of a Conditional Access authentication context, such as `c1`; `bot` without one is asked
 *   for the time alone, and is never enough for `judgeSignIn`
 */
export function claimsRequest(route: StepUpRoute, authContext: string | undefined): ClaimsRequest {
  if (route === 'self') return { access_token: freshMfa };
  return {
    ...(route === 'bot' ? {} : { access_token: freshMfa }),
    id_token: {
      ...(authContext === undefined ? {} : { acrs: { essential: true, value: authContext } }),
      auth_time: { essential: true },
    },
  };
}

/** Claims of an ID token whose signature, issuer, audience, expiry and nonce have been checked. */
export type IdTokenClaims = Readonly<Record<string, unknown>>;

/** Why a sign-in proves nothing. Each has its sentence in the wording. */
export const stepUpReasons = [
  'other-person',
  'other-tenant',
  'not-fresh',
  'context-missing',
  'auth-time-missing',
] as const;
export type StepUpReason = (typeof stepUpReasons)[number];

/** What the sign-in has shown, for the grant and the record. */
export interface SignInProof {
  /** When the person last proved who they are, in milliseconds since 1970. */
  readonly authTime?: number;
  /** The authentication contexts that were satisfied. */
  readonly acrs?: readonly string[];
}

/** A sign-in to be judged. */
export interface SignIn {
  readonly claims: IdTokenClaims;
  /** Who is to sign in. */
  readonly person: Person;
  readonly route: StepUpRoute;
  readonly authContext: string | undefined;
  /** The one tenant this deployment serves. */
  readonly tenantId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Judgement =
  | { readonly ok: true; readonly proof: SignInProof }
  | { readonly ok: false; readonly reason: StepUpReason };

/**
 * Whether a sign-in proves that the very person is there now. Same tenant and same object id always; for all but `self` a
 * sign-in of the last ten minutes too, and the authentication context: always for `bot`, for agents where the tenant has
 * one. For `self` Graph refuses a token without fresh MFA. A claim that is absent or of another type proves nothing. Access tokens are Graph's and are not looked into.
 */
export function judgeSignIn(signIn: SignIn): Judgement {
  const { claims, person, tenantId } = signIn;
  if (!sameId(claims['tid'], tenantId) || !sameId(claims['tid'], person.tenantId))
    return refused('other-tenant');
  if (!sameId(claims['oid'], person.id)) return refused('other-person');
  const proof = proofIn(claims);
  const reason = signIn.route === 'self' ? undefined : missing(proof, signIn);
  return reason ? refused(reason) : { ok: true, proof };
}

/** What is needed beyond the person where Graph does not ask for it itself. */
function missing(
  proof: SignInProof,
  { route, authContext, now }: SignIn,
): StepUpReason | undefined {
  const isNeeded = route === 'bot' || authContext !== undefined;
  const isMet = authContext !== undefined && proof.acrs?.includes(authContext);
  if (isNeeded && !isMet) return 'context-missing';
  if (proof.authTime === undefined) return 'auth-time-missing';
  const age = now - proof.authTime;
  return age <= freshForMs && age >= -aheadMs ? undefined : 'not-fresh';
}

function proofIn(claims: IdTokenClaims): SignInProof {
  const { auth_time: authTime, acrs } = claims;
  return {
    ...(typeof authTime === 'number' && Number.isFinite(authTime)
      ? { authTime: authTime * 1000 }
      : {}),
    ...(Array.isArray(acrs)
      ? { acrs: acrs.filter((each): each is string => typeof each === 'string') }
      : {}),
  };
}

/** Ids are GUIDs, and these are the same in either letter case. */
function sameId(claim: unknown, id: string): boolean {
  return typeof claim === 'string' && id !== '' && claim.toLowerCase() === id.toLowerCase();
}

function refused(reason: StepUpReason): Judgement {
  return { ok: false, reason };
}
