/** A store under test, empty at first. */
export interface Bench<T> {
  readonly store: T;
  /** The same content as another instance of the product sees it. */
  another(): Promise<T>;
  /** The same content after everything was closed and opened again. */
  reopened(): Promise<T>;
}

/** Makes an empty one for each test, and takes care of its end. */
export type MakeBench<T> = () => Promise<Bench<T>>;

/** The same bench for something that is made of what lies on it. */
export function madeOf<D, T>(bench: MakeBench<D>, make: (from: D) => T): MakeBench<T> {
  return async () => {
    const { store, another, reopened } = await bench();
    return {
      store: make(store),
      another: async () => make(await another()),
      reopened: async () => make(await reopened()),
    };
  };
}

/** A bench of something in memory: every instance is the same one, and nothing is ever closed. */
export function oneOnly<T>(make: () => T): MakeBench<T> {
  return () => {
    const store = make();
    const same = () => Promise.resolve(store);
    return Promise.resolve({ store, another: same, reopened: same });
  };
}
