import type { Selectable, Transaction } from 'kysely';
import { noteOf, shownMs, type Reentry, type ReentryEnd } from '../../escalation/reentry/reentry';
import type { Reentries } from '../../escalation/reentry/reentryStore';
import type { AppendWithin } from './handedIn';
import { inTransaction, type Database } from './database';
import { storable } from './storable';
import type { Tables } from './schema';
import { deliver, deliverCard, inState, keep, lockTicket, reentryOf, rowOf } from './reentryRows';
import { noteOnTicket } from './tickets/tickets';

/** What is needed of an ended one for as long as its cards may be looked at. */
const keptMs = 31 * 24 * 60 * 60_000;
const takenOverAtOnce = 20;

type Row = Selectable<Tables['reentries']>;
type Trx = Transaction<Tables>;

/** Passes on their way, each step with the ticket's note and its line in the record. Never the value of a pass. */
export function reentries(database: Database, appendWithin: AppendWithin): Reentries {
  const { db } = database;
  const only = (rows: Row[]) => (rows[0] ? reentryOf(rows[0]) : undefined);
  const by = (column: 'id' | 'approval_id' | 'ticket_id', value: string) =>
    db.selectFrom('reentries').selectAll().where(column, '=', storable(value));
  return {
    ...asking(database, appendWithin),
    ...proving(database, appendWithin),
    ...ending(database, appendWithin),
    find: async (id) => only(await by('id', id).execute()),
    byApproval: async (id) => only(await by('approval_id', id).execute()),
    waitingForSecond: async (ticketId) =>
      only(await by('ticket_id', ticketId).where('state', '=', 'needs-second').execute()),
    takeOver: async (now, leaseUntil) => {
      const taken = await db
        .updateTable('reentries')
        .set({ until: leaseUntil })
        .where('id', 'in', (e) => {
          const overdue = e
            .selectFrom('reentries')
            .select('id')
            .where('state', '!=', 'ended')
            .where('until', '<=', now)
            .limit(takenOverAtOnce);
          return database.engine === 'postgres' ? overdue.forUpdate().skipLocked() : overdue;
        })
        .returningAll()
        .execute();
      return taken.map(reentryOf);
    },
  };
}

function asking(database: Database, appendWithin: AppendWithin): Pick<Reentries, 'open' | 'offer'> {
  return {
    open: (reentry, entry) =>
      inTransaction(database, async (trx) => {
        const { ticketId } = reentry;
        await lockTicket(database, trx, ticketId);
        const earlier = await trx
          .selectFrom('reentries')
          .selectAll()
          .where('ticket_id', '=', ticketId)
          .where('state', '!=', 'ended')
          .execute();
        if (earlier.some((e) => e.state === 'writing')) return false;
        for (const row of earlier) {
          const replaced = { outcome: 'replaced', state: 'ended', endedAt: entry.at } as const;
          await keep(trx, { ...reentryOf(row), ...replaced }, entry.at);
          await deliverCard(trx, row.id, 2, entry.at);
        }
        await trx
          .deleteFrom('reentries')
          .where('ended_at', '<', entry.at - keptMs)
          .execute();
        await trx.insertInto('reentries').values(rowOf(reentry, reentry.expiresAt)).execute();
        await noteOnTicket(database, trx, ticketId, noteOf(reentry, entry.at));
        await appendWithin(trx, entry);
        return true;
      }),
    offer: (id, second, approvalId) =>
      inTransaction(database, async (trx) => {
        const found = await inState(database, trx, ['id', id], 'needs-second');
        if (!found) return false;
        await keep(trx, { ...found, second, approvalId }, found.expiresAt);
        return true;
      }),
  };
}

/** By sign-ins: the second person's, the agent's, and then the write. */
function proving(
  database: Database,
  appendWithin: AppendWithin,
): Pick<Reentries, 'approve' | 'grant' | 'spend'> {
  const step = <T>(run: (trx: Trx) => Promise<T>) => inTransaction(database, run);
  return {
    approve: (approvalId, approvedAt, expiresAt, entry) =>
      step(async (trx) => {
        const found = await inState(database, trx, ['approval_id', approvalId], 'needs-second');
        if (!found || found.expiresAt <= approvedAt) return false;
        const next = { ...found, state: 'needs-proof', approvedAt, expiresAt } as const;
        await keep(trx, next, expiresAt);
        await noteOnTicket(database, trx, next.ticketId, noteOf(next, approvedAt));
        await deliverCard(trx, next.id, 1, approvedAt);
        await appendWithin(trx, entry);
        return true;
      }),
    grant: (id, proof, until, now, entry) =>
      step(async (trx) => {
        const found = await inState(database, trx, ['id', id], 'needs-proof');
        if (!found || found.expiresAt <= now) return false;
        await keep(trx, { ...found, state: 'granted', proof, expiresAt: until }, until);
        await appendWithin(trx, entry);
        return true;
      }),
    spend: (id, before, leaseUntil, now) =>
      step(async (trx) => {
        const found = await inState(database, trx, ['id', id], 'granted');
        if (!found || found.expiresAt <= now) return false;
        await keep(trx, { ...found, state: 'writing', before }, leaseUntil);
        return true;
      }),
  };
}

function ending(
  database: Database,
  appendWithin: AppendWithin,
): Pick<Reentries, 'end' | 'takeAway'> {
  return {
    takeAway: async (id, at) => {
      await database.db
        .updateTable('deliveries')
        .set({ due_at: at })
        .where('kind', '=', 'pass')
        .where('subject', '=', storable(id))
        .where('state', '=', 'due')
        .where('due_at', '>', at)
        .execute();
    },
    end: (id, { outcome, validUntil, at, entry }) =>
      inTransaction(database, async (trx) => {
        const found = await inState(database, trx, ['id', id]);
        if (!found || !canEnd(found, outcome)) return false;
        const next: Reentry = { ...found, state: 'ended', outcome, validUntil, endedAt: at };
        await keep(trx, next, at);
        await noteOnTicket(database, trx, next.ticketId, noteOf(next, at));
        // What was shown goes by itself, also when nobody presses anything and when this process does not live on.
        await deliverCard(trx, id, 2, outcome === 'issued' ? at + shownMs : at);
        if (outcome === 'issued' || outcome === 'unseen')
          for (const kind of ['pass-line', 'pass-mail']) await deliver(trx, kind, id, 1, at);
        await appendWithin(trx, entry);
        return true;
      }),
  };
}

/** Nobody calls off what is being written, nor is it too late for that. */
function canEnd({ state }: Reentry, outcome: ReentryEnd): boolean {
  const isWaiting = state === 'needs-second' || state === 'needs-proof';
  if (outcome === 'cancelled' || outcome === 'declined') return isWaiting;
  if (outcome === 'too-late') return isWaiting || state === 'granted';
  return state !== 'ended';
}
