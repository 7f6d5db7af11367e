export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A clock that stands still until it is moved. */
export interface Clock {
  readonly now: () => number;
  pass(ms: number): void;
}

export function clockAt(moment: string): Clock {
  let time = Date.parse(moment);
  return {
    now: () => time,
    pass: (ms) => {
      time += ms;
    },
  };
}
