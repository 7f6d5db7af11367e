import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Reentry } from '../../escalation/reentry/reentry';
import type { Database } from './database';
import { storable } from './storable';
import type { Tables } from './schema';

type Row = Selectable<Tables['reentries']>;
type Trx = Transaction<Tables>;

/**
 * Nothing else happens to the re-entries of a ticket until the transaction ends. Every step takes this lock first, so that
 * no two wait for each other. SQLite writes one at a time anyway.
 */
export async function lockTicket({ engine }: Database, trx: Trx, id: string): Promise<void> {
  const query = trx.selectFrom('tickets').select('id').where('id', '=', id);
  if (engine === 'postgres') await query.forUpdate().execute();
}

/** The one that is meant, nobody else's until the transaction ends. */
export async function inState(
  database: Database,
  trx: Trx,
  [column, value]: ['id' | 'approval_id', string],
  state?: Reentry['state'],
): Promise<Reentry | undefined> {
  const query = trx.selectFrom('reentries').selectAll().where(column, '=', storable(value));
  const known = await query.executeTakeFirst();
  if (!known) return undefined;
  await lockTicket(database, trx, known.ticket_id);
  const found = await query.executeTakeFirst();
  const reentry = found && reentryOf(found);
  return state === undefined || reentry?.state === state ? reentry : undefined;
}

/** Writes it as it is now. `until`: when it may be taken over. */
export async function keep(trx: Trx, reentry: Reentry, until: number): Promise<void> {
  const row = rowOf(reentry, until);
  await trx.updateTable('reentries').set(row).where('id', '=', reentry.id).execute();
}

/** The agent's card follows. */
export function deliverCard(trx: Trx, id: string, version: number, due: number): Promise<void> {
  return deliver(trx, 'pass', id, version, due);
}

/** Something goes out about it, at `due` or later. */
export async function deliver(
  trx: Trx,
  kind: string,
  subject: string,
  version: number,
  due: number,
): Promise<void> {
  await trx
    .insertInto('deliveries')
    .values({
      id: randomUUID(),
      kind,
      subject,
      version,
      state: 'due',
      attempts: 0,
      due_at: due,
      last_error: null,
    })
    .execute();
}

/** Never the value of a pass: there is none in it. */
export function rowOf(reentry: Reentry, until: number): Row {
  return {
    id: reentry.id,
    ticket_id: reentry.ticketId,
    state: reentry.state,
    approval_id: reentry.approvalId ?? null,
    body: storable(JSON.stringify(reentry)),
    until,
    ended_at: reentry.endedAt ?? null,
  };
}

/** What `rowOf` put there. */
export function reentryOf({ body }: Row): Reentry {
  return JSON.parse(body) as Reentry;
}
