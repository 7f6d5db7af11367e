import type { Kysely, Migration } from 'kysely';

/** Passes on their way, and sign-ins that are for other things than changes. */
export const reentryTables: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('sign_ins').renameColumn('change_id', 'subject').execute();
    await schema
      .alterTable('sign_ins')
      .addColumn('purpose', 'text', (c) => c.notNull().defaultTo('change'))
      .execute();
    await schema
      .createTable('reentries')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('approval_id', 'text', (c) => c.unique())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await schema
      .createIndex('reentries_of_ticket')
      .on('reentries')
      .columns(['ticket_id', 'state'])
      .execute();
    await schema
      .createIndex('reentries_by_state')
      .on('reentries')
      .columns(['state', 'until'])
      .execute();
  },
};
