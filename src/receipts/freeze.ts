import type { Person } from '../organisation/person';
import type { Entry } from '../record/record';

/** Whoever is meant, by the two ids alone. */
export type Who = Pick<Person, 'tenantId' | 'id'>;

/** Whose methods the bot does not change until the desk says so. Each step is stored with its line in the record. */
export interface Freezes {
  isFrozen(person: Who): Promise<boolean>;
  /** False when it was frozen already. */
  freeze(person: Who, changeId: string | undefined, entry: Entry): Promise<boolean>;
  /** False when there was nothing to lift. `by` is the agent's object id. */
  lift(person: Who, by: string, entry: Entry): Promise<boolean>;
}
