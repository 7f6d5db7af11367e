import { issueCode, type Challenge, type ChallengeStore } from '../../src/proof/oneTimeCode';
import type { MakeBench } from '../support/bench';
import { alex, inAnotherTenant, megan } from '../support/samples';

function challenge(id: string, change: Partial<Challenge> = {}): Challenge {
  return {
    id,
    tenantId: alex.tenantId,
    personId: alex.id,
    purpose: 'add-phone',
    targetDigest: 'digest-of-a-target',
    codeDigest: `digest-of-${id}`,
    tries: 0,
    sentAt: 1_000,
    expiresAt: 601_000,
    endedAt: undefined,
    ...change,
  };
}

const ofMegan = { tenantId: megan.tenantId, personId: megan.id };

/** What every keeper of one-time codes does. */
export function challengeStoreContract(make: MakeBench<ChallengeStore>): void {
  describe('a keeper of one-time codes', () => {
    it('gives back a challenge as it was stored, with the try counted', async () => {
      const { store } = await make();
      await store.replace(challenge('one', { sentAt: 1_764_000_000_000 }));
      expect(await store.countTry('one', alex)).toEqual(
        challenge('one', { sentAt: 1_764_000_000_000, tries: 1 }),
      );
    });

    it('counts each of many parallel tries once', async () => {
      const { store, another } = await make();
      const other = await another();
      await store.replace(challenge('one'));
      const counted = await Promise.all(
        Array.from({ length: 40 }, (_, i) => (i % 2 ? store : other).countTry('one', alex)),
      );
      const tries = counted.map((c) => c?.tries ?? 0).sort((a, b) => a - b);
      expect(tries).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      expect(await store.failures(alex, 0)).toBe(40);
    });

    it("counts nothing for anybody but the challenge's own person", async () => {
      const { store } = await make();
      await store.replace(challenge('one'));
      for (const other of [megan, inAnotherTenant(alex)])
        expect(await store.countTry('one', other)).toBeUndefined();
      expect(await store.countTry('one', alex)).toMatchObject({ tries: 1 });
    });

    it.each(['', 'two', 'ONE', 'one ', '%', 'one\u0000', "' or '1'='1"])(
      'finds no challenge under the id %j',
      async (id) => {
        const { store } = await make();
        await store.replace(challenge('one'));
        expect(await store.countTry(id, alex)).toBeUndefined();
      },
    );

    it('ends the older challenge of the same person and purpose with a newer one', async () => {
      const { store } = await make();
      await store.replace(challenge('old'));
      await store.replace(challenge('new', { sentAt: 2_000 }));
      expect(await store.countTry('old', alex)).toBeUndefined();
      expect(await store.end('old', 3_000)).toBe(false);
      expect(await store.countTry('new', alex)).toMatchObject({ tries: 1 });
    });

    it('leaves challenges of other people and for other purposes open', async () => {
      const { store } = await make();
      const elsewhere = inAnotherTenant(alex);
      await store.replace(challenge('other-purpose', { purpose: 'add-email' }));
      await store.replace(challenge('other-person', ofMegan));
      await store.replace(challenge('other-tenant', { tenantId: elsewhere.tenantId }));
      await store.replace(challenge('one'));
      expect(await store.countTry('other-purpose', alex)).toMatchObject({ tries: 1 });
      expect(await store.countTry('other-person', megan)).toMatchObject({ tries: 1 });
      expect(await store.countTry('other-tenant', elsewhere)).toMatchObject({ tries: 1 });
    });

    it('keeps one challenge open when several are stored at the same time', async () => {
      const { store, another } = await make();
      const stores = [store, await another()];
      const each = <T>(run: (i: number) => Promise<T>) =>
        Promise.all(Array.from({ length: 8 }, (_, i) => run(i)));
      await each((i) => (stores[i % 2] ?? store).failures(alex, 0));
      for (let round = 0; round < 10; round++) {
        const id = (i: number) => `round-${round}-${i}`;
        await each((i) => (stores[i % 2] ?? store).replace(challenge(id(i))));
        const open = await each((i) => store.countTry(id(i), alex));
        expect(open.filter((c) => c !== undefined)).toHaveLength(1);
      }
    });

    it('has one code sent when a person asks two instances for it 30 times at the same moment', async () => {
      const { store, another } = await make();
      const stores = [store, await another()];
      const parts = { now: () => 1_000, randomBelow: () => 1, key: Buffer.alloc(32) };
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          issueCode(alex, 'add-phone', '+44 7400123456', {
            ...parts,
            store: stores[i % 2] ?? store,
            newId: () => `asked-${i}`,
          }),
        ),
      );
      expect(answers.filter((a) => a.kind === 'issued')).toHaveLength(1);
    });

    it('ends a challenge once, however many try', async () => {
      const { store, another } = await make();
      const other = await another();
      await store.replace(challenge('one'));
      const ended = await Promise.all(
        Array.from({ length: 8 }, (_, i) => (i % 2 ? store : other).end('one', 2_000)),
      );
      expect(ended.filter(Boolean)).toHaveLength(1);
      expect(await store.countTry('one', alex)).toBeUndefined();
      expect(await store.end('nobody', 2_000)).toBe(false);
    });

    it('takes the right try for no failure, and every other one for one', async () => {
      const { store } = await make();
      await store.replace(challenge('one'));
      for (let i = 0; i < 3; i++) await store.countTry('one', alex);
      expect(await store.failures(alex, 0)).toBe(3);
      await store.end('one', 2_000);
      expect(await store.failures(alex, 0)).toBe(2);
    });

    it('remembers the failures of replaced challenges and of all purposes', async () => {
      const { store } = await make();
      await store.replace(challenge('one'));
      await store.countTry('one', alex);
      await store.replace(challenge('two'));
      await store.countTry('two', alex);
      await store.replace(challenge('three', { purpose: 'add-email' }));
      await store.countTry('three', alex);
      expect(await store.failures(alex, 0)).toBe(3);
    });

    it('counts failures by person and since a moment', async () => {
      const { store } = await make();
      await store.replace(challenge('early', { sentAt: 1_000 }));
      await store.countTry('early', alex);
      await store.replace(challenge('late', { sentAt: 5_000 }));
      await store.countTry('late', alex);
      await store.countTry('late', alex);
      expect(await store.failures(alex, 999)).toBe(3);
      expect(await store.failures(alex, 1_000)).toBe(2);
      expect(await store.failures(alex, 5_000)).toBe(0);
      expect(await store.failures(megan, 0)).toBe(0);
      expect(await store.failures(inAnotherTenant(alex), 0)).toBe(0);
    });

    it('tells what was sent to a person, since a moment', async () => {
      const { store } = await make();
      await store.replace(challenge('one', { sentAt: 1_000 }));
      await store.replace(challenge('two', { sentAt: 2_000, purpose: 'add-email' }));
      await store.replace(challenge('three', { sentAt: 3_000, targetDigest: 'another' }));
      await store.replace(challenge('four', { ...ofMegan, sentAt: 4_000 }));
      const sent = await store.sent({ person: alex }, 1_000);
      expect(sent.sort((a, b) => a.at - b.at)).toEqual([
        { at: 2_000, purpose: 'add-email' },
        { at: 3_000, purpose: 'add-phone' },
      ]);
      expect(await store.sent({ person: inAnotherTenant(alex) }, 0)).toEqual([]);
    });

    it('tells what was sent to a target, whoever asked', async () => {
      const { store } = await make();
      await store.replace(challenge('one', { sentAt: 1_000 }));
      await store.replace(challenge('two', { ...ofMegan, sentAt: 2_000 }));
      await store.replace(challenge('three', { sentAt: 3_000, targetDigest: 'another' }));
      const sent = await store.sent({ targetDigest: 'digest-of-a-target' }, 0);
      expect(sent.map((s) => s.at).sort((a, b) => a - b)).toEqual([1_000, 2_000]);
      expect(await store.sent({ targetDigest: 'digest-of-a-target' }, 1_000)).toHaveLength(1);
    });

    it('refuses a second challenge under the same id and leaves the first as it was', async () => {
      const { store } = await make();
      await store.replace(challenge('one', ofMegan));
      await store.countTry('one', megan);
      await store.replace(challenge('one')).catch(() => undefined);
      expect(await store.countTry('one', alex)).toBeUndefined();
      expect(await store.countTry('one', megan)).toMatchObject({ tries: 2 });
    });

    it('knows everything after closing and opening', async () => {
      const { store, reopened } = await make();
      await store.replace(challenge('used', { purpose: 'add-email' }));
      await store.countTry('used', alex);
      await store.end('used', 2_000);
      await store.replace(challenge('open'));
      await store.countTry('open', alex);
      const again = await reopened();
      expect(await again.countTry('used', alex)).toBeUndefined();
      expect(await again.countTry('open', alex)).toEqual(challenge('open', { tries: 2 }));
      expect(await again.failures(alex, 0)).toBe(2);
      expect(await again.sent({ person: alex }, 0)).toHaveLength(2);
    });
  });
}
