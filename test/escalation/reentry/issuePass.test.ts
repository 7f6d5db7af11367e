import {
  issuePass,
  resumePasses,
  type PassMaker,
  type ReentryParts,
} from '../../../src/escalation/reentry/issuePass';
import {
  grantMs,
  leaseMs,
  stepWithinMs,
  type Reentry,
} from '../../../src/escalation/reentry/reentry';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
} from '../../../src/signInMethods/directory';
import { madeOf } from '../../support/bench';
import { sqliteBenches } from '../../support/databases';
import type { Known } from '../../support/directory';
import { faults, type Breaking } from '../../support/faults';
import { issuingWith, secret, type Issuing } from '../../support/issuing';
import {
  agentProof,
  asked,
  lynne,
  nestor,
  passLine,
  reentriesIn,
  ticketId,
} from '../../support/reentries';
import { alex } from '../../support/samples';

const make = madeOf(sqliteBenches(), reentriesIn);
const issuing = async (other?: Partial<Reentry>, known?: Partial<Known>) =>
  issuingWith(await make(), other, known);

const issued = ({ reentry, make, parts }: Issuing, other: Partial<ReentryParts> = {}) =>
  issuePass(reentry, agentProof, make, { ...parts, ...other });
const outcomeOf = async ({ store, reentry }: Issuing) =>
  (await store.reentries.find(reentry.id))?.outcome;
const recorded = async ({ store }: Issuing) => (await store.recorded()).slice(1);

const approvedBy = (second: typeof nestor): Partial<Reentry> => ({
  privileged: true,
  second,
  approvedAt: asked,
});

it('issues one pass, for the time that was asked for, and keeps its value nowhere', async () => {
  const world = await issuing();
  const answer = await issued(world);
  expect(answer).toEqual({ kind: 'issued', pass: world.made[0] });
  expect(world.made).toHaveLength(1);
  expect(await recorded(world)).toEqual(['proven', 'issued']);
  const { reentries, tickets, waiting } = world.store;
  const kept = [
    await reentries.find(world.reentry.id),
    await tickets.find(ticketId),
    await waiting(),
    await recorded(world),
  ];
  expect(JSON.stringify(kept)).toContain('Lynne');
  expect(JSON.stringify(kept)).not.toContain(secret);
});

it('issues nothing a second time by the same sign-in, nor by one that comes at the same moment', async () => {
  const world = await issuing();
  const answers = await Promise.all([issued(world), issued(world), issued(world)]);
  expect(answers.filter((a) => a.kind === 'issued')).toHaveLength(1);
  expect(await issued(world)).toEqual({ kind: 'refused', reason: 'spent' });
  expect(world.made).toHaveLength(1);
});

const disabled = { enabled: false };

describe('what has changed by the time of the write is seen, and no pass is made', () => {
  const ticketBecomes = (change: object) => (world: Issuing) =>
    world.store.tickets.change(
      ticketId,
      (t) => ({ ...t, ...change, version: t.version + 1 }),
      () => [],
    );
  const cases: [string, (world: Issuing) => unknown, string][] = [
    ['A71 the ticket went to a colleague', ticketBecomes({ assignee: nestor }), 'not-assignee'],
    [
      'A71 nobody has the ticket',
      ticketBecomes({ assignee: undefined, state: 'open' }),
      'not-assignee',
    ],
    ['the ticket is resolved', ticketBecomes({ state: 'resolved' }), 'not-assignee'],
    ['the agent left the group', ({ people }) => delete people[lynne.id], 'not-in-role'],
    ['the account is disabled', ({ people }) => become(people, disabled), 'disabled'],
    ['the account is a guest’s', ({ people }) => become(people, { guest: true }), 'guest'],
    ['the account is gone', ({ people }) => delete people[alex.id], 'unknown-person'],
    ['the person disputed a change', ({ frozen }) => frozen.push(alex), 'frozen'],
    [
      'A73 the person became an administrator',
      ({ people }) => become(people, { privileged: true }),
      'needs-second',
    ],
  ];
  const become = (people: Issuing['people'], change: object) => {
    const known = people[alex.id];
    if (known) people[alex.id] = { ...known, ...change };
  };
  it.each(cases)('%s', async (_what, happens, reason) => {
    const world = await issuing();
    await happens(world);
    expect(await issued(world)).toEqual({ kind: 'refused', reason });
    expect(world.made).toEqual([]);
    expect(await outcomeOf(world)).toBe(reason);
    expect(await recorded(world)).toEqual(['proven', `refused ${reason}`]);
  });

  it('passes were switched off', async () => {
    const world = await issuing();
    const answer = await issued(world, { settings: undefined });
    expect(answer).toEqual({ kind: 'refused', reason: 'switched-off' });
    expect(world.made).toEqual([]);
  });

  it('the agent is none of the desk any more', async () => {
    const world = await issuing();
    const answer = await issued(world, { isAgent: () => Promise.resolve(false) });
    expect(answer).toEqual({ kind: 'refused', reason: 'not-in-role' });
    expect(world.made).toEqual([]);
  });

  it.each([new DirectoryBusy(5), new DirectoryUnreachable(new Error('timed out'))])(
    'the directory cannot say: %s',
    async (trouble) => {
      const world = await issuing();
      const person = () => Promise.reject(trouble);
      const answer = await issued(world, { reading: { ...world.directory, person } });
      expect(answer).toEqual({ kind: 'refused', reason: 'directory-failed' });
      expect(world.made).toEqual([]);
    },
  );
});

describe('A73 for an account with a role', () => {
  const privileged = { privileged: true };

  it('two people are enough', async () => {
    const world = await issuing(approvedBy(nestor), privileged);
    expect((await issued(world)).kind).toBe('issued');
  });

  it.each([
    ['nobody approved', { privileged: true }, 'needs-second'],
    ['somebody was asked only', { privileged: true, second: nestor }, 'needs-second'],
    ['A72 the agent approved', approvedBy(lynne), 'same-agent'],
    ['A72 the person approved', approvedBy(alex), 'second-not-in-role'],
  ] as const)('no pass is made where %s', async (_what, other, reason) => {
    const world = await issuing(other, privileged);
    expect(await issued(world)).toEqual({ kind: 'refused', reason });
    expect(world.made).toEqual([]);
  });

  it('no pass is made where who approved may not do so any more', async () => {
    const world = await issuing(approvedBy(nestor), privileged);
    delete world.people[nestor.id];
    expect(await issued(world)).toEqual({ kind: 'refused', reason: 'second-not-in-role' });
    expect(world.made).toEqual([]);
  });

  it('the second person is needed too where the role was lost since it was asked for', async () => {
    const world = await issuing({ privileged: true });
    expect(await issued(world)).toEqual({ kind: 'refused', reason: 'needs-second' });
  });
});

describe('what the directory answers to the write', () => {
  it.each([
    ['busy', new DirectoryBusy(5), 'directory-busy'],
    ['no: the agent’s role', new DirectoryRefused(403, 'accessDenied', 'r'), 'route-refused'],
    ['no: the token', new DirectoryRefused(401, 'unauthenticated', 'r'), 'route-refused'],
    ['no: the policy', new DirectoryRefused(400, 'badRequest', 'r'), 'directory-said-no'],
  ])('%s', async (_what, error, reason) => {
    const world = await issuing();
    const answer = await issuePass(
      world.reentry,
      agentProof,
      () => Promise.reject(error),
      world.parts,
    );
    expect(answer).toEqual({ kind: 'refused', reason });
    expect(await outcomeOf(world)).toBe(reason);
  });

  /** The answer never arrives; with `after` the request was carried out all the same. */
  const cut =
    ({ make }: Issuing, when: 'before' | 'after'): PassMaker =>
    async (reentry) => {
      if (when === 'after') await make(reentry);
      throw new DirectoryUnreachable(new Error('socket hang up'));
    };

  it('nothing, and it was made: a reading finds it, nobody sees it, and it is not made again', async () => {
    const world = await issuing();
    const { reentry, parts } = world;
    const answer = await issuePass(reentry, agentProof, cut(world, 'after'), parts);
    expect(answer).toEqual({ kind: 'unseen' });
    expect(await outcomeOf(world)).toBe('unseen');
    expect(await recorded(world)).toEqual(['proven', 'issued unseen']);
    expect(world.made).toHaveLength(1);
  });

  it('nothing, and it was not made: it stays open until a later reading says so', async () => {
    const world = await issuing();
    const { reentry, parts, clock } = world;
    const answer = await issuePass(reentry, agentProof, cut(world, 'before'), parts);
    expect(answer).toEqual({ kind: 'unclear' });
    expect(await resumePasses(parts)).toEqual([]);
    clock.pass(leaseMs);
    expect((await resumePasses(parts)).map(([, how]) => how)).toEqual([
      { kind: 'refused', reason: 'directory-failed' },
    ]);
    expect(world.made).toEqual([]);
  });

  it('too late: what somebody else has ended meanwhile is shown to nobody', async () => {
    const world = await issuing();
    const { reentry, parts, clock } = world;
    const slow: PassMaker = async (one) => {
      const pass = await world.make(one);
      clock.pass(leaseMs);
      await resumePasses(parts);
      return pass;
    };
    expect(await issuePass(reentry, agentProof, slow, parts)).toEqual({ kind: 'unseen' });
    expect(await recorded(world)).toEqual(['proven', 'issued unseen']);
  });
});

describe('what was left behind', () => {
  it.each([
    ['waits for a second person', { privileged: true, state: 'needs-second' as const }],
    ['waits for the agent', {}],
  ])('ends when nobody came in time: it %s', async (_what, other) => {
    const world = await issuing(other);
    world.clock.pass(stepWithinMs - 1);
    expect(await resumePasses(world.parts)).toEqual([]);
    world.clock.pass(1);
    await resumePasses(world.parts);
    expect(await outcomeOf(world)).toBe('too-late');
    expect((await world.store.tickets.find(ticketId))?.reentry?.state).toBe('not-issued');
    expect(await issued(world)).toEqual({ kind: 'refused', reason: 'spent' });
    expect(await resumePasses(world.parts)).toEqual([]);
  });

  it('ends without a reading where a sign-in was not followed by anything', async () => {
    const world = await issuing();
    const { store, reentry, clock, parts } = world;
    const line = passLine(reentry, 2, 'proven');
    await store.reentries.grant(reentry.id, agentProof, asked + grantMs, asked, line);
    clock.pass(grantMs);
    await resumePasses(parts);
    expect(await outcomeOf(world)).toBe('too-late');
    expect(world.directory.calls).toEqual([]);
  });
});

describe('wherever it breaks off', () => {
  const broken = new Error('the process is gone');
  const steps = [
    'grant',
    'isMemberOfAny',
    'person',
    'isPrivileged',
    'isPrivileged',
    'registration',
    'spend',
    'make',
    'end',
  ];
  const walk = steps.flatMap((name, i) =>
    (['before', 'after'] as const).map((when): [string, Breaking] => [
      `${when} ${name} (${i + 1})`,
      { nth: i + 1, when, forGood: true, error: broken },
    ]),
  );

  async function tried(world: Issuing, breaking?: Breaking) {
    const { around, met } = faults(breaking);
    const reading = around(world.directory);
    const parts = { ...world.parts, store: around(world.store.reentries), reading };
    const { make } = around({ make: world.make });
    const answer = await issuePass(world.reentry, agentProof, make, parts).catch(
      (error: unknown) => {
        if (error !== broken) throw error;
      },
    );
    return { answer, met };
  }

  it('these things are asked, in this order, where nothing does', async () => {
    const { answer, met } = await tried(await issuing());
    expect(met).toEqual(steps);
    expect(answer?.kind).toBe('issued');
  });

  it.each(walk)(
    '%s: the pass is made once at most, and the truth is told',
    async (_what, breaking) => {
      const world = await issuing();
      const { answer } = await tried(world, breaking);
      expect(answer).toBeUndefined();
      for (const later of [0, 1]) {
        world.clock.pass(stepWithinMs + later);
        await resumePasses(world.parts);
      }
      expect(world.made.length).toBeLessThanOrEqual(1);
      const isMade = world.made.length === 1;
      const after = await world.store.reentries.find(world.reentry.id);
      expect(after?.state).toBe('ended');
      const [last] = (await recorded(world)).slice(-1);
      expect(last?.startsWith('issued')).toBe(isMade);
      const wasStored = breaking.nth === steps.length && breaking.when === 'after';
      if (isMade) expect(after?.outcome).toBe(wasStored ? 'issued' : 'unseen');
      expect((await world.store.waiting()).filter((d) => d.kind === 'pass')).toHaveLength(1);
    },
  );
});
