import type { Kysely, Migration } from 'kysely';

/** The tables of the record: its rows, and where each tenant's chain ends. */
export const record: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('record')
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull().unique())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('operation', 'text')
      .addColumn('route', 'text')
      .addColumn('change_id', 'text')
      .addColumn('client_request_id', 'text')
      .addColumn('ticket_id', 'text')
      .addColumn('personal', 'text')
      .addColumn('person_id', 'text')
      .addColumn('by_id', 'text')
      .addColumn('personal_digest', 'text', (c) => c.notNull())
      .addColumn('erasure', 'text')
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('chain', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('record_place', ['tenant_id', 'seq'])
      .execute();
    for (const column of ['person_id', 'by_id'])
      await schema
        .createIndex(`record_${column}`)
        .on('record')
        .columns(['tenant_id', column])
        .execute();
    await schema
      .createTable('record_heads')
      .addColumn('tenant_id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('chain', 'text', (c) => c.notNull())
      .addColumn('seal', 'text', (c) => c.notNull())
      .execute();
  },
};
