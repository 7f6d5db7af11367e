import { pausedUntil } from '../../src/signInMethods/pause';
import { clockAt, hour, minute } from '../support/clock';

const start = clockAt('2026-03-02T10:00:00.000Z').now();
const day = 24 * hour;

/** When something was taken away and what time it is, from the first time on; and until when changes wait. */
const table: [string, readonly number[], number, number | undefined][] = [
  ['nothing was taken away', [], 0, undefined],
  ['at the very moment', [0], 0, undefined],
  ['within the sitting', [0], 29 * minute, undefined],
  ['at the end of the sitting', [0], 30 * minute, undefined],
  ['a moment after the sitting', [0], 30 * minute + 1, day],
  ['a moment before a day has passed', [0], day - 1, day],
  ['when a day has passed', [0], day, undefined],
  ['long after', [0], 40 * day, undefined],
  ['more in the same sitting', [0, 10 * minute], 30 * minute, undefined],
  ['the sitting is not made longer by more', [0, 29 * minute], 31 * minute, day + 29 * minute],
  ['the day begins with the last', [0, 29 * minute], day + 1, day + 29 * minute],
  ['the day after the last has passed', [0, 29 * minute], day + 29 * minute, undefined],
  ['a new sitting after the day', [0, day], day + 30 * minute, undefined],
  ['after that sitting', [0, day], day + 30 * minute + 1, 2 * day],
  [
    'one that was begun within the sitting and ended after it begins no new one',
    [0, 30 * minute + 5],
    30 * minute + 10,
    day + 30 * minute + 5,
  ],
  ['a sitting long ago counts no more', [0, 10 * day], 10 * day + minute, undefined],
];

describe('after something was taken away', () => {
  it.each(table)('%s', (_what, times, now, until) => {
    const takenAway = times.map((t) => start + t);
    const expected = until === undefined ? undefined : start + until;
    expect(pausedUntil(takenAway, start + now)).toBe(expected);
  });

  it('the order in which the times are handed in does not matter', () => {
    const times = [29 * minute, 0, 12 * minute].map((t) => start + t);
    expect(pausedUntil(times, start + hour)).toBe(start + 29 * minute + day);
    expect(pausedUntil([...times].reverse(), start + hour)).toBe(start + 29 * minute + day);
  });
});
