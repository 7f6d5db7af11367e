import { checkedEntry, type Entry } from '../../src/record/record';
import type { Freezes, Who } from '../../src/receipts/freeze';

export interface InMemoryFreezes extends Freezes {
  /** What was recorded, in its order. */
  readonly recorded: readonly Entry[];
}

/** Freezes in memory. No call waits inside, so each is atomic. */
export function inMemoryFreezes(): InMemoryFreezes {
  const frozen = new Set<string>();
  const recorded: Entry[] = [];
  const key = ({ tenantId, id }: Who) => `${tenantId}/${id}`;
  /** With its line in the record, or not at all. */
  const step = async (entry: Entry, may: boolean, then: () => void): Promise<boolean> => {
    if (!may) return Promise.resolve(false);
    const checked = checkedEntry(entry);
    then();
    recorded.push(checked);
    return Promise.resolve(true);
  };
  return {
    recorded,
    isFrozen: (person) => Promise.resolve(frozen.has(key(person))),
    freeze: (person, _changeId, entry) =>
      step(entry, !frozen.has(key(person)), () => frozen.add(key(person))),
    lift: (person, _by, entry) =>
      step(entry, frozen.has(key(person)), () => frozen.delete(key(person))),
  };
}
