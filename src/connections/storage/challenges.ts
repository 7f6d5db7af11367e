import type { Selectable } from 'kysely';
import type { Challenge, ChallengeStore } from '../../proof/oneTimeCode';
import { inTransaction, type Database } from './database';
import type { Tables } from './schema';

/** One-time codes in the database: digests only. */
export function challengeStore(database: Database): ChallengeStore {
  const { db } = database;
  return {
    replace: (challenge) =>
      inTransaction(database, async (trx) => {
        await trx
          .updateTable('challenges')
          .set({ ended_at: challenge.sentAt })
          .where('tenant_id', '=', challenge.tenantId)
          .where('person_id', '=', challenge.personId)
          .where('purpose', '=', challenge.purpose)
          .where('ended_at', 'is', null)
          .execute();
        await trx.insertInto('challenges').values(row(challenge)).execute();
      }),
    countTry: async (id, person) => {
      const counted = await db
        .updateTable('challenges')
        .set((e) => ({ tries: e('tries', '+', 1) }))
        .where('id', '=', id)
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
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return Number(ended.numUpdatedRows) === 1;
    },
    sent: async (by, since) => {
      const query = db
        .selectFrom('challenges')
        .select(['sent_at', 'purpose'])
        .where('sent_at', '>', since);
      const rows = await (
        'person' in by
          ? query.where('tenant_id', '=', by.person.tenantId).where('person_id', '=', by.person.id)
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
