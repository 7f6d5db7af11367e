/** Measures of how well answering works. Each is null where there is nothing to measure. */

/** The share of those for which something holds. */
export function share<T>(of: readonly T[], holds: (one: T) => boolean): number | null {
  return of.length === 0 ? null : of.filter(holds).length / of.length;
}

/**
 * The smallest of the values that at least this share of them does not exceed (nearest rank): 0.5 gives the median.
 */
export function percentile(values: readonly number[], at: number): number | null {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)] ?? null;
}

/**
 * How often something in scope scores above something out of scope, over all pairs; a tie is half a win. This is the
 * area under the ROC curve: 1 parts the two without fault, 0.5 is a coin.
 */
export function auroc(inScope: readonly number[], outOfScope: readonly number[]): number | null {
  if (inScope.length === 0 || outOfScope.length === 0) return null;
  const others = ascending(outOfScope);
  let wins = 0;
  let below = 0;
  let notAbove = 0;
  for (const score of ascending(inScope)) {
    while (below < others.length && others[below]! < score) below++;
    while (notAbove < others.length && others[notAbove]! <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (inScope.length * others.length);
}

/**
 * What share of the out-of-scope is refused when the bar is set so high that at most `lost` of the in-scope is refused
 * with it. What scores exactly at the bar is not refused.
 */
export function refusedWhenLosing(
  lost: number,
  inScope: readonly number[],
  outOfScope: readonly number[],
): number | null {
  const bar = ascending(inScope)[Math.floor(inScope.length * lost)];
  return bar === undefined ? null : share(outOfScope, (score) => score < bar);
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
