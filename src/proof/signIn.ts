import type { Person } from '../organisation/person';
import {
  claimsRequest,
  judgeSignIn,
  type ClaimsRequest,
  type IdTokenClaims,
  type SignInProof,
  type StepUpReason,
  type StepUpRoute,
} from './stepUp';

/** What a sign-in can be for: all come back to one address. */
export const signInPurposes = ['change', 'reentry', 'reentry-approval'] as const;
export type SignInPurpose = (typeof signInPurposes)[number];

/** A sign-in that has begun: what it is for, and what its answer must match. */
export interface BegunSignIn {
  readonly purpose: SignInPurpose;
  /** The id of the change or re-entry that waits for it. */
  readonly subject: string;
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

type Refusal = 'cancelled' | 'provider-said-no' | 'token-invalid';

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
    { readonly claims: IdTokenClaims; readonly accessToken: string } | { readonly refused: Refusal }
  >;
}

/** What sending somebody to a sign-in and judging it needs. */
export interface SignInParts {
  readonly signIn: SignInClient;
  readonly signIns: SignIns;
  /** The tenant's authentication context, such as `c1`. */
  readonly authContext: string | undefined;
  /** What Microsoft's sign-in page is told to fill in. */
  readonly loginHintOf: (person: Person) => Promise<string>;
  readonly scopeOf: (route: StepUpRoute) => string;
  /** At least 256 random bits, url-safe (RFC 7636, 4.1). */
  readonly newVerifier: () => string;
  readonly now: () => number;
  readonly newId: () => string;
}

/** Who is to sign in, and by which route the sign-in is judged. */
export interface Expected {
  readonly person: Person;
  readonly route: StepUpRoute;
}

/** Where the browser goes to sign in. */
export async function sendToSignIn(
  what: Expected & Pick<BegunSignIn, 'purpose' | 'subject'>,
  browser: string,
  parts: SignInParts,
): Promise<URL> {
  const { purpose, subject, person, route } = what;
  const state = parts.newId();
  const nonce = parts.newId();
  const codeVerifier = parts.newVerifier();
  await parts.signIns.begin(state, browser, { purpose, subject, nonce, codeVerifier });
  return parts.signIn.begin({
    loginHint: await parts.loginHintOf(person),
    claims: claimsRequest(route, parts.authContext),
    scope: parts.scopeOf(route),
    state,
    nonce,
    codeVerifier,
  });
}

/** The sign-in that an answer belongs to, in the browser where it began. Gone after the first answer. */
export function takeBegun(
  callback: URL,
  browser: string,
  { signIns }: Pick<SignInParts, 'signIns'>,
): Promise<BegunSignIn | undefined> {
  return signIns.finish(stateIn(callback), browser);
}

/** A sign-in that proves who is there, with its token for Graph, which is kept nowhere; or why it proves nothing. */
export type Proven =
  | { readonly ok: true; readonly proof: SignInProof; readonly accessToken: string }
  | { readonly ok: false; readonly reason: Refusal | StepUpReason };

/** Takes the answer of a sign-in and judges it for the person who was expected. */
export async function proofIn(
  callback: URL,
  begun: BegunSignIn,
  expected: Expected,
  parts: SignInParts,
): Promise<Proven> {
  const answer = await parts.signIn.finish(callback, { ...begun, state: stateIn(callback) });
  if ('refused' in answer) return { ok: false, reason: answer.refused };
  const { claims, accessToken } = answer;
  const judged = judgeSignIn({
    claims,
    ...expected,
    authContext: parts.authContext,
    tenantId: expected.person.tenantId,
    now: parts.now(),
  });
  return judged.ok ? { ...judged, accessToken } : judged;
}

/** What somebody is told of a sign-in that proved nothing. */
export type NotProven = 'cancelled' | 'other-person' | 'not-proven';

export function toldOf(reason: Refusal | StepUpReason): NotProven {
  if (reason === 'other-person' || reason === 'other-tenant') return 'other-person';
  return reason === 'cancelled' ? 'cancelled' : 'not-proven';
}

function stateIn(callback: URL): string {
  return callback.searchParams.get('state') ?? '';
}
