import type { Kysely, Migration, MigrationProvider } from 'kysely';
import { changes } from './changesMigration';
import { contactsMigration } from './contactsMigration';
import { record } from './recordMigration';
import { deskLists } from './deskListMigration';
import { deskTables } from './deskTables';
import { reentryTables } from './reentryMigration';
import { reporters } from './reportersMigration';
import { deliveriesBySubject } from './deliveriesMigration';

const first: Migration = {
  async up(db: Kysely<unknown>) {
    const { schema } = db;
    await schema
      .createTable('tickets')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('number', 'text', (c) => c.notNull().unique())
      .addColumn('tenant_id', 'text', (c) => c.notNull())
      .addColumn('person_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('open_key', 'text', (c) => c.unique())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createIndex('tickets_of_person')
      .on('tickets')
      .columns(['tenant_id', 'person_id', 'created_at'])
      .execute();
    await schema
      .createTable('counters')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('value', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('deliveries')
      .addColumn('id', 'text', (c) => c.primaryKey().notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('ticket_id', 'text', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('attempts', 'bigint', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .addColumn('last_error', 'text')
      .execute();
    await schema
      .createIndex('deliveries_due')
      .on('deliveries')
      .columns(['state', 'due_at'])
      .execute();
    await schema
      .createTable('places')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('reference', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute();
    await schema
      .createTable('shown')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('place', 'text', (c) => c.notNull())
      .addColumn('activity_id', 'text', (c) => c.notNull())
      .execute();
    await conversationTables(db);
  },
};

async function conversationTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('feedback')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('organisation', 'text', (c) => c.notNull())
    .addColumn('guide', 'text', (c) => c.notNull())
    .addColumn('helpful', 'bigint', (c) => c.notNull())
    .addColumn('reasons', 'text', (c) => c.notNull())
    .addColumn('comment', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('card_states')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('conversation', 'text', (c) => c.notNull())
    .addColumn('verb', 'text', (c) => c.notNull())
    .addColumn('data', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema
    .createTable('challenges')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('tenant_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('target_digest', 'text', (c) => c.notNull())
    .addColumn('code_digest', 'text', (c) => c.notNull())
    .addColumn('tries', 'bigint', (c) => c.notNull())
    .addColumn('succeeded', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema
    .createIndex('challenges_of_person')
    .on('challenges')
    .columns(['tenant_id', 'person_id', 'sent_at'])
    .execute();
  await schema
    .createIndex('challenges_of_target')
    .on('challenges')
    .columns(['target_digest', 'sent_at'])
    .execute();
  await schema
    .createTable('seen')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('visitors')
    .addColumn('name', 'text', (c) => c.primaryKey().notNull())
    .addColumn('acting_as', 'text', (c) => c.notNull())
    .execute();
}

const contexts: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createTable('contexts')
      .addColumn('name', 'text', (c) => c.primaryKey().notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute();
  },
};

/** Every change of the tables, in order. An applied one is never edited: a new one follows. */
export const migrations: MigrationProvider = {
  getMigrations: () =>
    Promise.resolve({
      '2026-11-23-1-first': first,
      '2026-11-23-2-contexts': contexts,
      '2026-11-23-3-record': record,
      '2026-11-23-4-changes': changes,
      '2026-11-23-5-desks': deskTables,
      '2026-11-23-6-reporters': reporters,
      '2026-11-23-9-contacts': contactsMigration,
      '2026-11-23-9-unreached': deliveriesBySubject,
      '2026-11-24-1-reentry': reentryTables,
      '2026-11-24-2-desk-lists': deskLists,
    }),
};
