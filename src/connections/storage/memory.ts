import type { Person } from '../../organisation/person';
import type { Database } from './database';

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

/** A card that leads to a write: who it was shown to, where, for which verb, and what it stands for. */
export interface CardState {
  readonly id: string;
  readonly person: Person;
  readonly conversation: string;
  readonly verb: string;
  readonly data: unknown;
  readonly expiresAt: number;
}

const seenForMs = 24 * 60 * 60_000;

/** What the conversations need kept: places to write to, cards shown, card states, feedback, activities seen. */
export function memory({ db }: Database, now: () => number) {
  return {
    /** Remembers how to write to a place (`desk`, `person/<tenant>/<id>`): a conversation reference. */
    async keepPlace(name: string, reference: unknown): Promise<void> {
      const row = { name, reference: JSON.stringify(reference), updated_at: now() };
      await db
        .insertInto('places')
        .values(row)
        .onConflict((c) => c.column('name').doUpdateSet(row))
        .execute();
    },
    async place(name: string): Promise<unknown> {
      const found = await db
        .selectFrom('places')
        .select('reference')
        .where('name', '=', name)
        .executeTakeFirst();
      return found && (JSON.parse(found.reference) as unknown);
    },
    /** Remembers under which activity a card (`desk/<ticket>`, `person/<ticket>`) stands in a place. */
    async keepShown(name: string, place: string, activityId: string): Promise<void> {
      const row = { name, place, activity_id: activityId };
      await db
        .insertInto('shown')
        .values(row)
        .onConflict((c) => c.column('name').doUpdateSet(row))
        .execute();
    },
    async shown(name: string): Promise<{ place: string; activityId: string } | undefined> {
      const found = await db
        .selectFrom('shown')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst();
      return found && { place: found.place, activityId: found.activity_id };
    },
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
          comment: feedback.comment,
          created_at: now(),
        })
        .execute();
    },
    async keepCardState(state: CardState): Promise<void> {
      await db
        .insertInto('card_states')
        .values({
          id: state.id,
          tenant_id: state.person.tenantId,
          person_id: state.person.id,
          conversation: state.conversation,
          verb: state.verb,
          data: JSON.stringify(state.data),
          expires_at: state.expiresAt,
          used_at: null,
        })
        .execute();
    },
    /** Reads a card state of this person, conversation and verb; spending it works once. */
    async cardState(
      of: Omit<CardState, 'data' | 'expiresAt'>,
      use: 'read' | 'spend',
    ): Promise<unknown> {
      const mine = db
        .selectFrom('card_states')
        .select('data')
        .where('id', '=', of.id)
        .where('tenant_id', '=', of.person.tenantId)
        .where('person_id', '=', of.person.id)
        .where('conversation', '=', of.conversation)
        .where('verb', '=', of.verb)
        .where('expires_at', '>', now())
        .where('used_at', 'is', null);
      const found = await mine.executeTakeFirst();
      if (!found) return undefined;
      if (use === 'spend') {
        const spent = await db
          .updateTable('card_states')
          .set({ used_at: now() })
          .where('id', '=', of.id)
          .where('used_at', 'is', null)
          .executeTakeFirst();
        if (Number(spent.numUpdatedRows) !== 1) return undefined;
      }
      return JSON.parse(found.data) as unknown;
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
    async keepVisitor(name: string, actingAs: unknown): Promise<void> {
      const row = { name, acting_as: JSON.stringify(actingAs) };
      await db
        .insertInto('visitors')
        .values(row)
        .onConflict((c) => c.column('name').doUpdateSet(row))
        .execute();
    },
    async visitor(name: string): Promise<unknown> {
      const found = await db
        .selectFrom('visitors')
        .select('acting_as')
        .where('name', '=', name)
        .executeTakeFirst();
      return found && (JSON.parse(found.acting_as) as unknown);
    },
  };
}

export type Memory = ReturnType<typeof memory>;
