import { everythingAtThePortal, everythingInTheChat } from '../../src/organisation/policy';
import {
  carryOut,
  refusedReasons,
  type Hands,
  type Outcome,
  type Snapshot,
} from '../../src/signInMethods/carryOut';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
} from '../../src/signInMethods/directory';
import { mobile, replacePhone } from '../support/changes';
import {
  authenticator,
  inMemoryDirectory,
  registered,
  type Known,
  type Trouble,
} from '../support/directory';
import { alex } from '../support/samples';

const before = registered([mobile, authenticator], 'push');
const newNumber = '+44 7400999999';
const change = replacePhone('mobile', newNumber, '+44 7400123456');

interface Situation {
  readonly known?: Partial<Known>;
  readonly hands?: Partial<Hands>;
  readonly trouble?: Trouble;
}

/** Tries the change, and tells what was asked, in its order. */
async function tried({ known, hands, trouble = {} }: Situation) {
  const asked: string[] = [];
  const directory = inMemoryDirectory(
    { [alex.id]: { registration: before, address: 'alex@contoso.com', ...known } },
    {
      before: (call, within) => {
        asked.push(call.operation);
        trouble.before?.(call, within);
      },
      after: (call, within) => trouble.after?.(call, within),
    },
  );
  const given: Hands = {
    reading: directory,
    writing: directory,
    routes: everythingInTheChat,
    held: () => Promise.resolve(undefined),
    spend: () => Promise.resolve(true),
    ...hands,
  };
  const spent: Snapshot[] = [];
  const outcome = await carryOut(alex, change, {
    ...given,
    held: () => {
      asked.push('held');
      return given.held();
    },
    spend: (snapshot) => {
      asked.push('spend');
      spent.push(snapshot);
      return given.spend(snapshot);
    },
  });
  return { outcome, asked, spent, has: directory.has(alex.id), writes: directory.writes() };
}

const refused = (reason: string): Outcome => ({ kind: 'refused', reason }) as Outcome;
const held = (why: 'frozen' | 'paused') => ({ held: () => Promise.resolve(why) });
const down = () => {
  throw new DirectoryUnreachable(new Error('connect ECONNREFUSED'));
};
const atReading: Trouble = { before: ({ operation }) => operation === 'registration' && down() };

/** Each goes wrong one step later than the one before. */
const stops: [string, Situation, string[]][] = [
  ['at-the-portal', { hands: { routes: everythingAtThePortal } }, []],
  ['frozen', { hands: held('frozen') }, ['held']],
  ['paused', { hands: held('paused') }, ['held']],
  ['guest', { known: { guest: true } }, ['held', 'person']],
  ['disabled', { known: { enabled: false } }, ['held', 'person']],
  ['privileged', { known: { privileged: true } }, ['held', 'person', 'isPrivileged']],
  ['directory-failed', { trouble: atReading }, ['held', 'person', 'isPrivileged', 'registration']],
  [
    'changed-meanwhile',
    { known: { registration: registered([authenticator], 'push') } },
    ['held', 'person', 'isPrivileged', 'registration'],
  ],
  [
    'spent',
    { hands: { spend: () => Promise.resolve(false) } },
    ['held', 'person', 'isPrivileged', 'registration', 'spend'],
  ],
];

describe('before the write', () => {
  it.each(stops)(
    '%s stops it: nothing after that is asked, nothing is written',
    async (reason, situation, asked) => {
      const tries = await tried(situation);
      expect(tries.outcome).toEqual(refused(reason));
      expect(tries.asked).toEqual(asked);
      expect(tries.writes).toEqual([]);
    },
  );

  it.each(stops.map(([reason], i) => [reason, i] as const))(
    '%s is said first, whatever would be wrong later',
    async (reason, from) => {
      const later = stops.slice(from).map(([, situation]) => situation);
      const merged = later.reduceRight<Situation>(
        (all, each) => ({
          known: { ...all.known, ...each.known },
          hands: { ...all.hands, ...each.hands },
          trouble: each.trouble ?? all.trouble ?? {},
        }),
        {},
      );
      expect((await tried(merged)).outcome).toEqual(refused(reason));
    },
  );

  it('the proof is used up with what was there, and only then is it written and read back', async () => {
    const { asked, spent } = await tried({});
    expect(asked.slice(-3)).toEqual(['spend', 'changePhone', 'registration']);
    expect(spent).toEqual([{ ...before, mailbox: 'alex@contoso.com' }]);
  });

  it.each(['held', 'spend'] as const)('a fault in %s is passed on unwritten', async (step) => {
    const fault = new TypeError('a mistake in the program');
    const hands = { [step]: () => Promise.reject(fault) };
    let wrote = false;
    const trouble: Trouble = {
      before: (call) => void (wrote ||= call.operation === 'changePhone'),
    };
    await expect(tried({ hands, trouble })).rejects.toBe(fault);
    expect(wrote).toBe(false);
  });
});

const answers: [string, Error, string][] = [
  ['401', new DirectoryRefused(401, 'InvalidAuthenticationToken', 'r-1'), 'route-refused'],
  ['403', new DirectoryRefused(403, 'accessDenied', 'r-2'), 'route-refused'],
  ['400', new DirectoryRefused(400, 'badRequest', 'r-3'), 'directory-said-no'],
  ['404', new DirectoryRefused(404, 'itemNotFound', 'r-4'), 'directory-said-no'],
  ['409', new DirectoryRefused(409, 'conflict', 'r-5'), 'directory-said-no'],
  ['429', new DirectoryBusy(30), 'directory-busy'],
  ['500, answered', new DirectoryUnreachable(new Error('500'), true), 'directory-failed'],
];

const atWrite = (error: Error): Trouble['before'] => {
  return ({ operation }) => {
    if (operation === 'changePhone') throw error;
  };
};

/** As given at the write, and nothing can be read from then on. */
function thenDark(trouble: Trouble): Trouble {
  let written = false;
  return {
    before: (call, directory) => {
      if (written) down();
      written = call.operation === 'changePhone';
      trouble.before?.(call, directory);
    },
    after: (call, directory) => trouble.after?.(call, directory),
  };
}

describe('a write', () => {
  it.each(answers)(
    'that is answered with %s is not done, and says why',
    async (_, error, reason) => {
      const { outcome, writes, has } = await tried({ trouble: { before: atWrite(error) } });
      expect(outcome).toEqual(refused(reason));
      expect(writes).toHaveLength(1);
      expect(has).toEqual(before);
    },
  );

  it.each(answers.filter(([, , reason]) => reason !== 'directory-failed'))(
    'that is answered with %s is not done, even when nothing can be read after it',
    async (_, error, reason) => {
      const { outcome } = await tried({ trouble: thenDark({ before: atWrite(error) }) });
      expect(outcome).toEqual(refused(reason));
    },
  );

  it('that failed by its answer and cannot be read is unclear', async () => {
    const failed = new DirectoryUnreachable(new Error('500'), true);
    const { outcome } = await tried({ trouble: thenDark({ before: atWrite(failed) }) });
    expect(outcome).toEqual({ kind: 'unclear' });
  });

  const lost: Trouble = { after: ({ operation }) => operation === 'changePhone' && down() };

  it('that timed out after it was made is done, by reading', async () => {
    const { outcome, writes } = await tried({ trouble: lost });
    expect(outcome).toMatchObject({ kind: 'done' });
    expect(writes).toHaveLength(1);
  });

  it('that timed out and cannot be read is unclear', async () => {
    const { outcome, writes } = await tried({ trouble: thenDark(lost) });
    expect(outcome).toEqual({ kind: 'unclear' });
    expect(writes).toHaveLength(1);
  });

  it('that timed out and cannot be seen is unclear: it may still come', async () => {
    const timedOut = new DirectoryUnreachable(new Error('timed out'));
    const { outcome, writes } = await tried({ trouble: { before: atWrite(timedOut) } });
    expect(outcome).toEqual({ kind: 'unclear' });
    expect(writes).toHaveLength(1);
  });
});

it('each reason of carrying out is met above, but for an unknown person', () => {
  const met = [...stops.map(([reason]) => reason), ...answers.map(([, , reason]) => reason)];
  expect(refusedReasons.filter((r) => !met.includes(r))).toEqual(['unknown-person']);
});
