import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from './database';
import type { Tables } from './schema';

/** New tickets that no desk has got, after each was tried. */
export interface Unreached {
  /**
   * Has it said to the person, once a ticket: puts a delivery of the kind `unreached` into the outbox. Gives the number of
   * tickets where that is new.
   */
  note(): Promise<number>;
  /** Whether no desk has got the ticket until now. */
  still(ticketId: string): Promise<boolean>;
}

/** A new ticket's deliveries to the desks have its first version. */
const firstVersion = 1;

export function unreached({ db }: Database, now: () => number): Unreached {
  return {
    note: async () => {
      const tickets = await notNoted(db).execute();
      if (tickets.length === 0) return 0;
      const noted = await db
        .insertInto('deliveries')
        .values(
          tickets.map(({ subject }) => ({
            id: noteId(subject),
            kind: 'unreached',
            subject,
            version: firstVersion,
            state: 'due',
            attempts: 0,
            due_at: now(),
            last_error: null,
          })),
        )
        .onConflict((c) => c.column('id').doNothing())
        .executeTakeFirst();
      return Number(noted.numInsertedOrUpdatedRows ?? 0);
    },
    still: async (ticketId) => {
      const got = await toDesks(db)
        .select('d.id')
        .where('d.subject', '=', ticketId)
        .where('d.state', '=', 'sent')
        .executeTakeFirst();
      return got === undefined;
    },
  };
}

/** The same for every worker, so that it is said once. */
const noteId = (ticketId: string) => `unreached/${ticketId}`;

function toDesks(db: Kysely<Tables>) {
  return db
    .selectFrom('deliveries as d')
    .where('d.version', '=', firstVersion)
    .where((e) => e.or([e('d.kind', '=', 'desk'), e('d.kind', 'like', 'desk/%')]));
}

/** Tickets whose every way to a desk was tried in vain, and whose person was not told. */
function notNoted(db: Kysely<Tables>) {
  const subject = sql.ref<string>('d.subject');
  const noted = db
    .selectFrom('deliveries as n')
    .select('n.id')
    .where('n.id', '=', sql<string>`'unreached/' || ${subject}`);
  const sentOrUntried = db
    .selectFrom('deliveries as o')
    .select('o.id')
    .where('o.subject', '=', subject)
    .where('o.version', '=', firstVersion)
    .where((e) => e.or([e('o.kind', '=', 'desk'), e('o.kind', 'like', 'desk/%')]))
    .where((e) => e.or([e('o.state', '=', 'sent'), e('o.last_error', 'is', null)]));
  return toDesks(db)
    .select('d.subject')
    .distinct()
    .where('d.state', 'in', ['due', 'failed'])
    .where('d.last_error', 'is not', null)
    .where((e) => e.not(e.exists(noted)))
    .where((e) => e.not(e.exists(sentOrUntried)));
}
