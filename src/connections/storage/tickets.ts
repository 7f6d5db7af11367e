import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Person } from '../../organisation/person';
import type { Ticket } from '../../escalation/ticket';
import type { Delivery, TicketStore } from '../../escalation/ticketStore';
import type { AppendWithin } from './changes';
import { inTransaction, storable, type Database } from './database';
import { deskColumns } from './deskColumns';
import type { Tables } from './schema';
import { ticketLists } from './ticketLists';

const firstNumber = 1001;
const listed = 20;
const listedForDesk = 50;

/**
 * Tickets in the database, each with its deliveries in the same transaction.
 * @param append writes the line of the record that comes with a change.
 */
export function ticketStore(database: Database, append: AppendWithin = withoutRecord): TicketStore {
  const { db } = database;
  return {
    ...ticketLists(database),
    open: (draft, join, deliveries) =>
      inTransaction(database, async (trx) => {
        const existing = await openTicket(database, trx, openKey(draft));
        const ticket = existing ? join(existing) : { ...draft, number: await nextNumber(trx) };
        await (existing
          ? update(trx, ticket)
          : trx.insertInto('tickets').values(row(ticket)).execute());
        await deliver(trx, deliveries(ticket), ticket.updatedAt);
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
        .limit(listed)
        .execute()
        .then((rows) => rows.map(ticketOf)),
    unresolved: (tenantId) =>
      db
        .selectFrom('tickets')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('state', '!=', 'resolved')
        .orderBy('created_at')
        .limit(listedForDesk)
        .execute()
        .then((rows) => rows.map(ticketOf)),
  };
}

function withoutRecord(): Promise<void> {
  return Promise.reject(new Error('these tickets have no record to write to'));
}

async function openTicket(
  database: Database,
  trx: Transaction<Tables>,
  key: string,
): Promise<Ticket | undefined> {
  const query = trx.selectFrom('tickets').selectAll().where('open_key', '=', key);
  const found = await locked(database, query).executeTakeFirst();
  return found && ticketOf(found);
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

/** What is not proven in the same way never joins: it becomes a ticket of its own. */
function openKey(ticket: Pick<Ticket, 'tenantId' | 'personId' | 'kind' | 'provenBy'>): string {
  const key = `${ticket.tenantId}/${ticket.personId}/${ticket.kind}`;
  return ticket.provenBy === 'teams-session' ? key : `${key}/${ticket.provenBy}`;
}

function row(ticket: Ticket): Selectable<Tables['tickets']> {
  return {
    id: ticket.id,
    number: ticket.number,
    tenant_id: ticket.tenantId,
    person_id: ticket.personId,
    state: ticket.state,
    open_key: ticket.state === 'resolved' ? null : openKey(ticket),
    body: storable(JSON.stringify(ticket)),
    created_at: ticket.createdAt,
    updated_at: ticket.updatedAt,
    ...deskColumns(ticket),
  };
}

function ticketOf(found: Selectable<Tables['tickets']>): Ticket {
  return JSON.parse(found.body) as Ticket;
}
