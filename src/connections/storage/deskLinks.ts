import type { Kysely } from 'kysely';
import type { Attempt, Made } from '../../escalation/desks/deliverToDesk';
import type { Claim, DeskLinks } from '../../escalation/desks/deskLinks';
import { correlationIdOf } from '../../escalation/desks/serviceDesk';
import type { Database } from './database';
import { storable } from './storable';
import type { Tables } from './schema';

const nothingYet: Attempt = { state: 'none' };

/** The ways to the desks in the database. A claim is one statement, so that one of two workers has it. */
export function deskLinks({ db }: Database): DeskLinks {
  const held = (claim: Claim) =>
    db
      .updateTable('desk_links')
      .where('ticket_id', '=', claim.ticketId)
      .where('desk', '=', claim.desk)
      .where('leased_until', '=', claim.until);
  return {
    claim: async (ticketId, desk, now, leaseMs) => {
      const until = now + leaseMs;
      const row = await db
        .insertInto('desk_links')
        .values({
          ticket_id: ticketId,
          desk,
          correlation_id: correlationIdOf(ticketId),
          desk_id: null,
          is_open: 0,
          attempt: JSON.stringify(nothingYet),
          leased_until: until,
        })
        .onConflict((c) =>
          c
            .columns(['ticket_id', 'desk'])
            .doUpdateSet({ leased_until: until })
            .where('desk_links.leased_until', '<=', now),
        )
        .returning('attempt')
        .executeTakeFirst();
      return row && { ticketId, desk, until, attempt: JSON.parse(row.attempt) as Attempt };
    },
    remember: async (claim, attempt) => {
      const made = attempt.state === 'made';
      const { numUpdatedRows } = await held(claim)
        .set({
          attempt: storable(JSON.stringify(attempt)),
          desk_id: made ? storable(attempt.deskId) : null,
          is_open: made && !attempt.closed ? 1 : 0,
        })
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error('another worker has this way to the desk by now');
    },
    release: async (claim, now) => {
      // The moment of letting go stays: it is the order in which tickets are looked at.
      await held(claim).set({ leased_until: now }).execute();
    },
    ...reading(db),
  };
}

function reading(db: Kysely<Tables>): Pick<DeskLinks, 'ticketOf' | 'open'> {
  return {
    ticketOf: async (desk, by) => {
      const query = db.selectFrom('desk_links').select('ticket_id').where('desk', '=', desk);
      const row = await (
        'deskId' in by
          ? query.where('desk_id', '=', storable(by.deskId))
          : query.where('correlation_id', '=', storable(by.correlationId))
      ).executeTakeFirst();
      return row?.ticket_id;
    },
    open: async (desk, most) => {
      const rows = await db
        .selectFrom('desk_links')
        .select(['ticket_id', 'attempt'])
        .where('desk', '=', desk)
        .where('is_open', '=', 1)
        .orderBy('leased_until')
        .limit(most)
        .execute();
      return rows.map((r) => ({ ticketId: r.ticket_id, attempt: JSON.parse(r.attempt) as Made }));
    },
  };
}
