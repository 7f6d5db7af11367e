import { createHmac } from 'node:crypto';
import { pendingChanges } from '../../src/connections/storage/changes';
import type { Digest } from '../../src/connections/storage/handedIn';
import type { Database } from '../../src/connections/storage/database';
import { freezes } from '../../src/connections/storage/freezes';
import { recordStore } from '../../src/connections/storage/record/record';
import { inMemoryPendingChanges } from './pendingChanges';
import { alex, inAnotherTenant } from './samples';

const key = Buffer.alloc(32, 7);

/** The keyed digest of a token, as the product makes it. */
export const digest: Digest = (token) => createHmac('sha256', key).update(token).digest('hex');

/** Changes, freezes and receipts in a database, with its record. */
export function changesIn(database: Database) {
  const record = recordStore(database, key, () => 0);
  const changes = pendingChanges(database, record.appendWithin, digest);
  return {
    changes,
    freezes: freezes(database, record.appendWithin),
    recorded: async () => {
      const found: string[] = [];
      for (const { tenantId } of [alex, inAnotherTenant(alex)])
        for await (const { facts } of record.rows(tenantId))
          found.push(`${facts.event} ${facts.outcome}`);
      return found;
    },
    receipts: async () => {
      const rows = await database.db.selectFrom('receipts').select('id').orderBy('id').execute();
      return rows.map((r) => r.id);
    },
  };
}

/** Changes in memory, with what was recorded and which receipts wait. */
export function changesInMemory() {
  const changes = inMemoryPendingChanges();
  return {
    changes,
    recorded: () => Promise.resolve(changes.recorded.map((e) => `${e.event} ${e.outcome}`)),
    receipts: () => Promise.resolve(changes.receipts.map((r) => r.id).sort()),
  };
}
