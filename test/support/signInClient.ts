import type { SignInClient } from '../../src/proof/signIn';
import type { IdTokenClaims } from '../../src/proof/stepUp';

type Beginning = Parameters<SignInClient['begin']>[0];
type Answer = Awaited<ReturnType<SignInClient['finish']>>;

export interface SimpleSignIn extends SignInClient {
  /** What each sign-in was begun with. */
  readonly begun: readonly Beginning[];
  /** What each answer had to match. */
  readonly expected: readonly Parameters<SignInClient['finish']>[1][];
  /** What the next answers say. */
  answers(answer: Answer): void;
}

/** A provider that says what it is told to. */
export function simpleSignIn(): SimpleSignIn {
  const begun: Beginning[] = [];
  const expected: Parameters<SignInClient['finish']>[1][] = [];
  let next: Answer = { refused: 'provider-said-no' };
  return {
    begun,
    expected,
    answers: (answer) => {
      next = answer;
    },
    begin: (beginning) => {
      begun.push(beginning);
      return Promise.resolve(new URL(`https://login.example/?state=${beginning.state}`));
    },
    finish: (_callback, matching) => {
      expected.push(matching);
      return Promise.resolve(next);
    },
  };
}

/** A good sign-in with these claims. */
export function signedIn(claims: IdTokenClaims, accessToken = 'token-of-this-sign-in'): Answer {
  return { claims, accessToken };
}
