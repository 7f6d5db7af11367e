import { everythingInTheChat } from '../../src/organisation/policy';
import { carryOut } from '../../src/signInMethods/carryOut';
import { phoneOf, type Change } from '../../src/signInMethods/change';
import {
  defaultMethods,
  phoneTypes,
  possibleDefaults,
  usableMethods,
  type Method,
  type Registration,
} from '../../src/signInMethods/method';
import { removalOf } from '../../src/signInMethods/removal';
import {
  hardwareToken,
  pass,
  passkey,
  removal,
  secondApp,
  setDefault,
  softwareToken,
} from '../support/changes';
import { authenticator, email, inMemoryDirectory, password, phone } from '../support/directory';
import { seededBelow } from '../support/random';
import { alex } from '../support/samples';

const numbers = ['+44 7400123456', '+44 7400 123 456', '+44 7400123457', '+44 2079460958'];
const addresses = ['alex@example.org', 'ALEX@example.org', 'alex@example.net'];
const others: readonly Method[] = [
  authenticator,
  secondApp,
  passkey,
  softwareToken,
  hardwareToken,
  password,
  pass,
  { id: 'hello-1', kind: 'windowsHello' },
  { id: 'odd-1', kind: 'unknown', type: '#new' },
];

type Below = (limit: number) => number;

function pick<T>(below: Below, from: readonly T[]): T {
  const chosen = from[below(from.length)];
  if (chosen === undefined) throw new Error('there is nothing to choose from');
  return chosen;
}

/** Any methods at all, such as administrators leave them too. */
function someRegistration(below: Below): Registration {
  const some = (chance: number) => below(chance) === 0;
  const methods = [
    ...phoneTypes.filter(() => some(2)).map((type) => phone(type, pick(below, numbers))),
    ...(some(2) ? [email(pick(below, addresses))] : []),
    ...others.filter(() => some(4)),
  ];
  const preferred = some(3) ? pick(below, defaultMethods) : possibleDefaults(methods)[0];
  return { methods, preferences: { systemPreferred: some(2), preferred } };
}

/** A change of what is there, or of what is not. */
function someChange(below: Below, { methods }: Registration): Change {
  const phoneType = pick(below, phoneTypes);
  const number = pick(below, numbers);
  const address = pick(below, addresses);
  const made: readonly Change[] = [
    setDefault(pick(below, defaultMethods)),
    { operation: 'add-phone', phoneType, number },
    { operation: 'replace-phone', phoneType, number, replaces: pick(below, numbers) },
    { operation: 'add-email', address },
    { operation: 'replace-email', address, replaces: pick(below, addresses) },
    pick(below, Object.values(removal)),
  ];
  const removals = methods.flatMap((m) => removalOf(m) ?? []);
  return pick(below, below(2) === 0 ? made : [...removals, ...made]);
}

const hasWayIn = ({ methods }: Registration) => usableMethods(methods).length > 0;
const alternateStands = ({ methods }: Registration) =>
  !phoneOf(methods, 'alternateMobile') || phoneOf(methods, 'mobile') !== undefined;
const defaultIsBacked = ({ methods, preferences: { preferred } }: Registration) =>
  preferred === undefined || possibleDefaults(methods).includes(preferred);
const oneOfEach = ({ methods }: Registration) =>
  new Set(methods.map((m) => m.id)).size === methods.length;

describe('whatever is changed, in whatever order', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'nobody loses what they sign in with, and nothing is left that leans on nothing (seed %i)',
    async (seed) => {
      const below = seededBelow(seed);
      const directory = inMemoryDirectory({ [alex.id]: { registration: someRegistration(below) } });
      for (let step = 0; step < 40; step++) {
        const before = directory.has(alex.id);
        const change = someChange(below, before);
        const outcome = await carryOut(alex, change, {
          reading: directory,
          writing: directory,
          routes: everythingInTheChat,
          held: () => Promise.resolve(undefined),
          spend: () => Promise.resolve(true),
        });
        const now = directory.has(alex.id);
        const told = JSON.stringify({ change, before, now });
        if (outcome.kind !== 'done') expect(now).toEqual(before);
        for (const keeps of [hasWayIn, alternateStands, defaultIsBacked, oneOfEach])
          expect([told, !keeps(before) || keeps(now)]).toEqual([told, true]);
      }
    },
  );

  it('is met by changes that go through and by changes that do not', async () => {
    const met = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const below = seededBelow(seed);
      const registration = someRegistration(below);
      const directory = inMemoryDirectory({ [alex.id]: { registration } });
      const change = someChange(below, registration);
      const { kind } = await carryOut(alex, change, {
        reading: directory,
        writing: directory,
        routes: everythingInTheChat,
        held: () => Promise.resolve(undefined),
        spend: () => Promise.resolve(true),
      });
      met.add(`${change.operation} ${kind}`);
    }
    expect([...met].filter((m) => m.endsWith('done')).length).toBeGreaterThanOrEqual(8);
    expect([...met].filter((m) => m.endsWith('refused')).length).toBeGreaterThanOrEqual(8);
  });
});

describe('an e-mail address', () => {
  it('is never what somebody is asked for by default, and never what lets them in', () => {
    for (const address of addresses) {
      expect(possibleDefaults([email(address)])).toEqual([]);
      expect(usableMethods([email(address)])).toEqual([]);
    }
  });
});
