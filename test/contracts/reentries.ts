import { shownMs, stepWithinMs, type Reentry } from '../../src/escalation/reentry/reentry';
import type { ReentryEnding } from '../../src/escalation/reentry/reentryStore';
import type { MakeBench } from '../support/bench';
import { minute } from '../support/clock';
import {
  agentProof as proof,
  asked,
  nestor,
  passLine,
  reentryId,
  reentryOf,
  ticketId,
  ticketIn,
  type ReentriesBench,
} from '../support/reentries';

type Make = MakeBench<ReentriesBench>;

const waits = reentryOf();
const needsSecond = reentryOf({ privileged: true, state: 'needs-second' });
const until = asked + 5 * minute;
const lease = asked + 2 * minute;
const times = (count: number) => Array.from({ length: count }, (_, i) => i);
/** An entry that the record does not take. */
const unrecordable = { ...passLine(waits, 1, 'asked'), outcome: 'Not a code!' };

const open = ({ reentries }: ReentriesBench, one = waits) =>
  reentries.open(one, passLine(one, Number(one.id.slice(-4)), 'asked'));
const granted = ({ reentries }: ReentriesBench, one = waits, now = asked) =>
  reentries.grant(one.id, proof, until, now, passLine(one, 102, 'proven'));
const spent = ({ reentries }: ReentriesBench, one = waits, now = asked) =>
  reentries.spend(one.id, ['old'], lease, now);
const approved = ({ reentries }: ReentriesBench, approval: string, at = asked) =>
  reentries.approve(approval, at, at + stepWithinMs, passLine(needsSecond, 103, 'approved'));
const end = (
  { reentries }: ReentriesBench,
  outcome: ReentryEnding['outcome'],
  more: Partial<ReentryEnding> = {},
) =>
  reentries.end(waits.id, {
    outcome,
    at: asked + 1_000,
    entry: passLine(waits, 104, outcome === 'issued' ? 'issued' : 'refused'),
    ...more,
  });
const issued = (bench: ReentriesBench) => end(bench, 'issued', { validUntil: asked + 60 * minute });

/** A bench with Alex's ticket on it. */
async function madeWith(make: Make) {
  const bench = await make();
  await ticketIn(bench.store);
  return bench;
}

/** A pass that is being written. */
async function writing(bench: ReentriesBench): Promise<void> {
  await open(bench);
  await granted(bench);
  await spent(bench);
}

/** The same call eight times at once, by two instances. */
async function atOnce<T>(
  { store, another }: Awaited<ReturnType<Make>>,
  call: (bench: ReentriesBench, i: number) => Promise<T>,
): Promise<T[]> {
  const other = await another();
  return Promise.all(times(8).map((i) => call(i % 2 ? other : store, i)));
}

const kept = ({ reentries }: ReentriesBench, id = waits.id) => reentries.find(id);
const noted = async ({ tickets }: ReentriesBench) => (await tickets.find(ticketId))?.reentry;
const goingOut = async (bench: ReentriesBench) =>
  (await bench.waiting()).map(({ kind, dueAt }) => `${kind} ${dueAt - asked}`);

/** What every keeper of passes on their way does. */
export function reentriesContract(make: Make): void {
  describe('a keeper of passes on their way', () => {
    opening(() => madeWith(make));
    approving(() => madeWith(make));
    proving(() => madeWith(make));
    ending(() => madeWith(make));
    takingOver(() => madeWith(make));
    meeting(() => madeWith(make));
  });
}

function opening(make: Make): void {
  it('gives back what was asked for, recorded and noted on the ticket, after closing and opening', async () => {
    const { store, reopened } = await make();
    expect(await open(store)).toBe(true);
    const again = await reopened();
    expect(await kept(again)).toEqual(waits);
    expect(await again.recorded()).toEqual(['asked']);
    expect(await noted(again)).toEqual({ state: 'asked', by: 'Lynne Robbins', at: asked });
    expect(await goingOut(again)).toEqual(['desk 0']);
  });

  it.each(['', reentryId(2), waits.id.toUpperCase(), '%', `${waits.id}\u0000`])(
    'finds nothing under the id %j',
    async (id) => {
      const { store } = await make();
      await open(store);
      expect(await kept(store, id)).toBeUndefined();
      expect(await store.reentries.byApproval(id)).toBeUndefined();
    },
  );

  it('lets the newest take the place of one that only waits, whose card says so and whose link is dead', async () => {
    const { store } = await make();
    await open(store);
    expect(await open(store, reentryOf({ id: reentryId(2) }))).toBe(true);
    expect(await kept(store)).toMatchObject({ state: 'ended', outcome: 'replaced' });
    expect(await granted(store)).toBe(false);
    expect(await store.waiting()).toContainEqual({ kind: 'pass', subject: waits.id, dueAt: asked });
  });

  it('opens none while another of the ticket is being written, and leaves no trace of the wish', async () => {
    const { store } = await make();
    await writing(store);
    expect(await open(store, reentryOf({ id: reentryId(2) }))).toBe(false);
    expect(await kept(store, reentryId(2))).toBeUndefined();
    expect(await kept(store)).toMatchObject({ state: 'writing' });
    expect(await store.recorded()).toEqual(['asked', 'proven']);
  });

  it('opens nothing that cannot be recorded', async () => {
    const { store } = await make();
    await expect(store.reentries.open(waits, unrecordable)).rejects.toThrow('outcome');
    expect(await kept(store)).toBeUndefined();
    expect(await noted(store)).toBeUndefined();
    expect(await store.waiting()).toEqual([]);
  });
}

function approving(make: Make): void {
  it('lets who was offered it agree, by the newest link alone, and once', async () => {
    const { store, reopened } = await make();
    await open(store, needsSecond);
    expect(await store.reentries.waitingForSecond(ticketId)).toEqual(needsSecond);
    for (const link of ['approval-1', 'approval-2'])
      expect(await store.reentries.offer(needsSecond.id, nestor, link)).toBe(true);
    expect(await store.reentries.byApproval('approval-1')).toBeUndefined();
    expect(await approved(store, 'approval-1')).toBe(false);
    expect(await approved(store, 'approval-2')).toBe(true);
    expect(await approved(store, 'approval-2')).toBe(false);
    const again = await reopened();
    expect(await kept(again)).toMatchObject({
      state: 'needs-proof',
      second: nestor,
      approvedAt: asked,
      expiresAt: asked + stepWithinMs,
    });
    expect(await noted(again)).toMatchObject({ state: 'asked', second: 'Nestor Wilke' });
    expect(await goingOut(again)).toContain('pass 0');
    expect(await again.recorded()).toEqual(['asked', 'approved']);
    expect(await again.reentries.waitingForSecond(ticketId)).toBeUndefined();
  });

  it('lets nobody agree once the time is up, nor is anything granted that still waits for them', async () => {
    const { store } = await make();
    await open(store, needsSecond);
    await store.reentries.offer(needsSecond.id, nestor, 'approval-1');
    expect(await granted(store, needsSecond)).toBe(false);
    expect(await approved(store, 'approval-1', needsSecond.expiresAt)).toBe(false);
    expect(await approved(store, 'approval-1', needsSecond.expiresAt - 1)).toBe(true);
  });

  it('offers nothing that waits for nobody', async () => {
    const { store } = await make();
    await open(store);
    expect(await store.reentries.offer(waits.id, nestor, 'approval-1')).toBe(false);
    expect(await store.reentries.offer(reentryId(9), nestor, 'approval-1')).toBe(false);
  });

  it('takes one of eight agreements that come at once', async () => {
    const bench = await make();
    await open(bench.store, needsSecond);
    await bench.store.reentries.offer(needsSecond.id, nestor, 'approval-1');
    const won = await atOnce(bench, (each) => approved(each, 'approval-1'));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await bench.store.recorded()).toEqual(['asked', 'approved']);
  });
}

function proving(make: Make): void {
  it('grants until the time is up, not at it, and once', async () => {
    const { store } = await make();
    await open(store);
    expect(await granted(store, waits, waits.expiresAt)).toBe(false);
    expect(await granted(store, waits, waits.expiresAt - 1)).toBe(true);
    expect(await granted(store)).toBe(false);
    expect(await kept(store)).toMatchObject({ state: 'granted', proof });
    expect(await store.recorded()).toEqual(['asked', 'proven']);
  });

  it('lets a grant be used until it ends, not at its end, and by one of eight', async () => {
    const bench = await make();
    await open(bench.store);
    expect(await spent(bench.store)).toBe(false);
    await granted(bench.store);
    expect(await spent(bench.store, waits, until)).toBe(false);
    expect((await atOnce(bench, (each) => spent(each))).filter(Boolean)).toHaveLength(1);
    expect(await kept(await bench.reopened())).toMatchObject({ state: 'writing', before: ['old'] });
  });

  it('grants nothing that cannot be recorded', async () => {
    const { store } = await make();
    await open(store);
    const grant = store.reentries.grant(waits.id, proof, until, asked, unrecordable);
    await expect(grant).rejects.toThrow('outcome');
    expect(await kept(store)).toEqual(waits);
  });
}

function ending(make: Make): void {
  it('ends an issued one with its note, the word to the person, and the taking away in five minutes', async () => {
    const { store, reopened } = await make();
    await writing(store);
    expect(await issued(store)).toBe(true);
    const again = await reopened();
    expect(await kept(again)).toMatchObject({ state: 'ended', outcome: 'issued' });
    expect(await noted(again)).toEqual({
      state: 'issued',
      by: 'Lynne Robbins',
      at: asked + 1_000,
      until: asked + 60 * minute,
    });
    expect(await goingOut(again)).toEqual([
      'desk 0',
      'desk 1000',
      `pass ${1_000 + shownMs}`,
      'pass-line 1000',
      'pass-mail 1000',
      'person 1000',
    ]);
  });

  it('takes away at once what was passed on, and nothing of another', async () => {
    const { store } = await make();
    await writing(store);
    await issued(store);
    await store.reentries.takeAway(reentryId(2), asked + 2_000);
    expect(await goingOut(store)).toContain(`pass ${1_000 + shownMs}`);
    await store.reentries.takeAway(waits.id, asked + 2_000);
    expect((await goingOut(store)).filter((d) => d.startsWith('pass '))).toEqual(['pass 2000']);
    await store.reentries.takeAway(waits.id, asked + 3_000);
    expect((await goingOut(store)).filter((d) => d.startsWith('pass '))).toEqual(['pass 2000']);
  });

  it('tells the person nothing where no pass was made', async () => {
    const { store } = await make();
    await writing(store);
    await end(store, 'directory-failed');
    expect(await noted(store)).toMatchObject({ state: 'not-issued' });
    expect(await goingOut(store)).toEqual(['desk 0', 'desk 1000', 'pass 1000']);
  });

  it('lets the first end count', async () => {
    const { store } = await make();
    await writing(store);
    expect(await end(store, 'unseen')).toBe(true);
    expect(await issued(store)).toBe(false);
    expect(await kept(store)).toMatchObject({ outcome: 'unseen' });
    expect(await store.recorded()).toHaveLength(3);
  });

  it.each(['cancelled', 'declined', 'too-late'] as const)(
    'ends what waits as %s, and not what is being written',
    async (outcome) => {
      const { store } = await make();
      await open(store);
      expect(await end(store, outcome)).toBe(true);
      expect(await granted(store)).toBe(false);
      const { store: other } = await make();
      await writing(other);
      expect(await end(other, outcome)).toBe(false);
      expect(await kept(other)).toMatchObject({ state: 'writing' });
    },
  );

  it('ends nothing that cannot be recorded', async () => {
    const { store } = await make();
    await writing(store);
    await expect(end(store, 'issued', { entry: unrecordable })).rejects.toThrow('outcome');
    expect(await kept(store)).toMatchObject({ state: 'writing' });
    expect(await noted(store)).toMatchObject({ state: 'asked' });
  });
}

function takingOver(make: Make): void {
  const taken = async ({ reentries }: ReentriesBench, now: number) =>
    (await reentries.takeOver(now, now + minute)).map(({ id, state }) => `${id} ${state}`);
  const named = (state: Reentry['state']) => [`${waits.id} ${state}`];

  it('hands over what is being written for longer than its lease, once a lease', async () => {
    const { store } = await make();
    await writing(store);
    expect(await taken(store, lease - 1)).toEqual([]);
    expect(await taken(store, lease)).toEqual(named('writing'));
    expect(await taken(store, lease + minute - 1)).toEqual([]);
    expect(await taken(store, lease + minute)).toEqual(named('writing'));
    await end(store, 'unseen');
    expect(await taken(store, lease + 100 * minute)).toEqual([]);
  });

  it.each([
    ['needs-second', needsSecond, needsSecond.expiresAt],
    ['needs-proof', waits, waits.expiresAt],
  ] as const)('hands over what is %s for too long', async (state, one, when) => {
    const { store } = await make();
    await open(store, one);
    expect(await taken(store, when - 1)).toEqual([]);
    expect(await taken(store, when)).toEqual(named(state));
  });

  it('hands over a grant that nobody used, which cannot be used any more', async () => {
    const { store } = await make();
    await open(store);
    await granted(store);
    expect(await taken(store, until - 1)).toEqual([]);
    expect(await taken(store, until)).toEqual(named('granted'));
    expect(await spent(store, waits, until)).toBe(false);
  });

  it('hands it to one of eight that ask at once', async () => {
    const bench = await make();
    await writing(bench.store);
    expect((await atOnce(bench, (each) => taken(each, lease))).flat()).toEqual(named('writing'));
  });
}

function meeting(make: Make): void {
  it('opens another or lets the first be written, and never both', async () => {
    const bench = await make();
    const { store } = bench;
    const other = await bench.another();
    for (const round of times(6)) {
      const first = reentryOf({ id: reentryId(10 + 2 * round) });
      await open(store, first);
      await store.reentries.grant(
        first.id,
        proof,
        until,
        asked,
        passLine(first, 500 + round, 'proven'),
      );
      const next = reentryOf({ id: reentryId(11 + 2 * round) });
      const [isSpent, isOpened] = await Promise.all([spent(store, first), open(other, next)]);
      expect(isSpent).toBe(!isOpened);
      const { state, outcome } = (await kept(store, first.id)) ?? {};
      expect([state, outcome]).toEqual(isSpent ? ['writing', undefined] : ['ended', 'replaced']);
      if (isSpent)
        await store.reentries.end(first.id, {
          outcome: 'unseen',
          at: asked,
          entry: passLine(first, 600 + round, 'issued'),
        });
    }
  });

  it('ends what was written while others want to open one, without anybody waiting for ever', async () => {
    const bench = await make();
    await writing(bench.store);
    const all = await atOnce(bench, (each, i) =>
      i === 3 ? issued(each) : open(each, reentryOf({ id: reentryId(20 + i) })),
    );
    expect(all[3]).toBe(true);
    expect(await kept(bench.store)).toMatchObject({ outcome: 'issued' });
  });
}
