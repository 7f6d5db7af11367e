/** Everything that is called, one after the other, and what is to go wrong with it. */
export interface Faults {
  /** The names of the calls that came through, in their order. */
  readonly met: readonly string[];
  /** The same thing, with each call of it counted and, where it is its turn, broken off. */
  around<T extends object>(thing: T): T;
}

/**
 * When and how a call breaks off: the `nth`, before it did anything or after it did everything; and whether every call
 * after it does as well, as when the process has died.
 */
export interface Breaking {
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly forGood: boolean;
  readonly error: Error;
}

export function faults(breaking?: Breaking): Faults {
  const met: string[] = [];
  const call = async (name: string, run: () => unknown): Promise<unknown> => {
    met.push(name);
    const turn = met.length;
    if (!breaking) return run();
    const isNext = turn === breaking.nth;
    if ((breaking.forGood && turn > breaking.nth) || (isNext && breaking.when === 'before'))
      throw breaking.error;
    const answer = await run();
    if (isNext) throw breaking.error;
    return answer;
  };
  return {
    met,
    around: (thing) =>
      new Proxy(thing, {
        get: (target, name, receiver) => {
          const found: unknown = Reflect.get(target, name, receiver);
          if (typeof found !== 'function') return found;
          return (...given: unknown[]) =>
            call(String(name), () => Reflect.apply(found, target, given) as unknown);
        },
      }),
  };
}
