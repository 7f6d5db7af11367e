import { auroc, percentile, refusedWhenLosing, share } from '../../../src/guides/answering/metrics';

describe('share', () => {
  it('counts for how many something holds', () => {
    expect(share([1, 2, 3, 4], (n) => n > 3)).toBe(0.25);
  });

  it('is null of nothing', () => {
    expect(share([], () => true)).toBeNull();
  });
});

describe('percentile', () => {
  it('is the nearest rank, in whatever order the values come', () => {
    const values = [9, 1, 10, 2, 8, 3, 7, 4, 6, 5];
    expect([0, 0.1, 0.11, 0.5, 0.99, 1].map((at) => percentile(values, at))).toEqual([
      1, 1, 2, 5, 10, 10,
    ]);
  });

  it('sorts as numbers, not as words, and leaves the values as they were', () => {
    const values = [10, 9, -1];
    expect(percentile(values, 0.5)).toBe(9);
    expect(values).toEqual([10, 9, -1]);
  });

  it('is the only value there is, and null of nothing', () => {
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });
});

describe('auroc', () => {
  it('is the share of pairs in which the in-scope score is higher', () => {
    // 3 beats both, 1 beats neither, 2 beats 1.5 only.
    expect(auroc([3, 1, 2], [1.5, 2.5])).toBe(3 / 6);
  });

  it('is 1 where all are parted, 0 where all are the wrong way round', () => {
    expect(auroc([4, 3], [2, 1, 0])).toBe(1);
    expect(auroc([0, 1, 2], [3, 4])).toBe(0);
  });

  it('counts a tie as half a win', () => {
    expect(auroc([1], [1])).toBe(0.5);
    // 2 beats 1 and ties twice; 1 ties once and loses twice: (1 + 2 / 2 + 1 / 2) of 6.
    expect(auroc([2, 1], [2, 1, 2])).toBe(2.5 / 6);
  });

  it('is null where one side is empty', () => {
    expect(auroc([], [1])).toBeNull();
    expect(auroc([1], [])).toBeNull();
  });
});

describe('refusedWhenLosing', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i + 1);

  it('sets the bar where that share of the in-scope falls below it', () => {
    // 5 % of twenty is one: the bar is 2. At 10 % it is 3.
    expect(refusedWhenLosing(0.05, twenty, [0, 1, 2, 3])).toBe(0.5);
    expect(refusedWhenLosing(0.1, twenty, [0, 1, 2, 3])).toBe(0.75);
  });

  it('never loses more of the in-scope than was said', () => {
    // 5 % of nineteen is less than one: the bar is the lowest score, and nothing is lost.
    expect(refusedWhenLosing(0.05, twenty.slice(1), [1, 2, 3])).toBe(1 / 3);
  });

  it('refuses nothing that scores exactly at the bar', () => {
    expect(refusedWhenLosing(0.1, [5, 5, 5, 5, 5, 5, 5, 5, 5, 9], [5, 5, 4, 6])).toBe(0.25);
  });

  it('is null where one side is empty', () => {
    expect(refusedWhenLosing(0.05, [], [1])).toBeNull();
    expect(refusedWhenLosing(0.05, [1], [])).toBeNull();
  });
});
