import { confirm, resume } from '../../src/signInMethods/confirm';
import { DirectoryUnreachable } from '../../src/signInMethods/directory';
import { grantMs, leaseMs } from '../../src/signInMethods/pendingChange';
import { madeOf, oneOnly, type Bench, type MakeBench } from '../support/bench';
import { changesIn, changesInMemory } from '../support/changeBenches';
import { confirmingWith, proof, waitingIn } from '../support/confirming';
import { sqliteBenches } from '../support/databases';
import { troubles, type Trouble } from '../support/directory';
import { faults, type Breaking } from '../support/faults';
import { newNumber } from '../support/pending';
import type { ChangesBench } from '../contracts/pendingChanges';
import { alex } from '../support/samples';

/** What confirming asks of the store and of the directory, in this order. */
const steps = [
  'grant',
  'isFrozen',
  'takenAway',
  'person',
  'isPrivileged',
  'registration',
  'spend',
  'changePhone',
  'registration',
  'end',
];
/** And what finding out does. */
const laterSteps = ['takeOver', 'registration', 'end'];

const broken = new Error('the store is gone');
const unreachable = new DirectoryUnreachable(new Error('timed out'));
const ways = (['before', 'after'] as const).flatMap((when) =>
  [broken, unreachable].flatMap((error) =>
    [false, true].map((forGood) => ({ when, error, forGood })),
  ),
);
const walk = (names: readonly string[]): [string, number, Breaking][] =>
  names.flatMap((name, i) =>
    ways.map((way): [string, number, Breaking] => [
      `${way.when} ${name}${way.forGood ? ' and for good' : ''}: ${way.error.message}`,
      i + 1,
      { ...way, nth: i + 1 },
    ]),
  );

async function worldIn({ store }: Bench<ChangesBench>, trouble?: Trouble) {
  const world = confirmingWith(store.changes, trouble);
  const pending = await waitingIn(world);
  /** With faults around everything that is asked. */
  const tried = (breaking?: Breaking) => {
    const around = faults(breaking);
    const freezes = around.around(world.freezes);
    const parts = {
      ...world.parts,
      changes: around.around(world.changes),
      reading: around.around(world.directory),
      isFrozen: (person: typeof alex) => freezes.isFrozen(person),
    };
    return { parts, writing: parts.reading, met: around.met };
  };
  return { ...world, pending, store, tried };
}

type World = Awaited<ReturnType<typeof worldIn>>;

async function confirmed({ pending, tried }: World, breaking?: Breaking) {
  const { parts, writing, met } = tried(breaking);
  await confirm(pending, proof, writing, parts).catch((error: unknown) => {
    if (error !== breaking?.error) throw error;
  });
  return met;
}

async function resumed({ tried, clock }: World, breaking?: Breaking) {
  clock.pass(Math.max(grantMs, leaseMs));
  const { parts, met } = tried(breaking);
  await resume(parts).catch((error: unknown) => {
    const causes = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
    if (causes.some((cause) => cause !== breaking?.error)) throw error;
  });
  return met;
}

/** What is there in the end is the truth, told once. */
async function expectTruth({ store, directory, pending }: World): Promise<void> {
  const kept = await store.changes.find(pending.id);
  const lines = (await store.recorded()).filter((l) => l !== 'change started');
  const has = directory
    .has(alex.id)
    .methods.some((m) => m.kind === 'phone' && m.number === newNumber);
  const wrote = directory.writes().length;
  const receipts = (await store.receipts()).length;
  if (kept?.state === 'needs-proof') {
    expect({ lines, has, wrote, receipts }).toEqual({
      lines: [],
      has: false,
      wrote: 0,
      receipts: 0,
    });
    return;
  }
  expect(kept?.state).toBe('ended');
  expect(wrote).toBeLessThanOrEqual(1);
  if (has) expect({ outcome: kept?.outcome, receipts }).toEqual({ outcome: 'done', receipts: 3 });
  else expect({ done: kept?.outcome === 'done', receipts }).toEqual({ done: false, receipts: 0 });
  expect(lines).toEqual(['step-up done', has ? 'change done' : 'change refused']);
}

function faultWalk(make: MakeBench<ChangesBench>): void {
  it('asks these things in this order where nothing goes wrong', async () => {
    const world = await worldIn(await make());
    expect(await confirmed(world)).toEqual(steps);
    await expectTruth(world);
    expect(world.directory.writes()).toHaveLength(1);
    expect(await resumed(world)).toEqual(['takeOver']);
  });

  it.each(walk(steps))(
    'is told truly, and once, after a fault %s',
    async (_what, _nth, breaking) => {
      const world = await worldIn(await make());
      const met = await confirmed(world, breaking);
      expect(met.length).toBeGreaterThanOrEqual(breaking.nth);
      await resumed(world);
      await expectTruth(world);
      await resumed(world);
      await expectTruth(world);
    },
  );

  it.each(walk(laterSteps))(
    'is told truly, and once, after a fault while finding out, %s',
    async (_what, _nth, breaking) => {
      const world = await worldIn(await make(), troubles.unreachableAfter);
      await confirmed(world, { nth: 9, when: 'before', forGood: true, error: unreachable });
      expect(await world.store.changes.find(world.pending.id)).toMatchObject({ state: 'writing' });
      expect((await resumed(world, breaking)).length).toBeGreaterThanOrEqual(breaking.nth);
      await resumed(world);
      await expectTruth(world);
      expect(await world.store.recorded()).toContain('change done');
    },
  );
}

describe('a change with its keeper in memory', () => {
  faultWalk(oneOnly(changesInMemory));
});

describe('a change with its keeper in SQLite', () => {
  faultWalk(madeOf(sqliteBenches(), changesIn));
});
