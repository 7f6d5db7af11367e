import type { Contacts } from '../../proof/contacts';
import type { Database } from './database';

/** Proven numbers and addresses in the database, as keyed digests. */
export function contacts({ db }: Database): Contacts {
  return {
    keep: async (person, digest, until) => {
      await db
        .insertInto('contacts')
        .values({ digest, tenant_id: person.tenantId, person_id: person.id, until })
        .onConflict((c) =>
          c
            .columns(['digest', 'tenant_id', 'person_id'])
            .doUpdateSet((e) => ({ until: e.ref('excluded.until') }))
            .where((e) => e('contacts.until', '<', e.ref('excluded.until'))),
        )
        .execute();
    },
    isOfAnother: async (person, digest, now) => {
      const found = await db
        .selectFrom('contacts')
        .select('digest')
        .where('digest', '=', digest)
        .where('tenant_id', '=', person.tenantId)
        .where('person_id', '!=', person.id)
        .where('until', '>', now)
        .executeTakeFirst();
      return found !== undefined;
    },
    release: async (person, digest) => {
      await db
        .deleteFrom('contacts')
        .where('digest', '=', digest)
        .where('tenant_id', '=', person.tenantId)
        .where('person_id', '=', person.id)
        .execute();
    },
  };
}
