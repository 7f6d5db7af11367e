import { freezesContract } from '../contracts/freezes';
import { pendingChangesContract } from '../contracts/pendingChanges';
import { signInsContract } from '../contracts/signIns';
import type { Bench } from '../support/bench';
import { inMemoryFreezes } from '../support/freezes';
import { inMemoryPendingChanges } from '../support/pendingChanges';
import { inMemorySignIns } from '../support/signIns';

/** There is one of each, however often it is opened. */
function oneOnly<T>(make: () => T): () => Promise<Bench<T>> {
  return () => {
    const store = make();
    const same = () => Promise.resolve(store);
    return Promise.resolve({ store, another: same, reopened: same });
  };
}

pendingChangesContract(
  oneOnly(() => {
    const changes = inMemoryPendingChanges();
    return {
      changes,
      recorded: () => Promise.resolve(changes.recorded.map((e) => `${e.event} ${e.outcome}`)),
      receipts: () => Promise.resolve(changes.receipts.map((r) => r.id).sort()),
    };
  }),
);

signInsContract(oneOnly(inMemorySignIns));

freezesContract(
  oneOnly(() => {
    const freezes = inMemoryFreezes();
    return {
      freezes,
      recorded: () => Promise.resolve(freezes.recorded.map((e) => `${e.event} ${e.outcome}`)),
    };
  }),
);
