import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Person } from '../../../organisation/person';
import { capDayMs } from '../../../escalation/caps';
import type { Ticket } from '../../../escalation/ticket';
import { noteAfter, type ReentryNote } from '../../../escalation/reentry/reentryNote';
import type { Delivery, TicketStore } from '../../../escalation/ticketStore';
import type { AppendWithin } from '../handedIn';
import { inTransaction, type Database } from '../database';
import { storable } from '../storable';
import type { Tables } from '../schema';
import { ticketLists } from './ticketLists';
import { openKey, reportedBy, row, ticketOf } from './ticketRows';

const firstNumber = 1001;
const listed = 20;
const listedForDesk = 50;
const compared = 200;

const nothing = () => Promise.resolve();

/**
 * Tickets in the database, each with its deliveries in the same transaction.
 * @param append writes the line of the record that comes with a change; absent, nothing is recorded.
 */
export function ticketStore(database: Database, append: AppendWithin = nothing): TicketStore {
  const { db } = database;
  return {
    ...ticketLists(database),
    open: (draft, join, deliveries, { choose, entry } = {}) =>
      inTransaction(database, async (trx) => {
        const existing =
          (await openTicket(database, trx, openKey(draft))) ??
          choose?.(await ownReports(database, trx, draft));
        const ticket = existing ? join(existing) : { ...draft, number: await nextNumber(trx) };
        await (existing
          ? update(trx, ticket)
          : trx.insertInto('tickets').values(row(ticket)).execute());
        await deliver(trx, deliveries(ticket), ticket.updatedAt);
        if (entry) await append(trx, entry(ticket, existing !== undefined));
        return { ticket, joined: existing !== undefined };
      }),
    change: (id, change, deliveries, entry) =>
      inTransaction(database, async (trx) => {
        const query = trx.selectFrom('tickets').selectAll().where('id', '=', storable(id));
        const found = await locked(database, query).executeTakeFirst();
        if (!found) return undefined;
        const before = ticketOf(found);
        const next = change(before);
        if (typeof next === 'string' || next.version === before.version) return next;
        if (before.state === 'resolved' && (await openTicket(database, trx, openKey(next))))
          return 'ticket-another-open';
        await update(trx, next);
        await deliver(trx, deliveries(next), next.updatedAt);
        if (entry) await append(trx, entry(next));
        return next;
      }),
    find: async (id) => {
      const found = await db
        .selectFrom('tickets')
        .selectAll()
        .where('id', '=', storable(id))
        .executeTakeFirst();
      return found && ticketOf(found);
    },
    of: (person: Person) =>
      db
        .selectFrom('tickets')
        .selectAll()
        .where('tenant_id', '=', person.tenantId)
        .where('person_id', '=', person.id)
        .orderBy('created_at', 'desc')
        .orderBy('number', 'desc')
        .limit(listed)
        .execute()
        .then((rows) => rows.map(ticketOf)),
    unresolved: (tenantId) => listUnresolved(db, tenantId, 'asc', listedForDesk),
    newestUnresolved: (tenantId) => listUnresolved(db, tenantId, 'desc', compared),
  };
}

/** Writes on a ticket what becomes of a pass, within the caller's transaction. */
export async function noteOnTicket(
  database: Database,
  trx: Transaction<Tables>,
  id: string,
  reentry: ReentryNote,
): Promise<void> {
  const query = trx.selectFrom('tickets').selectAll().where('id', '=', id);
  const found = ticketOf(await locked(database, query).executeTakeFirstOrThrow());
  const noted = noteAfter(found.reentry, reentry);
  const next = { ...found, reentry: noted, updatedAt: reentry.at, version: found.version + 1 };
  await update(trx, next);
  const about = { subject: id, version: next.version };
  const kinds = reentry.state === 'issued' ? (['desk', 'person'] as const) : ['desk' as const];
  await deliver(
    trx,
    kinds.map((kind) => ({ kind, ...about })),
    reentry.at,
  );
}

async function listUnresolved(
  db: Database['db'],
  tenantId: string,
  order: 'asc' | 'desc',
  most: number,
): Promise<Ticket[]> {
  const rows = await db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '!=', 'resolved')
    .orderBy('created_at', order)
    .orderBy('number', order)
    .limit(most)
    .execute();
  return rows.map(ticketOf);
}

async function openTicket(
  database: Database,
  trx: Transaction<Tables>,
  key: string | null,
): Promise<Ticket | undefined> {
  if (key === null) return undefined;
  const query = trx.selectFrom('tickets').selectAll().where('open_key', '=', key);
  const found = await locked(database, query).executeTakeFirst();
  return found && ticketOf(found);
}

/** What the same person reported lately, theirs alone until the transaction ends. */
async function ownReports(
  database: Database,
  trx: Transaction<Tables>,
  draft: Omit<Ticket, 'number'>,
): Promise<Ticket[]> {
  const by = reportedBy(draft);
  if (by === null) return [];
  if (database.engine === 'postgres')
    await sql`select pg_advisory_xact_lock(hashtext(${`${draft.tenantId}/${by}`}))`.execute(trx);
  const query = trx
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', draft.tenantId)
    .where('reported_by', '=', by)
    .where((e) =>
      e.or([e('state', '!=', 'resolved'), e('created_at', '>', draft.createdAt - capDayMs)]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc');
  return (await locked(database, query).execute()).map(ticketOf);
}

/** SQLite writes one transaction at a time and knows no row locks. */
function locked<Q extends { forUpdate(): Q }>({ engine }: Database, query: Q): Q {
  return engine === 'postgres' ? query.forUpdate() : query;
}

async function nextNumber(trx: Transaction<Tables>): Promise<string> {
  const { value } = await trx
    .insertInto('counters')
    .values({ name: 'ticket', value: firstNumber })
    .onConflict((c) =>
      c.column('name').doUpdateSet((e) => ({ value: e('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return `MFA-${value}`;
}

async function update(trx: Transaction<Tables>, ticket: Ticket): Promise<void> {
  await trx.updateTable('tickets').set(row(ticket)).where('id', '=', ticket.id).execute();
}

async function deliver(
  trx: Transaction<Tables>,
  deliveries: Delivery[],
  now: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  await trx
    .insertInto('deliveries')
    .values(
      deliveries.map((d) => ({
        id: randomUUID(),
        kind: d.kind,
        subject: d.subject,
        version: d.version,
        state: 'due',
        attempts: 0,
        due_at: d.dueAt ?? now,
        last_error: null,
      })),
    )
    .execute();
}
