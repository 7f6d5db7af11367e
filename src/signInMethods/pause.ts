/** What is changed within this time counts as one sitting. */
const sittingMs = 30 * 60_000;
/** After a sitting in which something was taken away, nothing more is changed for this long. */
export const pauseMs = 24 * 60 * 60_000;

/**
 * When further changes are possible again, or undefined when they are now. Whoever took over a session would take
 * methods away one after the other: a day lets the receipts be read first.
 * @param takenAway when phones, apps and passkeys were replaced or removed, in milliseconds since 1970.
 */
export function pausedUntil(takenAway: readonly number[], now: number): number | undefined {
  const times = [...takenAway].sort((a, b) => a - b);
  const last = times.at(-1);
  if (last === undefined || now >= last + pauseMs) return undefined;
  // A change that was begun within the sitting and ended after it belongs to it: only a pause allows a new sitting.
  const start = times.reduce((began, at, i) => (at < (times[i - 1] ?? at) + pauseMs ? began : at));
  return now <= start + sittingMs ? undefined : last + pauseMs;
}
