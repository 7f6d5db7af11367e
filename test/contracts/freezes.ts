import type { Freezes } from '../../src/receipts/freeze';
import type { MakeBench } from '../support/bench';
import { entry } from '../support/entries';
import { changeId } from '../support/pending';
import { alex, inAnotherTenant, megan, personNumber } from '../support/samples';

export interface FreezesBench {
  readonly freezes: Freezes;
  /** What was recorded, in its order: `<event> <outcome>`. */
  recorded(): Promise<string[]>;
}

const line = (number: number, outcome = 'done') => entry(number, { event: 'freeze', outcome });
const lynne = personNumber(1).id;

/** What every keeper of freezes does. */
export function freezesContract(make: MakeBench<FreezesBench>): void {
  describe('a keeper of freezes', () => {
    it('freezes one person once, until it is lifted, and then again', async () => {
      const { store, reopened } = await make();
      expect(await store.freezes.isFrozen(alex)).toBe(false);
      expect(await store.freezes.freeze(alex, changeId(1), line(1))).toBe(true);
      expect(await store.freezes.freeze(alex, changeId(2), line(2))).toBe(false);
      const { freezes, recorded } = await reopened();
      expect(await freezes.isFrozen(alex)).toBe(true);
      expect(await freezes.lift(alex, lynne, line(3, 'lifted'))).toBe(true);
      expect(await freezes.isFrozen(alex)).toBe(false);
      expect(await freezes.lift(alex, lynne, line(4, 'lifted'))).toBe(false);
      expect(await freezes.freeze(alex, undefined, line(5))).toBe(true);
      expect(await freezes.isFrozen(alex)).toBe(true);
      expect(await recorded()).toEqual(['freeze done', 'freeze lifted', 'freeze done']);
    });

    it('means nobody else', async () => {
      const { store } = await make();
      await store.freezes.freeze(alex, undefined, line(1));
      for (const other of [megan, inAnotherTenant(alex)]) {
        expect(await store.freezes.isFrozen(other)).toBe(false);
        expect(await store.freezes.lift(other, lynne, line(2, 'lifted'))).toBe(false);
      }
      expect(await store.freezes.isFrozen(alex)).toBe(true);
    });

    it('freezes once, and lifts once, when eight ask at once', async () => {
      const { store, another } = await make();
      const other = await another();
      const atOnce = (call: (freezes: Freezes, i: number) => Promise<boolean>) =>
        Promise.all(
          Array.from({ length: 8 }, (_, i) => call((i % 2 ? other : store).freezes, i)),
        ).then((all) => all.filter(Boolean).length);
      expect(await atOnce((f, i) => f.freeze(alex, undefined, line(10 + i)))).toBe(1);
      expect(await atOnce((f, i) => f.lift(alex, lynne, line(20 + i, 'lifted')))).toBe(1);
      expect(await store.recorded()).toEqual(['freeze done', 'freeze lifted']);
    });

    it('freezes and lifts with its line in the record, or not at all', async () => {
      const { store } = await make();
      const wrong = line(1, 'Not a code!');
      await expect(store.freezes.freeze(alex, undefined, wrong)).rejects.toThrow('outcome');
      expect(await store.freezes.isFrozen(alex)).toBe(false);
      await store.freezes.freeze(alex, undefined, line(2));
      await expect(store.freezes.lift(alex, lynne, wrong)).rejects.toThrow('outcome');
      expect(await store.freezes.isFrozen(alex)).toBe(true);
    });
  });
}
