import type { Freezes, Who } from '../../receipts/freeze';
import type { AppendWithin } from './handedIn';
import { inTransaction, type Database } from './database';

export function freezes(database: Database, appendWithin: AppendWithin): Freezes {
  const key = ({ tenantId, id }: Who) => `${tenantId}/${id}`;
  return {
    isFrozen: async (person) => {
      const found = await database.db
        .selectFrom('freezes')
        .select('id')
        .where('open_key', '=', key(person))
        .executeTakeFirst();
      return found !== undefined;
    },
    freeze: (person, changeId, entry) =>
      inTransaction(database, async (trx) => {
        const frozen = await trx
          .insertInto('freezes')
          .values({
            id: entry.id,
            tenant_id: person.tenantId,
            person_id: person.id,
            open_key: key(person),
            change_id: changeId ?? null,
            at: entry.at,
            lifted_at: null,
            lifted_by: null,
          })
          .onConflict((c) => c.column('open_key').doNothing())
          .executeTakeFirst();
        if (Number(frozen.numInsertedOrUpdatedRows ?? 0) !== 1) return false;
        await appendWithin(trx, entry);
        return true;
      }),
    lift: (person, by, entry) =>
      inTransaction(database, async (trx) => {
        const lifted = await trx
          .updateTable('freezes')
          .set({ open_key: null, lifted_at: entry.at, lifted_by: by })
          .where('open_key', '=', key(person))
          .executeTakeFirst();
        if (Number(lifted.numUpdatedRows) !== 1) return false;
        await appendWithin(trx, entry);
        return true;
      }),
  };
}
