import { sql, type Kysely, type Migration } from 'kysely';

/** Who reported a ticket, so that their reports can be counted. Until now that was always the person. */
export const reporters: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('tickets').addColumn('reported_by', 'text').execute();
    await sql`update tickets set reported_by = person_id`.execute(db);
    await db.schema
      .createIndex('tickets_of_reporter')
      .on('tickets')
      .columns(['tenant_id', 'reported_by', 'created_at'])
      .execute();
  },
};
