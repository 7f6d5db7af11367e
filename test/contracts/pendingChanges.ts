import type { Receipt } from '../../src/receipts/receipt';
import type { PendingChange, PendingChanges } from '../../src/signInMethods/pendingChange';
import type { MakeBench } from '../support/bench';
import { removal, removeEmail } from '../support/changes';
import { minute } from '../support/clock';
import {
  before,
  changeId,
  endingOf,
  lineOf,
  opened,
  pendingOf,
  receiptOf,
  replacing,
} from '../support/pending';
import { alex, inAnotherTenant, megan } from '../support/samples';

/** Changes on their way, and what else is stored with their steps. */
export interface ChangesBench {
  readonly changes: PendingChanges<Receipt>;
  /** What was recorded, in its order: `<event> <outcome>`. */
  recorded(): Promise<string[]>;
  /** The ids of the receipts that were stored, sorted. */
  receipts(): Promise<string[]>;
}

type Make = MakeBench<ChangesBench>;

const pending = pendingOf(replacing);
const proof = { authTime: opened - 5_000, acrs: ['c1'] };
const until = opened + 5 * minute;
const lease = opened + 2 * minute;
const times = (count: number) => Array.from({ length: count }, (_, i) => i);
/** An entry that the record does not take. */
const unrecordable = { ...lineOf(pending, 1, 'done'), outcome: 'Not a code!' };

const started = ({ changes }: ChangesBench, one = pending) =>
  changes.open(one, lineOf(one, 1, 'started'));
const granted = ({ changes }: ChangesBench, one = pending, now = opened) =>
  changes.grant(one.id, proof, until, now, lineOf(one, 2, 'proven'));
const spent = ({ changes }: ChangesBench, one = pending, now = opened) =>
  changes.spend(one.id, before, lease, now);

/** A change that is being written. */
async function writing(bench: ChangesBench, one = pending): Promise<void> {
  await started(bench, one);
  await granted(bench, one);
  await spent(bench, one);
}

/** The same call eight times at once, by two instances. */
async function atOnce<T>(
  { store, another }: Awaited<ReturnType<Make>>,
  call: (bench: ChangesBench, i: number) => Promise<T>,
): Promise<T[]> {
  const other = await another();
  return Promise.all(times(8).map((i) => call(i % 2 ? other : store, i)));
}

const state = async ({ changes }: ChangesBench, id = pending.id) => (await changes.find(id))?.state;

/** What every keeper of changes on their way does. */
export function pendingChangesContract(make: Make): void {
  describe('a keeper of changes on their way', () => {
    opening(make);
    granting(make);
    spending(make);
    ending(make);
    cancelling(make);
    takingOver(make);
    remembering(make);
  });
}

function opening(make: Make): void {
  it('gives back a change as it was opened, recorded, after closing and opening', async () => {
    const { store, reopened } = await make();
    await started(store);
    const again = await reopened();
    expect(await again.changes.find(pending.id)).toEqual(pending);
    expect(await again.recorded()).toEqual(['change started']);
  });

  it.each(['', changeId(2), changeId(1).toUpperCase(), '%', `${changeId(1)}\u0000`])(
    'finds nothing under the id %j',
    async (id) => {
      const { store } = await make();
      await started(store);
      expect(await store.changes.find(id)).toBeUndefined();
    },
  );

  it('keeps the first where two have one id', async () => {
    const { store } = await make();
    await started(store);
    await expect(started(store, pendingOf(removal.mobile, { person: megan }))).rejects.toThrow();
    expect(await store.changes.find(pending.id)).toEqual(pending);
    expect(await store.recorded()).toEqual(['change started']);
  });

  it('opens nothing that cannot be recorded', async () => {
    const { store } = await make();
    await expect(store.changes.open(pending, unrecordable)).rejects.toThrow('outcome');
    expect(await store.changes.find(pending.id)).toBeUndefined();
  });
}

function granting(make: Make): void {
  it('grants a change once, with its proof and its line', async () => {
    const { store } = await make();
    await started(store);
    expect(await granted(store)).toBe(true);
    expect(await store.changes.find(pending.id)).toEqual({ ...pending, state: 'granted', proof });
    expect(await granted(store)).toBe(false);
    expect(await store.recorded()).toEqual(['change started', 'change proven']);
  });

  it('grants to one of eight that come at once', async () => {
    const bench = await make();
    await started(bench.store);
    expect((await atOnce(bench, (each) => granted(each))).filter(Boolean)).toHaveLength(1);
    expect(await bench.store.recorded()).toEqual(['change started', 'change proven']);
  });

  it('grants until the time is up, and not at it', async () => {
    const { store } = await make();
    await started(store);
    for (const late of [pending.expiresAt, pending.expiresAt + 1])
      expect(await granted(store, pending, late)).toBe(false);
    expect(await store.recorded()).toEqual(['change started']);
    expect(await granted(store, pending, pending.expiresAt - 1)).toBe(true);
  });

  it('grants nothing that cannot be recorded', async () => {
    const { store } = await make();
    await started(store);
    const grant = store.changes.grant(pending.id, proof, until, opened, unrecordable);
    await expect(grant).rejects.toThrow('outcome');
    expect(await store.changes.find(pending.id)).toEqual(pending);
  });

  it('grants only what was named', async () => {
    const { store } = await make();
    const other = pendingOf(removal.mobile, { id: changeId(2) });
    await started(store);
    await store.changes.open(other, lineOf(other, 5, 'started'));
    await granted(store);
    expect(await store.changes.find(other.id)).toEqual(other);
    expect(await granted(store, pendingOf(replacing, { id: changeId(3) }))).toBe(false);
  });
}

function spending(make: Make): void {
  it('lets a grant be used once, and keeps what was there', async () => {
    const { store, reopened } = await make();
    await started(store);
    expect(await spent(store)).toBe(false);
    await granted(store);
    expect(await spent(store)).toBe(true);
    expect(await spent(store)).toBe(false);
    const kept = await (await reopened()).changes.find(pending.id);
    expect(kept).toEqual({ ...pending, state: 'writing', proof, before });
  });

  it('lets one of eight that come at once use it', async () => {
    const bench = await make();
    for (const i of times(5)) {
      const one = pendingOf(replacing, { id: changeId(i) });
      await bench.store.changes.open(one, lineOf(one, 10 + i, 'started'));
      await bench.store.changes.grant(one.id, proof, until, opened, lineOf(one, 20 + i, 'proven'));
      expect((await atOnce(bench, (each) => spent(each, one))).filter(Boolean)).toHaveLength(1);
    }
  });

  it('lets a grant be used until it ends, and not at its end', async () => {
    const { store } = await make();
    await started(store);
    await granted(store);
    for (const late of [until, until + 1]) expect(await spent(store, pending, late)).toBe(false);
    expect(await spent(store, pending, until - 1)).toBe(true);
  });
}

function ending(make: Make): void {
  const two = [receiptOf(pending, 1), receiptOf(pending, 2)];

  it('ends a change once, with its receipts and its line', async () => {
    const { store, reopened } = await make();
    await writing(store);
    const end = endingOf(pending, two);
    expect(await store.changes.end(pending.id, end)).toBe(true);
    const later = endingOf(pending, [receiptOf(pending, 3)], { outcome: 'directory-failed' });
    expect(await store.changes.end(pending.id, later)).toBe(false);
    const again = await reopened();
    expect(await again.changes.find(pending.id)).toEqual({
      ...pending,
      state: 'ended',
      proof,
      before,
      after: end.after,
      endedAt: end.at,
      outcome: 'done',
    });
    expect(await again.receipts()).toEqual(two.map((r) => r.id));
    expect(await again.recorded()).toEqual(['change started', 'change proven', 'change done']);
  });

  it('ends once when eight end it at once', async () => {
    const bench = await make();
    await writing(bench.store);
    const ends = await atOnce(bench, ({ changes }, i) => {
      const entry = lineOf(pending, 10 + i, 'done');
      return changes.end(pending.id, endingOf(pending, [receiptOf(pending, i)], { entry }));
    });
    expect(ends.filter(Boolean)).toHaveLength(1);
    expect(await bench.store.receipts()).toHaveLength(1);
    expect(await bench.store.recorded()).toHaveLength(3);
  });

  it('ends what was granted and not written', async () => {
    const { store } = await make();
    await started(store);
    await granted(store);
    const end = endingOf(pending, [], { outcome: 'paused', after: undefined });
    expect(await store.changes.end(pending.id, end)).toBe(true);
    expect(await spent(store)).toBe(false);
  });

  it('does not end what waits for its sign-in, nor what is not there', async () => {
    const { store } = await make();
    await started(store);
    for (const id of [pending.id, changeId(7)])
      expect(await store.changes.end(id, endingOf(pending, two))).toBe(false);
    expect(await store.changes.find(pending.id)).toEqual(pending);
    expect(await store.receipts()).toEqual([]);
  });

  it('ends nothing, and keeps no receipt, where the line cannot be recorded', async () => {
    const { store } = await make();
    await writing(store);
    const end = endingOf(pending, two, { entry: unrecordable });
    await expect(store.changes.end(pending.id, end)).rejects.toThrow('outcome');
    expect(await state(store)).toBe('writing');
    expect(await store.receipts()).toEqual([]);
  });

  it('ends nothing, and records nothing, where a receipt cannot be kept', async () => {
    const { store } = await make();
    const other = pendingOf(removal.mobile, { id: changeId(2) });
    await writing(store);
    await store.changes.end(pending.id, endingOf(pending, two));
    await store.changes.open(other, lineOf(other, 5, 'started'));
    await store.changes.grant(other.id, proof, until, opened, lineOf(other, 6, 'proven'));
    const entry = lineOf(other, 7, 'done');
    const clash = endingOf(other, [receiptOf(other, 3), receiptOf(other, 1)], { entry });
    await expect(store.changes.end(other.id, clash)).rejects.toThrow();
    expect(await state(store, other.id)).toBe('granted');
    expect(await store.receipts()).toEqual(two.map((r) => r.id));
    expect(await store.recorded()).toHaveLength(5);
  });
}

function cancelling(make: Make): void {
  const cancel = ({ changes }: ChangesBench, line = 50) =>
    changes.cancel(pending.id, opened + 1, lineOf(pending, line, 'cancelled'));

  it('cancels once what waits for its sign-in, and it can be granted no more', async () => {
    const { store } = await make();
    await started(store);
    expect(await cancel(store)).toBe(true);
    expect(await cancel(store)).toBe(false);
    expect(await granted(store)).toBe(false);
    expect(await store.changes.find(pending.id)).toEqual({
      ...pending,
      state: 'ended',
      outcome: 'cancelled',
      endedAt: opened + 1,
    });
    expect(await store.recorded()).toEqual(['change started', 'change cancelled']);
  });

  it('never cancels what may be written at this moment', async () => {
    const { store } = await make();
    await started(store);
    await granted(store);
    expect(await cancel(store)).toBe(false);
    await spent(store);
    expect(await cancel(store)).toBe(false);
    expect(await store.changes.end(pending.id, endingOf(pending, []))).toBe(true);
    expect(await cancel(store)).toBe(false);
    expect(await store.recorded()).toEqual(['change started', 'change proven', 'change done']);
  });

  it('cancels or grants when both come at once, and not both', async () => {
    const bench = await make();
    await started(bench.store);
    const won = await atOnce(bench, (each, i) => (i % 4 < 2 ? cancel(each) : granted(each)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await bench.store.recorded()).toHaveLength(2);
  });
}

function takingOver(make: Make): void {
  const taken = ({ changes }: ChangesBench, now: number) => changes.takeOver(now, now + minute);

  it('hands over what is written for longer than its lease, once a lease', async () => {
    const { store } = await make();
    await writing(store);
    expect(await taken(store, lease - 1)).toEqual([]);
    expect(await taken(store, lease)).toEqual([{ ...pending, state: 'writing', proof, before }]);
    expect(await taken(store, lease)).toEqual([]);
    expect(await taken(store, lease + minute - 1)).toEqual([]);
    expect(await taken(store, lease + minute)).toHaveLength(1);
  });

  it('hands over a grant that nobody used, and it can be used no more', async () => {
    const { store } = await make();
    await started(store);
    await granted(store);
    expect(await taken(store, until - 1)).toEqual([]);
    expect(await taken(store, until)).toEqual([{ ...pending, state: 'writing', proof }]);
    for (const now of [opened, until]) expect(await spent(store, pending, now)).toBe(false);
    expect(await store.changes.end(pending.id, endingOf(pending, []))).toBe(true);
  });

  it('hands over neither what waits for its sign-in nor what has ended', async () => {
    const { store } = await make();
    const waits = pendingOf(removal.mobile, { id: changeId(2) });
    await writing(store);
    await store.changes.end(pending.id, endingOf(pending, []));
    await store.changes.open(waits, lineOf(waits, 5, 'started'));
    expect(await taken(store, opened + 1_000 * minute)).toEqual([]);
  });

  it('hands each of many over once when eight ask at once', async () => {
    const bench = await make();
    const ids = times(12).map(changeId);
    for (const [i, id] of ids.entries()) {
      const one = pendingOf(replacing, { id });
      await bench.store.changes.open(one, lineOf(one, 100 + i, 'started'));
      await bench.store.changes.grant(id, proof, until, opened, lineOf(one, 200 + i, 'proven'));
    }
    const handed = (await atOnce(bench, (each) => taken(each, until))).flat().map((c) => c.id);
    handed.push(...(await taken(bench.store, until)).map((c) => c.id));
    expect(handed.sort()).toEqual(ids);
  });
}

function remembering(make: Make): void {
  const ended = async (
    { changes }: ChangesBench,
    number: number,
    one: Partial<PendingChange>,
    at: number,
    outcome = 'done',
  ) => {
    const each = { ...pendingOf(removal.mobile, { id: changeId(number) }), ...one };
    await changes.open(each, lineOf(each, 100 + number, 'started'));
    await changes.grant(each.id, proof, until, opened, lineOf(each, 200 + number, 'proven'));
    const entry = lineOf(each, 300 + number, 'done');
    await changes.end(each.id, endingOf(each, [], { at, outcome, entry }));
  };

  it('knows when a person lost a phone, an app or a passkey, and counts nothing else', async () => {
    const { store } = await make();
    await ended(store, 1, {}, opened + 1);
    await ended(store, 2, { change: replacing }, opened + 2);
    await ended(store, 3, { change: removal.passkey }, opened + 3);
    await ended(store, 4, { change: removeEmail('alex@example.org') }, opened + 4);
    await ended(store, 5, {}, opened + 5, 'directory-failed');
    await ended(store, 6, { person: megan }, opened + 6);
    await ended(store, 7, { person: inAnotherTenant(alex) }, opened + 7);
    const since = (moment: number) => store.changes.takenAway(alex, moment);
    expect((await since(opened)).sort()).toEqual([opened + 1, opened + 2, opened + 3]);
    expect((await since(opened + 1)).sort()).toEqual([opened + 2, opened + 3]);
    expect(await since(opened + 3)).toEqual([]);
  });

  it('counts nothing that is still on its way', async () => {
    const { store } = await make();
    await writing(store);
    expect(await store.changes.takenAway(alex, 0)).toEqual([]);
  });
}
