import type { Kysely, Migration } from 'kysely';
import { deskColumns } from '../tickets/deskColumns';
import type { Ticket } from '../../../escalation/ticket';

const page = 200;

interface Found {
  tickets: {
    id: string;
    body: string;
    assignee_id: string | null;
    urgent: number;
    found_by: string;
  };
}

/** What the desk lists and finds tickets by, in columns of its own; filled in for the tickets that are there. */
export const deskLists: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema.alterTable('tickets').addColumn('assignee_id', 'text').execute();
    await schema
      .alterTable('tickets')
      .addColumn('urgent', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('tickets')
      .addColumn('found_by', 'text', (c) => c.notNull().defaultTo(''))
      .execute();
    await schema
      .createIndex('tickets_of_desk')
      .on('tickets')
      .columns(['tenant_id', 'state', 'urgent', 'created_at'])
      .execute();
    await fillIn(db);
  },
};

async function fillIn(db: Kysely<Found>): Promise<void> {
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('tickets')
      .select(['id', 'body'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(page)
      .execute();
    for (const { id, body } of rows)
      await db
        .updateTable('tickets')
        .set(deskColumns(JSON.parse(body) as Ticket))
        .where('id', '=', id)
        .execute();
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    after = last.id;
  }
}
