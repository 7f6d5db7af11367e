import type { BegunSignIn, SignIns } from '../../src/proof/signIn';
import { minute } from './clock';

interface Kept extends BegunSignIn {
  readonly browser: string;
  readonly expiresAt: number;
}

/** Begun sign-ins in memory; the clock is given by each who looks. No call waits inside, so each is atomic. */
export function inMemorySignIns(): { at(now: () => number): SignIns } {
  const kept = new Map<string, Kept>();
  return {
    at: (now) => ({
      begin: (state, browser, begun) => {
        kept.set(state, { ...begun, browser, expiresAt: now() + 15 * minute });
        return Promise.resolve();
      },
      finish: (state, browser) => {
        const found = kept.get(state);
        if (!found || found.browser !== browser || found.expiresAt <= now())
          return Promise.resolve(undefined);
        kept.delete(state);
        const { purpose, subject, nonce, codeVerifier } = found;
        return Promise.resolve({ purpose, subject, nonce, codeVerifier });
      },
    }),
  };
}
