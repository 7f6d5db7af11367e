import type { Database } from './database';
import { storable } from './storable';

/** Ids of desks' events that came already, each until it cannot come again. */
export function deskEvents({ db }: Database, now: () => number) {
  return {
    /** Keeps an id until then (milliseconds since 1970). False where it is kept already. */
    add: async (id: string, until: number): Promise<boolean> => {
      await db.deleteFrom('desk_events').where('until', '<=', now()).execute();
      const row = await db
        .insertInto('desk_events')
        .values({ id: storable(id), until })
        .onConflict((c) => c.column('id').doNothing())
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
    /** Forgets an id, so that the event may come again. */
    remove: async (id: string): Promise<void> => {
      await db.deleteFrom('desk_events').where('id', '=', storable(id)).execute();
    },
  };
}
