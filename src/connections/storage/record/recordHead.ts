import type { Kysely, Selectable, Transaction } from 'kysely';
import { firstHead, type Head } from '../../../record/chain';
import type { Tables } from '../schema';

/** The head, locked until the transaction ends by a write to it, as both engines lock. */
export async function lockedHead(
  trx: Transaction<Tables>,
  tenantId: string,
  key: Buffer,
): Promise<Head> {
  const lock = () =>
    trx
      .updateTable('record_heads')
      .set((e) => ({ seq: e.ref('seq') }))
      .where('tenant_id', '=', tenantId)
      .returningAll()
      .executeTakeFirst();
  const found = await lock();
  if (found) return headIn(found);
  await trx
    .insertInto('record_heads')
    .values(headRow(await newHead(trx, tenantId, key)))
    .onConflict((c) => c.column('tenant_id').doNothing())
    .execute();
  const made = await lock();
  if (!made) throw new Error('the head of the record is gone again');
  return headIn(made);
}

/** Where there are rows somebody took their head away: it is gone on from, without a seal, as `link` does. */
async function newHead(trx: Transaction<Tables>, tenantId: string, key: Buffer): Promise<Head> {
  const last = await trx
    .selectFrom('record')
    .select(['seq', 'chain'])
    .where('tenant_id', '=', tenantId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { tenantId, ...last, seal: '' } : firstHead(tenantId, key);
}

function headRow({ tenantId, ...rest }: Head): Selectable<Tables['record_heads']> {
  return { tenant_id: tenantId, ...rest };
}

/** The head as it is now, not locked. */
export async function headOf(db: Kysely<Tables>, tenantId: string): Promise<Head | undefined> {
  const found = await db
    .selectFrom('record_heads')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return found && headIn(found);
}

function headIn({ tenant_id, seq, chain, seal }: Selectable<Tables['record_heads']>): Head {
  return { tenantId: tenant_id, seq, chain, seal };
}

/** Keeps the head of a chain that this transaction has locked. */
export async function keepHead(trx: Transaction<Tables>, head: Head): Promise<void> {
  await trx
    .updateTable('record_heads')
    .set(headRow(head))
    .where('tenant_id', '=', head.tenantId)
    .execute();
}
