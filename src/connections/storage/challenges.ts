import { sql, type Kysely, type Selectable } from 'kysely';
import type { Person } from '../../organisation/person';
import type { Challenge, ChallengeStore, ChallengeSteps } from '../../proof/oneTimeCode';
import { inTransaction, type Database } from './database';
import { storable } from './storable';
import type { Tables } from './schema';

/** One-time codes in the database: digests only. */
export function challengeStore(database: Database): ChallengeStore {
  const { db } = database;
  const personKey = ({ tenantId, id }: Person) => `person/${tenantId}/${id}`;
  return {
    ...stepsOn(db),
    replace: (challenge) =>
      inTransaction(database, async (trx) => {
        const person = { tenantId: challenge.tenantId, id: challenge.personId, name: '' };
        await lock(database, trx, [personKey(person)]);
        await stepsOn(trx).replace(challenge);
      }),
    exclusively: ({ person, targetDigest }, steps) =>
      inTransaction(database, async (trx) => {
        await lock(database, trx, [personKey(person), `target/${targetDigest}`]);
        return steps(stepsOn(trx));
      }),
    countTry: async (id, person) => {
      const counted = await db
        .updateTable('challenges')
        .set((e) => ({ tries: e('tries', '+', 1) }))
        .where('id', '=', storable(id))
        .where('tenant_id', '=', person.tenantId)
        .where('person_id', '=', person.id)
        .where('ended_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return counted && challengeOf(counted);
    },
    end: async (id, at) => {
      const ended = await db
        .updateTable('challenges')
        .set({ ended_at: at, succeeded: 1 })
        .where('id', '=', storable(id))
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return Number(ended.numUpdatedRows) === 1;
    },
  };
}

/** SQLite writes one transaction at a time; PostgreSQL is told what must not happen side by side. */
async function lock({ engine }: Database, trx: Kysely<Tables>, keys: string[]): Promise<void> {
  if (engine === 'sqlite') return;
  for (const key of keys.sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
}

/** What can be done both by itself and within exclusive steps. */
function stepsOn(db: Kysely<Tables>): ChallengeSteps {
  return {
    replace: async (challenge) => {
      await db
        .updateTable('challenges')
        .set({ ended_at: challenge.sentAt })
        .where('tenant_id', '=', challenge.tenantId)
        .where('person_id', '=', challenge.personId)
        .where('purpose', '=', challenge.purpose)
        .where('ended_at', 'is', null)
        .execute();
      await db.insertInto('challenges').values(row(challenge)).execute();
    },
    sent: async (by, since) => {
      const query = db
        .selectFrom('challenges')
        .select(['sent_at', 'purpose'])
        .where('sent_at', '>', since);
      const rows = await (
        'person' in by
          ? query.where('tenant_id', '=', by.person.tenantId).where('person_id', '=', by.person.id)
          : 'tenantId' in by
            ? query.where('tenant_id', '=', by.tenantId)
            : query.where('target_digest', '=', by.targetDigest)
      ).execute();
      return rows.map((r) => ({ at: r.sent_at, purpose: r.purpose }));
    },
    failures: async (person, since) => {
      const { sum } = await db
        .selectFrom('challenges')
        .select((e) => e.fn.sum<number | null>(e('tries', '-', e.ref('succeeded'))).as('sum'))
        .where('tenant_id', '=', person.tenantId)
        .where('person_id', '=', person.id)
        .where('sent_at', '>', since)
        .executeTakeFirstOrThrow();
      return Number(sum ?? 0);
    },
  };
}

function row(c: Challenge): Selectable<Tables['challenges']> {
  return {
    id: c.id,
    tenant_id: c.tenantId,
    person_id: c.personId,
    purpose: c.purpose,
    target_digest: c.targetDigest,
    code_digest: c.codeDigest,
    tries: c.tries,
    succeeded: 0,
    sent_at: c.sentAt,
    expires_at: c.expiresAt,
    ended_at: c.endedAt ?? null,
  };
}

function challengeOf(r: Selectable<Tables['challenges']>): Challenge {
  return {
    id: r.id,
    tenantId: r.tenant_id,
    personId: r.person_id,
    purpose: r.purpose,
    targetDigest: r.target_digest,
    codeDigest: r.code_digest,
    tries: r.tries,
    sentAt: r.sent_at,
    expiresAt: r.expires_at,
    endedAt: r.ended_at ?? undefined,
  };
}
