import { operations } from '../../src/organisation/policy';
import { checkedEntry } from '../../src/record/record';
import type { Change } from '../../src/signInMethods/change';
import { entryOf } from '../../src/signInMethods/entry';
import {
  addEmail,
  addPhone,
  removal,
  removeEmail,
  replaceEmail,
  replacePhone,
  setDefault,
} from '../support/changes';
import { proof } from '../support/confirming';
import { entryId } from '../support/entries';
import { opened, pendingOf } from '../support/pending';

/** Each change, and what the record says that it is about. */
const cases: [Change, string | undefined][] = [
  [setDefault('voiceAlternateMobile'), 'voiceAlternateMobile'],
  [addPhone('mobile', '+44 7400123456'), '+44 •••• ••56'],
  [addPhone('office', '+44 2079460958x21'), '+44 •••• ••58'],
  [replacePhone('mobile', '+1 6135550142', '+44 7400123456'), '+1 •••• ••42'],
  [removal.mobile, '+44 •••• ••56'],
  [addEmail('alex@example.org'), 'a•••@example.org'],
  [replaceEmail('new@example.org', 'alex@example.net'), 'n•••@example.org'],
  [removeEmail('alex@example.org'), 'a•••@example.org'],
  [removal.app, undefined],
  [removal.passkey, undefined],
  [removal.softwareToken, undefined],
];

const line = (change: Change) =>
  entryOf(
    pendingOf(change),
    'change',
    'done',
    { now: () => opened, newId: () => entryId(1) },
    proof,
  );

describe("the record's line about a change", () => {
  it.each(cases)('is one that the record takes, with the target masked: %j', (change, target) => {
    const taken = checkedEntry(line(change));
    expect(taken.operation).toBe(change.operation);
    expect(taken.personal.target).toBe(target);
  });

  it.each(cases)('holds no number, address or name of a device: %j', (change) => {
    const text = JSON.stringify(line(change));
    expect(text).not.toMatch(/7400|613555|794609|alex@|new@|as it was shown|app-1|passkey-1/);
  });

  it('is there for every kind of change', () => {
    const met = new Set(cases.map(([{ operation }]) => operation));
    expect([...met].sort()).toEqual([...operations].sort());
  });
});
