import type { Kysely, Migration } from 'kysely';

/** Deliveries are looked up by what they are about. */
export const deliveriesBySubject: Migration = {
  async up({ schema }: Kysely<unknown>) {
    await schema
      .createIndex('deliveries_subject')
      .on('deliveries')
      .columns(['subject', 'kind', 'version'])
      .execute();
  },
};
