import { cardStates } from './cardStates';
import type { Database } from './database';
import { storable } from './storable';
import { places } from './places';

/** What the bot was told of a guide's use. */
export interface Feedback {
  readonly id: string;
  readonly tenantId: string;
  readonly organisation: string;
  readonly guide: string;
  readonly helpful: boolean;
  readonly reasons: readonly string[];
  readonly comment: string;
}

const seenForMs = 24 * 60 * 60_000;
const contextForMs = 30 * 60_000;

/** What the conversations need kept: places, card states, feedback, and which activities were seen. */
export function memory(database: Database, now: () => number) {
  const { db } = database;
  return {
    ...places(database, now),
    ...cardStates(database, now),
    async keepFeedback(feedback: Feedback): Promise<void> {
      await db
        .insertInto('feedback')
        .values({
          id: feedback.id,
          tenant_id: feedback.tenantId,
          organisation: feedback.organisation,
          guide: feedback.guide,
          helpful: feedback.helpful ? 1 : 0,
          reasons: JSON.stringify(feedback.reasons),
          comment: storable(feedback.comment),
          created_at: now(),
        })
        .execute();
    },
    /** Remembers what the last answer left open in a conversation, for a while. */
    async keepContext(name: string, value: unknown): Promise<void> {
      const row = { name, value: JSON.stringify(value), expires_at: now() + contextForMs };
      await db.deleteFrom('contexts').where('expires_at', '<', now()).execute();
      await db
        .insertInto('contexts')
        .values(row)
        .onConflict((c) => c.column('name').doUpdateSet(row))
        .execute();
    },
    async context(name: string): Promise<unknown> {
      const found = await db
        .selectFrom('contexts')
        .select('value')
        .where('name', '=', name)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return found && (JSON.parse(found.value) as unknown);
    },
    /** True the first time an activity is seen; forgets after a day. */
    async isNew(activity: string): Promise<boolean> {
      await db
        .deleteFrom('seen')
        .where('at', '<', now() - seenForMs)
        .execute();
      const added = await db
        .insertInto('seen')
        .values({ id: activity, at: now() })
        .onConflict((c) => c.column('id').doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows ?? 0) === 1;
    },
  };
}

export type Memory = ReturnType<typeof memory>;
