import type { Kysely, Migration } from 'kysely';

/** Changes on their way, the sign-ins that prove them, the receipts that tell of them, and freezes. */
export const changes: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema.alterTable('deliveries').renameColumn('ticket_id', 'subject').execute();
    await schema
      .createTable('changes')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('takes_away', 'bigint', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('proof', 'text')
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .addColumn('outcome', 'text')
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    await schema
      .createIndex('changes_of_person')
      .on('changes')
      .columns(['tenant_id', 'person_id', 'ended_at'])
      .execute();
    await schema
      .createIndex('changes_by_state')
      .on('changes')
      .columns(['state', 'until'])
      .execute();
    await schema
      .createTable('sign_ins')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('change_id', 'text', (c) => c.notNull())
      .addColumn('browser', 'text', (c) => c.notNull())
      .addColumn('nonce', 'text', (c) => c.notNull())
      .addColumn('code_verifier', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
    await receiptsAndFreezes(schema);
  },
};

async function receiptsAndFreezes(schema: Kysely<unknown>['schema']): Promise<void> {
  await schema
    .createTable('receipts')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('change_id', 'text', (c) => c.notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('target', 'text')
    .addColumn('token', 'text')
    .addColumn('token_digest', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('freezes')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('open_key', 'text', (c) => c.unique())
    .addColumn('change_id', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('lifted_at', 'bigint')
    .addColumn('lifted_by', 'text')
    .execute();
}
