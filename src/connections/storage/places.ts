import type { Database } from './database';

/** Where to write to, which card stands where, and whom a visitor of the demonstration plays. */
export function places({ db }: Database, now: () => number) {
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
