import type { Person } from '../../organisation/person';
import type { Database } from './database';
import { storable } from './storable';

/** A card that leads to a write: who it was shown to, where, for which verb, and what it stands for. */
export interface CardState {
  readonly id: string;
  readonly person: Person;
  readonly conversation: string;
  readonly verb: string;
  readonly data: unknown;
  readonly expiresAt: number;
}

/** Why a card state is of no use to whoever pressed: for the record, never for them. */
export type CardGone =
  'unknown-card' | 'other-person' | 'other-conversation' | 'other-verb' | 'used-card' | 'old-card';

export function cardStates({ db }: Database, now: () => number) {
  const stateOf = (of: Omit<CardState, 'data' | 'expiresAt'>) =>
    db
      .selectFrom('card_states')
      .select('data')
      .where('id', '=', storable(of.id))
      .where('tenant_id', '=', of.person.tenantId)
      .where('person_id', '=', of.person.id)
      .where('conversation', '=', of.conversation)
      .where('verb', '=', of.verb)
      .where('expires_at', '>', now())
      .where('used_at', 'is', null);

  /** True for exactly one caller. */
  const spend = async (id: string): Promise<boolean> => {
    const spent = await db
      .updateTable('card_states')
      .set({ used_at: now() })
      .where('id', '=', id)
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return Number(spent.numUpdatedRows) === 1;
  };

  return {
    /** Keeps a state, and forgets those that are too old to be used. */
    async keepCardState(state: CardState): Promise<void> {
      await db.deleteFrom('card_states').where('expires_at', '<', now()).execute();
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
      const found = await stateOf(of).executeTakeFirst();
      if (!found || (use === 'spend' && !(await spend(of.id)))) return undefined;
      return JSON.parse(found.data) as unknown;
    },
    whyGone: (of: Omit<CardState, 'data' | 'expiresAt'>) => whyGone(db, of),
  };
}

/** Why `cardState` gave nothing. */
async function whyGone(
  db: Database['db'],
  of: Omit<CardState, 'data' | 'expiresAt'>,
): Promise<CardGone> {
  const kept = await db
    .selectFrom('card_states')
    .selectAll()
    .where('id', '=', storable(of.id))
    .executeTakeFirst();
  if (!kept) return 'unknown-card';
  if (kept.tenant_id !== of.person.tenantId || kept.person_id !== of.person.id)
    return 'other-person';
  if (kept.conversation !== of.conversation) return 'other-conversation';
  if (kept.verb !== of.verb) return 'other-verb';
  return kept.used_at === null ? 'old-card' : 'used-card';
}
