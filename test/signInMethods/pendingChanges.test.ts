import { pendingChangesContract } from '../contracts/pendingChanges';
import { inMemoryPendingChanges } from '../support/pendingChanges';

pendingChangesContract(() => {
  const changes = inMemoryPendingChanges();
  const store = {
    changes,
    recorded: () => Promise.resolve(changes.recorded.map((e) => `${e.event} ${e.outcome}`)),
    receipts: () => Promise.resolve(changes.receipts.map((r) => r.id).sort()),
  };
  const same = () => Promise.resolve(store);
  return Promise.resolve({ store, another: same, reopened: same });
});
