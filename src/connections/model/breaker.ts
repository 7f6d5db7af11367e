/** Keeps calls from something that fails, so that nobody waits for it. */
export interface Breaker {
  /** Whether a call may be made now. After each that was, `ended` is due. */
  mayCall(): boolean;
  ended(well: boolean): void;
}

const failuresToOpen = 3;
const pauseMs = 60_000;

/**
 * Opens after three failures in a row. A minute later one call is tried, which closes it again or opens it
 * for another minute.
 */
export function breaker(now: () => number): Breaker {
  let failures = 0;
  let openedAt = 0;
  let trying = false;
  return {
    mayCall: () => {
      if (failures < failuresToOpen) return true;
      if (trying || now() < openedAt + pauseMs) return false;
      trying = true;
      return true;
    },
    ended: (well) => {
      trying = false;
      failures = well ? 0 : failures + 1;
      if (failures >= failuresToOpen) openedAt = now();
    },
  };
}
