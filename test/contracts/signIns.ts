import type { SignIns } from '../../src/proof/signIn';
import type { MakeBench } from '../support/bench';
import { clockAt, minute } from '../support/clock';
import { changeId } from '../support/pending';

/** Begun sign-ins by a clock; each call sees the same ones. */
export interface SignInsBench {
  at(now: () => number): SignIns;
}

const begun = {
  purpose: 'reentry',
  subject: changeId(1),
  nonce: 'nonce-1',
  codeVerifier: 'verifier-1',
} as const;
const start = '2026-03-02T10:00:00.000Z';

/** What every keeper of begun sign-ins does. */
export function signInsContract(make: MakeBench<SignInsBench>): void {
  describe('a keeper of begun sign-ins', () => {
    it('takes the answer of a sign-in once, in the browser where it began', async () => {
      const { store, reopened } = await make();
      const { now } = clockAt(start);
      await store.at(now).begin('state-1', 'browser-1', begun);
      const signIns = (await reopened()).at(now);
      expect(await signIns.finish('state-1', 'browser-1')).toEqual(begun);
      expect(await signIns.finish('state-1', 'browser-1')).toBeUndefined();
    });

    it('takes one of eight answers that come at once', async () => {
      const { store, another } = await make();
      const { now } = clockAt(start);
      const one = store.at(now);
      const other = (await another()).at(now);
      await one.begin('state-1', 'browser-1', begun);
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => (i % 2 ? other : one).finish('state-1', 'browser-1')),
      );
      expect(answers.filter((a) => a !== undefined)).toEqual([begun]);
    });

    it.each([
      ['another browser', 'state-1', 'browser-2'],
      ['no browser', 'state-1', ''],
      ['another state', 'state-2', 'browser-1'],
      ['no state', '', 'browser-1'],
      ['the two the wrong way round', 'browser-1', 'state-1'],
      ['a state with a NUL', 'state-1\u0000', 'browser-1'],
    ])('takes none from %s, and the right one still counts', async (_who, state, browser) => {
      const { store } = await make();
      const signIns = store.at(clockAt(start).now);
      await signIns.begin('state-1', 'browser-1', begun);
      expect(await signIns.finish(state, browser)).toBeUndefined();
      expect(await signIns.finish('state-1', 'browser-1')).toEqual(begun);
    });

    it('takes an answer within 15 minutes, and not after them', async () => {
      const { store } = await make();
      const clock = clockAt(start);
      const signIns = store.at(clock.now);
      await signIns.begin('state-1', 'browser-1', begun);
      await signIns.begin('state-2', 'browser-1', { ...begun, nonce: 'nonce-2' });
      clock.pass(15 * minute - 1);
      expect(await signIns.finish('state-1', 'browser-1')).toEqual(begun);
      clock.pass(1);
      expect(await signIns.finish('state-2', 'browser-1')).toBeUndefined();
    });

    it('keeps several of one browser and one change apart', async () => {
      const { store } = await make();
      const signIns = store.at(clockAt(start).now);
      for (const i of [1, 2])
        await signIns.begin(`state-${i}`, 'browser-1', { ...begun, nonce: `nonce-${i}` });
      expect(await signIns.finish('state-2', 'browser-1')).toMatchObject({ nonce: 'nonce-2' });
      expect(await signIns.finish('state-1', 'browser-1')).toMatchObject({ nonce: 'nonce-1' });
    });
  });
}
