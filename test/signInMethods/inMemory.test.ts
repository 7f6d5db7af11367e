import { freezesContract } from '../contracts/freezes';
import { pendingChangesContract } from '../contracts/pendingChanges';
import { signInsContract } from '../contracts/signIns';
import { oneOnly } from '../support/bench';
import { changesInMemory } from '../support/changeBenches';
import { inMemoryFreezes } from '../support/freezes';
import { inMemorySignIns } from '../support/signIns';

pendingChangesContract(oneOnly(changesInMemory));

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
