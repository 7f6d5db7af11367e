import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Person } from '../../../organisation/person';
import {
  erased,
  link,
  verifyChain,
  type Head,
  type Row,
  type Verdict,
} from '../../../record/chain';
import { checkedEntry, type Entry, type Recorder } from '../../../record/record';
import { atOneMoment, inTransaction, type Database } from '../database';
import { headOf, keepHead, lockedHead } from './recordHead';
import { recordRow, rowOf } from './recordRow';
import type { Tables } from '../schema';

const page = 500;

/** The record in the database: one chain a tenant, shared by all instances. */
export interface RecordStore extends Recorder {
  /**
   * Records within the caller's transaction: with it or not at all. Locks the tenant's chain until its end, so it
   * comes last among the steps, and nothing slow after it. @throws Error for an entry that may not be recorded.
   */
  appendWithin(trx: Transaction<Tables>, entry: Entry): Promise<void>;
  /** A tenant's rows after a place, in their order. */
  rows(tenantId: string, afterSeq?: number): AsyncIterable<Row>;
  head(tenantId: string): Promise<Head | undefined>;
  /** Every tenant with rows or a head. */
  tenants(): Promise<string[]>;
  /** Checks a tenant's rows and head as they are at one moment, while others go on recording. */
  verify(tenantId: string): Promise<Verdict & { readonly head: Head | undefined }>;
  /**
   * Takes what names a person out of every row that names this one, as whom it is about or as who did it, and records
   * that it was done. @returns how many rows these were.
   */
  erase(person: Pick<Person, 'tenantId' | 'id'>): Promise<number>;
}

/**
 * @param key lies outside the database: see `verifyChain`.
 * @param now dates erasures.
 */
export function recordStore(database: Database, key: Buffer, now: () => number): RecordStore {
  const { db } = database;
  const appendWithin = async (trx: Transaction<Tables>, entry: Entry) => {
    const checked = checkedEntry(entry);
    const { row, head } = link(checked, newId(), await lockedHead(trx, entry.tenantId, key), key);
    await trx.insertInto('record').values(recordRow(row)).execute();
    await keepHead(trx, head);
  };
  return {
    append: (entry) => inTransaction(database, (trx) => appendWithin(trx, entry)),
    appendWithin,
    rows: (tenantId, afterSeq) => rowsOf(db, tenantId, afterSeq),
    head: (tenantId) => headOf(db, tenantId),
    tenants: () => tenantsIn(db),
    verify: (tenantId) =>
      atOneMoment(database, async (reading) => {
        const head = await headOf(reading, tenantId);
        return { ...(await verifyChain(rowsOf(reading, tenantId), head, key)), head };
      }),
    erase: async ({ tenantId, id }) => {
      if (!(await tenantsIn(db)).includes(tenantId)) return 0;
      return inTransaction(database, async (trx) => {
        await lockedHead(trx, tenantId, key);
        const rows = await rowsNaming(trx, tenantId, id);
        for (const row of rows) await keepErased(trx, erased(row, key));
        const facts = {
          id: newId(),
          at: now(),
          tenantId,
          event: 'erasure',
          outcome: 'done',
        } as const;
        if (rows.length > 0) await appendWithin(trx, { ...facts, personal: {} });
        return rows.length;
      });
    },
  };
}

async function tenantsIn(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ tenant_id: string }>`
    select tenant_id from record_heads union select tenant_id from record order by 1`.execute(db);
  return rows.map((r) => r.tenant_id);
}

function newId(): string {
  return randomBytes(16).toString('base64url');
}

/** Page by page, from below 1: a row that was put in there is seen as well. */
async function* rowsOf(
  db: Kysely<Tables>,
  tenantId: string,
  afterSeq = Number.MIN_SAFE_INTEGER,
): AsyncGenerator<Row> {
  for (let after = afterSeq; ;) {
    const found = await db
      .selectFrom('record')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(page)
      .execute();
    yield* found.map(rowOf);
    const last = found.at(-1);
    if (!last || found.length < page) return;
    after = last.seq;
  }
}

async function rowsNaming(db: Kysely<Tables>, tenantId: string, id: string): Promise<Row[]> {
  const person = id.toLowerCase();
  const found = await db
    .selectFrom('record')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where((e) => e.or([e('person_id', '=', person), e('by_id', '=', person)]))
    .orderBy('seq')
    .execute();
  return found.map(rowOf);
}

async function keepErased(trx: Transaction<Tables>, row: Row): Promise<void> {
  await trx
    .updateTable('record')
    .set({ personal: null, person_id: null, by_id: null, erasure: row.erasure })
    .where('tenant_id', '=', row.facts.tenantId)
    .where('seq', '=', row.seq)
    .execute();
}
