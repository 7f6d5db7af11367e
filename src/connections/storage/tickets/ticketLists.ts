import { sql, type SelectQueryBuilder } from 'kysely';
import type { DeskList, TicketStore } from '../../../escalation/ticketStore';
import type { Database } from '../database';
import { storable } from '../storable';
import { foldedForSearch } from './deskColumns';
import { ticketOf } from './ticketRows';
import type { Tables } from '../schema';

const mostWords = 5;

/** What the desk reads of the tickets in the database. */
export function ticketLists({ db }: Database): Pick<TicketStore, 'listed' | 'search' | 'byNumber'> {
  const ofTenant = (tenantId: string) =>
    db.selectFrom('tickets').where('tenant_id', '=', storable(tenantId));
  return {
    listed: async (list) => {
      const query = filtered(ofTenant(list.tenantId).where('state', '!=', 'resolved'), list);
      const { count } = await query
        .select((e) => e.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      const rows = await query
        .select('body')
        .orderBy('urgent', 'desc')
        .orderBy('created_at')
        .orderBy('id')
        .offset(list.skip)
        .limit(list.most)
        .execute();
      return { tickets: rows.map(ticketOf), total: Number(count) };
    },
    search: async (tenantId, words, most) => {
      const wanted = foldedForSearch(words).split(/\s+/).filter(Boolean).slice(0, mostWords);
      const query = wanted.reduce(
        (q, word) => q.where(sql<boolean>`found_by like ${pattern(word)} escape '!'`),
        ofTenant(tenantId),
      );
      const rows = await query
        .select('body')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(most)
        .execute();
      return rows.map(ticketOf);
    },
    byNumber: async (tenantId, number) => {
      const row = await ofTenant(tenantId)
        .select('body')
        .where('number', '=', storable(number))
        .executeTakeFirst();
      return row && ticketOf(row);
    },
  };
}

type Query = SelectQueryBuilder<Tables, 'tickets', object>;

function filtered(query: Query, { filter, agentId }: DeskList): Query {
  switch (filter) {
    case 'mine':
      return query.where('assignee_id', '=', storable(agentId));
    case 'unassigned':
      return query.where('assignee_id', 'is', null);
    case 'urgent':
      return query.where('urgent', '=', 1);
    case 'all':
      return query;
  }
}

/** The word anywhere, its own signs meaning nothing. */
function pattern(word: string): string {
  return storable(`%${word.replace(/[!%_]/g, (sign) => `!${sign}`)}%`);
}
