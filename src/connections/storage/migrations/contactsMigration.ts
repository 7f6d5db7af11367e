import type { Kysely, Migration } from 'kysely';

/** Who has proven which number or address. */
export const contactsMigration: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('contacts')
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('contacts_once', ['digest', 'tenant_id', 'person_id'])
      .execute();
  },
};
