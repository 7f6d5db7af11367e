import {
  everythingAtThePortal,
  everythingInTheChat,
  operations,
  type Operation,
} from '../../src/organisation/policy';
import { carryOut, type Hands } from '../../src/signInMethods/carryOut';
import type { Change } from '../../src/signInMethods/change';
import {
  DirectoryBusy,
  DirectoryRefused,
  DirectoryUnreachable,
} from '../../src/signInMethods/directory';
import type { Registration } from '../../src/signInMethods/method';
import {
  authenticator,
  email,
  inMemoryDirectory,
  methodIds,
  password,
  phone,
  registered,
  troubles,
  type Call,
  type InMemoryDirectory,
  type Known,
  type Trouble,
} from '../support/directory';
import { passkey, removal, secondApp, softwareToken } from '../support/changes';
import { alex, megan } from '../support/samples';

const oldNumber = '+44 7400111111';
const newNumber = '+44 7400123456';

interface Case {
  readonly what: string;
  readonly change: Change;
  readonly before: Registration;
  readonly write: Omit<Call, 'personId'>;
}

const bare = registered([password, authenticator], 'push');
const full = registered(
  [password, authenticator, phone('mobile', oldNumber), email('old@example.org')],
  'push',
);

const cases: readonly Case[] = [
  {
    what: 'another default',
    change: { operation: 'change-default', to: 'sms' },
    before: full,
    write: { operation: 'setDefault', values: ['sms'] },
  },
  {
    what: 'a first phone',
    change: { operation: 'add-phone', phoneType: 'mobile', number: newNumber },
    before: bare,
    write: { operation: 'addPhone', values: ['mobile', newNumber] },
  },
  {
    what: 'another number',
    change: {
      operation: 'replace-phone',
      phoneType: 'mobile',
      number: newNumber,
      replaces: oldNumber,
    },
    before: full,
    write: { operation: 'changePhone', values: [methodIds.mobile, 'mobile', newNumber] },
  },
  {
    what: 'a first address',
    change: { operation: 'add-email', address: 'new@example.org' },
    before: bare,
    write: { operation: 'addEmail', values: ['new@example.org'] },
  },
  {
    what: 'another address',
    change: { operation: 'replace-email', address: 'new@example.org', replaces: 'old@example.org' },
    before: full,
    write: { operation: 'changeEmail', values: [methodIds.email, 'new@example.org'] },
  },
  {
    what: 'a phone that is removed',
    change: { operation: 'remove-phone', phoneType: 'mobile', number: oldNumber },
    before: full,
    write: { operation: 'remove', values: ['phone', methodIds.mobile] },
  },
  {
    what: 'an address that is removed',
    change: { operation: 'remove-email', address: 'old@example.org' },
    before: full,
    write: { operation: 'remove', values: ['email', methodIds.email] },
  },
  {
    what: 'an app that is removed',
    change: removal.app,
    before: registered([authenticator, secondApp], 'push'),
    write: { operation: 'remove', values: ['authenticator', 'app-1'] },
  },
  {
    what: 'a passkey that is removed',
    change: removal.passkey,
    before: registered([authenticator, passkey], 'push'),
    write: { operation: 'remove', values: ['passkey', 'passkey-1'] },
  },
  {
    what: 'a software token that is removed',
    change: removal.softwareToken,
    before: registered([authenticator, softwareToken], 'push'),
    write: { operation: 'remove', values: ['softwareToken', 'soft-1'] },
  },
];

function tenantWith(known: Omit<Known, 'registration'> & Partial<Known>, trouble?: Trouble) {
  return inMemoryDirectory(
    { [alex.id]: { registration: bare, ...known }, [megan.id]: { registration: full } },
    trouble,
  );
}

/** Nothing held, proof unused, everything allowed, but for what is given. */
function attempt({ change }: Case, directory: InMemoryDirectory, hands: Partial<Hands> = {}) {
  return carryOut(alex, change, {
    reading: directory,
    writing: directory,
    routes: everythingInTheChat,
    held: () => Promise.resolve(undefined),
    spend: () => Promise.resolve(true),
    ...hands,
  });
}

/** Breaks off every call of the named operation from its `nth` time on. */
function failing(operation: Call['operation'], error: Error, from = 1): Trouble {
  let met = 0;
  return {
    before: (call) => {
      if (call.operation === operation && ++met >= from) throw error;
    },
  };
}

const unreachable = new DirectoryUnreachable(new Error('timed out'));
const busy = new DirectoryBusy(10);

describe.each(cases)('$what', (each) => {
  const { before, write } = each;

  it('is written once, for this person, and what is there before and after is told', async () => {
    const directory = tenantWith({ registration: before, address: 'alex@contoso.com' });
    const outcome = await attempt(each, directory);
    expect(directory.writes()).toEqual([{ ...write, personId: alex.id }]);
    expect(outcome).toEqual({
      kind: 'done',
      before: { ...before, mailbox: 'alex@contoso.com' },
      after: directory.has(alex.id),
    });
    expect(directory.has(alex.id)).not.toEqual(before);
    expect(directory.has(megan.id)).toEqual(full);
  });

  it('touches nobody else: every call is about this person', async () => {
    const directory = tenantWith({ registration: before });
    await attempt(each, directory);
    expect(new Set(directory.calls.map((c) => c.personId))).toEqual(new Set([alex.id]));
  });

  it.each([
    ['a guest', { guest: true }, 'guest'],
    ['a disabled account', { enabled: false }, 'disabled'],
    ['a privileged account', { privileged: true }, 'privileged'],
  ] as const)('is refused to %s and nothing is written', async (_who, known, reason) => {
    const directory = tenantWith({ registration: before, ...known });
    expect(await attempt(each, directory)).toEqual({ kind: 'refused', reason });
    expect(directory.writes()).toEqual([]);
  });

  it('is refused to somebody whom the directory does not know and nothing is written', async () => {
    const directory = inMemoryDirectory({ [megan.id]: { registration: full } });
    expect(await attempt(each, directory)).toEqual({ kind: 'refused', reason: 'unknown-person' });
    expect(directory.writes()).toEqual([]);
  });

  it('is not asked of the directory at all where it is done at the portal', async () => {
    const directory = tenantWith({ registration: before });
    expect(await attempt(each, directory, { routes: everythingAtThePortal })).toEqual({
      kind: 'refused',
      reason: 'at-the-portal',
    });
    expect(directory.calls).toEqual([]);
  });

  it.each(['person', 'isPrivileged', 'registration'] as const)(
    'is not written when %s cannot be asked before it',
    async (operation) => {
      for (const error of [
        unreachable,
        busy,
        new DirectoryRefused(403, 'Forbidden', 'request-2'),
      ]) {
        const directory = tenantWith({ registration: before }, failing(operation, error));
        expect(await attempt(each, directory)).toEqual({
          kind: 'refused',
          reason: 'directory-failed',
        });
        expect(directory.writes()).toEqual([]);
      }
    },
  );

  it('that the directory refuses is reported as refused and sent once', async () => {
    const directory = tenantWith({ registration: before }, troubles.refuses);
    expect(await attempt(each, directory)).toEqual({
      kind: 'refused',
      reason: 'directory-said-no',
    });
    expect(directory.writes()).toHaveLength(1);
    expect(directory.has(alex.id)).toEqual(before);
  });

  it('whose answer got lost is found done by reading, and not sent again', async () => {
    const directory = tenantWith({ registration: before }, troubles.unreachableAfter);
    expect(await attempt(each, directory)).toMatchObject({ kind: 'done', before });
    expect(directory.writes()).toHaveLength(1);
  });

  it('that never arrived is unclear, and not sent again', async () => {
    const directory = tenantWith({ registration: before }, troubles.unreachableBefore);
    expect(await attempt(each, directory)).toEqual({ kind: 'unclear' });
    expect(directory.writes()).toHaveLength(1);
  });

  it.each([
    ['not reached', unreachable],
    ['not allowed', new DirectoryRefused(503, 'serviceNotAvailable', 'request-3')],
  ])('is unclear, not failed, when reading after it is %s', async (_what, error) => {
    const directory = tenantWith({ registration: before }, failing('registration', error, 2));
    expect(await attempt(each, directory)).toEqual({ kind: 'unclear' });
    expect(directory.writes()).toHaveLength(1);
  });

  it('that was accepted but cannot be seen yet is unclear', async () => {
    const directory = tenantWith(
      { registration: before },
      {
        after: ({ operation }, { becomes }) => {
          if (operation === write.operation) becomes(alex.id, before);
        },
      },
    );
    expect(await attempt(each, directory)).toEqual({ kind: 'unclear' });
    expect(directory.writes()).toHaveLength(1);
  });

  it('that was refused because it is there already is done', async () => {
    const finished = tenantWith({ registration: before });
    await attempt(each, finished);
    const directory = tenantWith(
      { registration: before },
      {
        before: ({ operation }, { becomes }) => {
          if (operation !== write.operation) return;
          becomes(alex.id, finished.has(alex.id));
          throw new DirectoryRefused(409, 'conflict', 'request-4');
        },
      },
    );
    expect(await attempt(each, directory)).toMatchObject({ kind: 'done' });
    expect(directory.writes()).toHaveLength(1);
  });

  it('passes a fault of our own on, after one write', async () => {
    const fault = new TypeError('a mistake in the program');
    const directory = tenantWith({ registration: before }, failing(write.operation, fault));
    await expect(attempt(each, directory)).rejects.toBe(fault);
    expect(directory.writes()).toHaveLength(1);
  });

  it('is held against the rules again at the write', async () => {
    const directory = tenantWith({ registration: before });
    await attempt(each, directory);
    expect((await attempt(each, directory)).kind).toBe('refused');
    expect(directory.writes()).toHaveLength(1);
  });
});

describe('a change of methods between showing and writing', () => {
  it.each([
    ['a phone that has appeared', cases[1], full, 'changed-meanwhile'],
    ['a phone that has gone', cases[2], bare, 'changed-meanwhile'],
    ['an address that has appeared', cases[3], full, 'changed-meanwhile'],
    ['an address that has gone', cases[4], bare, 'changed-meanwhile'],
    ['a default that nothing backs any more', cases[0], bare, 'default-not-registered'],
  ] as const)('stops the write: %s', async (_what, each, now, reason) => {
    if (!each) throw new Error('the case is missing');
    const directory = tenantWith({ registration: now });
    expect(await attempt(each, directory)).toEqual({ kind: 'refused', reason });
    expect(directory.writes()).toEqual([]);
    expect(directory.has(alex.id)).toEqual(now);
  });
});

describe('the routes', () => {
  it.each(operations)('are followed one by one: only %s at the portal', async (operation) => {
    const routes = { ...everythingInTheChat, [operation]: 'portal' as const };
    const written = new Set<Operation>();
    for (const each of cases) {
      const directory = tenantWith({ registration: each.before });
      await attempt(each, directory, { routes });
      if (directory.writes().length > 0) written.add(each.change.operation);
    }
    expect([...written].sort()).toEqual(operations.filter((o) => o !== operation).sort());
  });
});
