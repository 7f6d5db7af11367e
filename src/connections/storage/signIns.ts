import { signInPurposes, type BegunSignIn, type SignIns } from '../../proof/signIn';
import type { Digest } from './handedIn';
import type { Database } from './database';

const lifetimeMs = 15 * 60_000;

/** Sign-ins on their way, each found by its `state` in the browser where it began, and once only. */
export function signIns({ db }: Database, digest: Digest, now: () => number): SignIns {
  return {
    async begin(state, browser, begun: BegunSignIn) {
      await db.deleteFrom('sign_ins').where('expires_at', '<', now()).execute();
      await db
        .insertInto('sign_ins')
        .values({
          id: digest(state),
          purpose: begun.purpose,
          subject: begun.subject,
          browser: digest(browser),
          nonce: begun.nonce,
          code_verifier: begun.codeVerifier,
          expires_at: now() + lifetimeMs,
        })
        .execute();
    },
    /** True deletion: the answer to a sign-in counts once, whether good or bad. */
    async finish(state, browser) {
      const found = await db
        .deleteFrom('sign_ins')
        .where('id', '=', digest(state))
        .where('browser', '=', digest(browser))
        .where('expires_at', '>', now())
        .returningAll()
        .executeTakeFirst();
      const purpose = signInPurposes.find((each) => each === found?.purpose);
      return (
        found &&
        purpose && {
          purpose,
          subject: found.subject,
          nonce: found.nonce,
          codeVerifier: found.code_verifier,
        }
      );
    },
  };
}
