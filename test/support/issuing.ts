import type { Pass, PassMaker, ReentryParts } from '../../src/escalation/reentry/issuePass';
import { samePerson, type Person } from '../../src/organisation/person';
import type { Bench } from './bench';
import { clockAt, minute } from './clock';
import { inMemoryDirectory, phone, registered, type Known } from './directory';
import { entryId } from './entries';
import {
  asked,
  lynne,
  nestor,
  passLine,
  reentryOf,
  ticketIn,
  type ReentriesBench,
} from './reentries';
import { alex } from './samples';
import type { Reentry } from '../../src/escalation/reentry/reentry';

/** The group that may issue. */
export const passGroup = 'group-of-passes';

/** What stands in for a pass: whatever holds it holds too much. */
export const secret = 'Tap!8xQ2#canary';

/** Everything that issuing a pass needs around a keeper of re-entries; Lynne asks for one for Alex. */
export async function issuingWith(
  { store }: Pick<Bench<ReentriesBench>, 'store'>,
  other: Partial<Reentry> = {},
  known: Partial<Known> = {},
) {
  const clock = clockAt(new Date(asked).toISOString());
  const methods = [phone('mobile', '+44 7400123456')];
  const agent: Known = { registration: registered([]), groups: [passGroup] };
  const people: Record<string, Known> = {
    [alex.id]: { registration: registered(methods), ...known },
    [lynne.id]: agent,
    [nestor.id]: agent,
  };
  const directory = inMemoryDirectory(people);
  await ticketIn(store);
  const reentry = reentryOf(other);
  await store.reentries.open(reentry, passLine(reentry, 1, 'asked'));
  const made: Pass[] = [];
  /** As Graph does it: a new pass takes the place of the one before. */
  const make: PassMaker = ({ person, lifetimeMinutes }) => {
    const pass = { value: secret, validUntil: clock.now() + lifetimeMinutes * minute };
    made.push(pass);
    const { methods: had, preferences } = directory.has(person.id);
    const others = had.filter((m) => m.kind !== 'temporaryAccessPass');
    const id = `pass-${made.length}`;
    const now = [...others, { id, kind: 'temporaryAccessPass' as const, usable: true }];
    directory.becomes(person.id, { methods: now, preferences });
    return Promise.resolve(pass);
  };
  const frozen: Person[] = [];
  let ids = 1_000;
  const parts: ReentryParts = {
    settings: { groups: [passGroup], lifetimeMinutes: 60 },
    store: store.reentries,
    tickets: store.tickets,
    reading: directory,
    isAgent: (person) => Promise.resolve([lynne, nestor].some((a) => samePerson(a, person))),
    isFrozen: (person) => Promise.resolve(frozen.some((f) => samePerson(f, person))),
    now: clock.now,
    newId: () => entryId(++ids),
  };
  return { clock, directory, people, frozen, reentry, make, made, parts, store };
}

export type Issuing = Awaited<ReturnType<typeof issuingWith>>;
