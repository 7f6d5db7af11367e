import { held, resume } from '../../src/signInMethods/confirm';
import { DirectoryUnreachable } from '../../src/signInMethods/directory';
import { grantMs, leaseMs } from '../../src/signInMethods/pendingChange';
import { removal, setDefault } from '../support/changes';
import { hour, minute, second } from '../support/clock';
import { confirmedIn, confirming, proof, replaced, waitingIn } from '../support/confirming';
import { authenticator, methodIds, registered, troubles, type Trouble } from '../support/directory';
import { entry } from '../support/entries';
import { before, changeId, newNumber } from '../support/pending';
import { alex, megan } from '../support/samples';

type World = ReturnType<typeof confirming>;

/** What was recorded: `<event> <outcome> <reason>`. */
const recorded = ({ changes }: World) =>
  changes.recorded.map((e) => [e.event, e.outcome, e.reason].filter(Boolean).join(' '));

const toldBy = ({ changes }: World) =>
  changes.receipts.map(({ to }) => ('to' in to ? to.to : to.way)).sort();

const whom = ['+44 7400123456', 'alex@contoso.com', 'chat'];

/** Nothing answers until it is lifted. */
function darkness() {
  const state = { dark: false };
  const trouble: Trouble = {
    before: () => {
      if (state.dark) throw new DirectoryUnreachable(new Error('connect ECONNREFUSED'));
    },
  };
  return { state, trouble };
}

describe('a change that was signed in for', () => {
  it('is written once, ends, is recorded, and who had something before is told', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    world.clock.pass(second);
    expect(await confirmedIn(world, pending)).toMatchObject({ kind: 'done', before });
    expect(world.directory.writes()).toEqual([
      {
        operation: 'changePhone',
        personId: alex.id,
        values: [methodIds.mobile, 'mobile', newNumber],
      },
    ]);
    expect(await world.changes.find(pending.id)).toEqual({
      ...pending,
      state: 'ended',
      proof,
      before,
      after: world.directory.has(alex.id),
      endedAt: world.clock.now(),
      outcome: 'done',
    });
    expect(recorded(world)).toEqual(['change started', 'step-up done', 'change done']);
    expect(toldBy(world)).toEqual(whom);
    expect(world.directory.has(megan.id).methods).toEqual(before.methods);
  });

  it('is recorded with its proof and its references, and the number masked', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    await confirmedIn(world, pending);
    expect(world.changes.recorded.at(-1)).toMatchObject({
      operation: 'replace-phone',
      route: 'bot',
      changeId: pending.id,
      clientRequestId: pending.requestId,
      personal: {
        personId: alex.id,
        target: '+44 •••• ••99',
        acrs: ['c1'],
        authTime: Math.floor(proof.authTime / 1000),
      },
    });
    expect(JSON.stringify(world.changes.recorded)).not.toMatch(/7400|alex@/);
  });

  it('is written once when eight confirm it at once', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    const all = await Promise.all(Array.from({ length: 8 }, () => confirmedIn(world, pending)));
    expect(all.filter((o) => o.kind === 'done')).toHaveLength(1);
    expect(all.filter((o) => o.kind === 'refused' && o.reason === 'spent')).toHaveLength(7);
    expect(world.directory.writes()).toHaveLength(1);
    expect(recorded(world)).toEqual(['change started', 'step-up done', 'change done']);
    expect(toldBy(world)).toEqual(whom);
  });

  it.each([
    [
      'ended',
      async (world: World, id: string) => {
        await world.changes.cancel(id, world.clock.now(), entry(1, { outcome: 'cancelled' }));
      },
    ],
    ['expired', async (world: World) => Promise.resolve(world.clock.pass(15 * minute))],
  ])('is not written when it has %s', async (_what, happen) => {
    const world = confirming();
    const pending = await waitingIn(world);
    await happen(world, pending.id);
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'refused', reason: 'spent' });
    expect(world.directory.writes()).toEqual([]);
    expect(recorded(world)).not.toContain('step-up done');
  });

  it('is not written when its proof is too old by then, and that is its end', async () => {
    const world = confirming({
      after: ({ operation }) => {
        if (operation === 'isPrivileged') world.clock.pass(grantMs);
      },
    });
    const pending = await waitingIn(world);
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'refused', reason: 'spent' });
    expect(world.directory.writes()).toEqual([]);
    expect(recorded(world).at(-1)).toBe('change refused spent');
    expect(await world.changes.find(pending.id)).toMatchObject({
      state: 'ended',
      outcome: 'spent',
    });
  });

  it('that the rules refuse by now ends so, and nobody is told of a change', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    world.directory.becomes(alex.id, registered([authenticator], 'push'));
    const refused = { kind: 'refused', reason: 'changed-meanwhile' };
    expect(await confirmedIn(world, pending)).toEqual(refused);
    expect(recorded(world).at(-1)).toBe('change refused changed-meanwhile');
    expect(toldBy(world)).toEqual([]);
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'refused', reason: 'spent' });
  });
});

describe('changes that wait', () => {
  /** Takes the passkey away, at once. */
  async function takeAway(world: World) {
    world.directory.becomes(alex.id, registered([...before.methods, passkeyOfAlex], 'push'));
    const first = await waitingIn(world, { id: changeId(50), change: removal.passkey });
    expect((await confirmedIn(world, first)).kind).toBe('done');
  }
  const passkeyOfAlex = { id: 'passkey-1', kind: 'passkey' } as const;

  it('are refused while they are frozen', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    await world.freezes.freeze(alex, undefined, entry(1, { event: 'freeze' }));
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'refused', reason: 'frozen' });
    expect(world.directory.writes()).toEqual([]);
    expect(recorded(world).at(-1)).toBe('change refused frozen');
    expect(await held(megan, world.parts)).toBeUndefined();
  });

  it.each([
    ['within the sitting', 30 * minute, 'done'],
    ['after it', 30 * minute + 1, 'paused'],
    ['until a day has passed', 24 * hour - 1, 'paused'],
    ['and no longer', 24 * hour, 'done'],
  ])('after something was taken away, %s', async (_when, ms, expected) => {
    const world = confirming();
    await takeAway(world);
    world.clock.pass(ms);
    const next = await waitingIn(world, { change: setDefault('sms') });
    const outcome = await confirmedIn(world, next);
    expect(outcome.kind === 'refused' ? outcome.reason : outcome.kind).toBe(expected);
    expect(world.directory.writes()).toHaveLength(expected === 'done' ? 2 : 1);
  });

  it('do so for nobody else, and for nobody where the organisation has no pause', async () => {
    const world = confirming();
    await takeAway(world);
    world.clock.pass(hour);
    expect(await held(alex, world.parts)).toBe('paused');
    expect(await held(megan, world.parts)).toBeUndefined();
    expect(await held(alex, { ...world.parts, pause: false })).toBeUndefined();
  });

  it('are frozen first, paused second', async () => {
    const world = confirming();
    await takeAway(world);
    world.clock.pass(hour);
    await world.freezes.freeze(alex, undefined, entry(1, { event: 'freeze' }));
    expect(await held(alex, world.parts)).toBe('frozen');
  });
});

describe('a change of which nobody knows what became', () => {
  it('stays as it is until a reading tells: it was done', async () => {
    const { state, trouble } = darkness();
    const world = confirming({
      ...trouble,
      after: ({ operation }) => {
        if (operation !== 'changePhone') return;
        state.dark = true;
        throw new DirectoryUnreachable(new Error('socket hang up'));
      },
    });
    const pending = await waitingIn(world);
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'unclear' });
    expect(recorded(world)).toEqual(['change started', 'step-up done']);
    world.clock.pass(leaseMs);
    expect(await resume(world.parts)).toEqual([]);
    expect(recorded(world)).toHaveLength(2);
    state.dark = false;
    world.clock.pass(leaseMs);
    expect(await resume(world.parts)).toMatchObject([
      [{ id: pending.id }, { kind: 'done', before }],
    ]);
    expect(recorded(world).at(-1)).toBe('change done');
    expect(toldBy(world)).toEqual(whom);
    expect(world.directory.writes()).toHaveLength(1);
    world.clock.pass(10 * leaseMs);
    expect(await resume(world.parts)).toEqual([]);
  });

  it('stays as it is until a reading tells: it was not, and is not written again', async () => {
    const world = confirming(troubles.unreachableBefore);
    const pending = await waitingIn(world);
    expect(await confirmedIn(world, pending)).toEqual({ kind: 'unclear' });
    world.clock.pass(leaseMs - 1);
    expect(await resume(world.parts)).toEqual([]);
    world.clock.pass(1);
    const refused = { kind: 'refused', reason: 'directory-failed' };
    expect(await resume(world.parts)).toMatchObject([[{ id: pending.id }, refused]]);
    expect(recorded(world).at(-1)).toBe('change refused directory-failed');
    expect(toldBy(world)).toEqual([]);
    expect(world.directory.writes()).toHaveLength(1);
  });

  it('is done when it came late, after the first reading', async () => {
    const world = confirming(troubles.unreachableBefore);
    await confirmedIn(world, await waitingIn(world));
    world.directory.becomes(alex.id, replaced);
    world.clock.pass(leaseMs);
    expect(await resume(world.parts)).toMatchObject([[{}, { kind: 'done', after: replaced }]]);
  });

  it('was never written when its proof was never used, whatever is there by now', async () => {
    const world = confirming();
    const pending = await waitingIn(world);
    const now = world.clock.now();
    await world.changes.grant(pending.id, proof, now + grantMs, now, entry(1));
    world.directory.becomes(alex.id, replaced);
    world.clock.pass(grantMs);
    const refused = { kind: 'refused', reason: 'spent' };
    expect(await resume(world.parts)).toMatchObject([[{ id: pending.id }, refused]]);
    expect(recorded(world).at(-1)).toBe('change refused spent');
    expect(toldBy(world)).toEqual([]);
  });

  it('is found once when several look at once', async () => {
    const world = confirming(troubles.unreachableBefore);
    await confirmedIn(world, await waitingIn(world));
    world.directory.becomes(alex.id, replaced);
    world.clock.pass(leaseMs);
    const all = await Promise.all([1, 2, 3].map(() => resume(world.parts)));
    expect(all.flat()).toHaveLength(1);
    expect(toldBy(world)).toEqual(whom);
  });

  it('does not keep others waiting when it cannot be brought to its end', async () => {
    const world = confirming(troubles.unreachableBefore);
    const first = await waitingIn(world, { id: changeId(1), change: setDefault('sms') });
    const second = await waitingIn(world, { id: changeId(2) });
    for (const each of [first, second]) await confirmedIn(world, each);
    world.directory.becomes(alex.id, {
      ...replaced,
      preferences: { systemPreferred: false, preferred: 'sms' },
    });
    world.clock.pass(leaseMs);
    const fault = new TypeError('a mistake in the program');
    const tell: World['parts']['tell'] = (pending, snapshot) => {
      if (pending.id === first.id) throw fault;
      return world.parts.tell(pending, snapshot);
    };
    await expect(resume({ ...world.parts, tell })).rejects.toMatchObject({ errors: [fault] });
    expect(await world.changes.find(first.id)).toMatchObject({ state: 'writing' });
    expect(await world.changes.find(second.id)).toMatchObject({ outcome: 'done' });
    world.clock.pass(leaseMs);
    expect(await resume(world.parts)).toMatchObject([[{ id: first.id }, { kind: 'done' }]]);
  });
});
