import type { Kysely, Migration } from 'kysely';

/** What is known of tickets at service desks, and the desks' events that came already. */
export const deskTables: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('desk_links')
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('desk', 'text', (c) => c.notNull())
      .addColumn('correlation_id', 'text', (c) => c.notNull())
      .addColumn('desk_id', 'text')
      .addColumn('is_open', 'bigint', (c) => c.notNull())
      .addColumn('attempt', 'text', (c) => c.notNull())
      .addColumn('leased_until', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('desk_links_key', ['ticket_id', 'desk'])
      .execute();
    await schema
      .createIndex('desk_links_there')
      .on('desk_links')
      .columns(['desk', 'desk_id'])
      .execute();
    await schema
      .createIndex('desk_links_ours')
      .on('desk_links')
      .columns(['desk', 'correlation_id'])
      .execute();
    await schema
      .createTable('desk_events')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute();
  },
};
