import type { Transaction } from 'kysely';
import type { Entry } from '../../record/record';
import type { Tables } from './schema';

/** Writes a line of the record within somebody else's transaction. */
export type AppendWithin = (trx: Transaction<Tables>, entry: Entry) => Promise<void>;

/** What makes the digest of a token that opens "this wasn't me". */
export type Digest = (token: string) => string;
