import type { Person } from '../organisation/person';

/** Whoever is meant, by the two ids alone. */
type Who = Pick<Person, 'tenantId' | 'id'>;

/**
 * Which numbers and addresses people have proven to be theirs, by their digests (see `contactDigest`): for as long as
 * the change may still be made, and for good once it was.
 */
export interface Contacts {
  keep(person: Who, digest: string, until: number): Promise<void>;
  isOfAnother(person: Who, digest: string, now: number): Promise<boolean>;
  /** Forgets what is no longer registered, so that a number that is passed on can be somebody else's. */
  release(person: Who, digest: string): Promise<void>;
}

/** Until something else is registered in its place. */
export const forGood = Number.MAX_SAFE_INTEGER;
