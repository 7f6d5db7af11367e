import { inTransaction, type Database } from './database';

/** Tickets that will not be tried again on one way to a desk's own system. `desk`: its name. */
export interface FailedAtDesk {
  readonly desk: string;
  readonly tickets: number;
}

/** What failed for good on its way to a desk's own system, for who has corrected the cause. */
export interface FailedDeliveries {
  /** By the desks' names; a desk where nothing failed is not among them. */
  atDesks(): Promise<FailedAtDesk[]>;
  /** Makes due again what failed on its way to that desk, as if it was never tried, and says of how many tickets. */
  retry(desk: string): Promise<number>;
}

export function failedDeliveries(
  database: Database,
  { now, newId }: { readonly now: () => number; readonly newId: () => string },
): FailedDeliveries {
  return {
    atDesks: async () => {
      const rows = await database.db
        .selectFrom('deliveries')
        .select(['kind', (e) => e.fn.count<number>('subject').distinct().as('tickets')])
        .where('state', '=', 'failed')
        .where('kind', 'like', `${prefix}%`)
        .groupBy('kind')
        .orderBy('kind')
        .execute();
      return rows.map((r) => ({ desk: r.kind.slice(prefix.length), tickets: Number(r.tickets) }));
    },
    retry: (desk) =>
      inTransaction(database, async (trx) => {
        const failed = await trx
          .selectFrom('deliveries')
          .select(['id', 'subject'])
          .where('state', '=', 'failed')
          .where('kind', '=', `${prefix}${desk}`)
          .execute();
        const tickets = new Set<string>();
        for (const { id, subject } of failed) {
          // Tries are counted anew, so it gets an id of its own: a worker that is late has the former one, and settles nothing.
          const again = { id: newId(), state: 'due', attempts: 0, due_at: now(), last_error: null };
          const { numUpdatedRows } = await trx
            .updateTable('deliveries')
            .set(again)
            .where('id', '=', id)
            .where('state', '=', 'failed')
            .executeTakeFirst();
          if (Number(numUpdatedRows) === 1) tickets.add(subject);
        }
        return tickets.size;
      }),
  };
}

const prefix = 'desk/';
