import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { Person } from '../../organisation/person';
import type { Receipt } from '../../receipts/receipt';
import { takesAway } from '../../signInMethods/change';
import type { Ending, PendingChange, PendingChanges } from '../../signInMethods/pendingChange';
import { inTransaction, type Database } from './database';
import { storable } from './storable';
import type { AppendWithin, Digest } from './handedIn';
import { putReceipts } from './receipts';
import type { Tables } from './schema';

/** A change is needed for as long as its receipts can be disputed; one that nobody signed in for goes with them. */
const keptMs = 31 * 24 * 60 * 60_000;
const takenOverAtOnce = 20;

/** Changes on their way in the database, each step with its line in the record. */
export function pendingChanges(
  database: Database,
  appendWithin: AppendWithin,
  digest: Digest,
): PendingChanges<Receipt> {
  const { db } = database;
  return {
    ...steps(database, appendWithin, digest),
    find: async (id) => {
      const found = await db
        .selectFrom('changes')
        .selectAll()
        .where('id', '=', storable(id))
        .executeTakeFirst();
      return found && pendingOf(found);
    },
    takeOver: (now, leaseUntil) => takeOver(database, now, leaseUntil),
    takenAway: (person, since) => takenAway(database, person, since),
  };
}

/** From one state to the next: each is one transaction. */
function steps(
  database: Database,
  appendWithin: AppendWithin,
  digest: Digest,
): Pick<PendingChanges<Receipt>, 'open' | 'grant' | 'spend' | 'end' | 'cancel'> {
  return {
    open: (pending, entry) =>
      inTransaction(database, async (trx) => {
        await forgetOld(trx, entry.at);
        await trx.insertInto('changes').values(rowOf(pending)).execute();
        await appendWithin(trx, entry);
      }),
    grant: (id, proof, until, now, entry) =>
      inTransaction(database, async (trx) => {
        const granted = await trx
          .updateTable('changes')
          .set({ state: 'granted', proof: JSON.stringify(proof), until })
          .where('id', '=', id)
          .where('state', '=', 'needs-proof')
          .where('until', '>', now)
          .executeTakeFirst();
        if (Number(granted.numUpdatedRows) !== 1) return false;
        await appendWithin(trx, entry);
        return true;
      }),
    spend: async (id, before, leaseUntil, now) => {
      const spent = await database.db
        .updateTable('changes')
        .set({ state: 'writing', before: JSON.stringify(before), until: leaseUntil })
        .where('id', '=', id)
        .where('state', '=', 'granted')
        .where('until', '>', now)
        .executeTakeFirst();
      return Number(spent.numUpdatedRows) === 1;
    },
    end: (id, ending) =>
      inTransaction(database, async (trx) => {
        const ended = await endedFrom(trx, ['granted', 'writing'], id, ending);
        if (!ended) return false;
        await putReceipts(trx, ended, ending.at, ending.messages, digest);
        await appendWithin(trx, ending.entry);
        return true;
      }),
    cancel: (id, at, entry) =>
      inTransaction(database, async (trx) => {
        const ending = { outcome: 'cancelled', after: undefined, at };
        const ended = await endedFrom(trx, ['needs-proof'], id, ending);
        if (ended) await appendWithin(trx, entry);
        return ended !== undefined;
      }),
  };
}

/** Ends a change that is in one of the states, and has its card follow. */
async function endedFrom(
  trx: Transaction<Tables>,
  states: readonly PendingChange['state'][],
  id: string,
  { outcome, after, at }: Pick<Ending<Receipt>, 'outcome' | 'after' | 'at'>,
): Promise<PendingChange | undefined> {
  const ended = await trx
    .updateTable('changes')
    .set({ state: 'ended', outcome, after: after ? JSON.stringify(after) : null, ended_at: at })
    .where('id', '=', id)
    .where('state', 'in', states)
    .returningAll()
    .executeTakeFirst();
  if (!ended) return undefined;
  await deliverCard(trx, id, at);
  return pendingOf(ended);
}

async function forgetOld(trx: Transaction<Tables>, now: number): Promise<void> {
  const before = now - keptMs;
  await trx
    .deleteFrom('changes')
    .where((e) =>
      e.or([
        e('ended_at', '<', before),
        e.and([e('state', '=', 'needs-proof'), e('until', '<', before)]),
      ]),
    )
    .execute();
  await trx.deleteFrom('receipts').where('expires_at', '<', now).execute();
}

async function takenAway({ db }: Database, person: Person, since: number): Promise<number[]> {
  const rows = await db
    .selectFrom('changes')
    .select('ended_at')
    .where('tenant_id', '=', person.tenantId)
    .where('person_id', '=', person.id)
    .where('takes_away', '=', 1)
    .where('outcome', '=', 'done')
    .where('ended_at', '>', since)
    .execute();
  return rows.flatMap((r) => (r.ended_at === null ? [] : [r.ended_at]));
}

async function takeOver(
  { db, engine }: Database,
  now: number,
  leaseUntil: number,
): Promise<PendingChange[]> {
  const taken = await db
    .updateTable('changes')
    .set({ state: 'writing', until: leaseUntil })
    .where('id', 'in', (e) => {
      const overdue = e
        .selectFrom('changes')
        .select('id')
        .where('state', 'in', ['granted', 'writing'])
        .where('until', '<=', now)
        .limit(takenOverAtOnce);
      return engine === 'postgres' ? overdue.forUpdate().skipLocked() : overdue;
    })
    .returningAll()
    .execute();
  return taken.map(pendingOf);
}

/** The card in the chat follows what became of the change. */
async function deliverCard(trx: Transaction<Tables>, id: string, now: number): Promise<void> {
  await trx
    .insertInto('deliveries')
    .values({
      id: randomUUID(),
      kind: 'change',
      subject: id,
      version: 1,
      state: 'due',
      attempts: 0,
      due_at: now,
      last_error: null,
    })
    .execute();
}

type Body = Omit<PendingChange, 'state' | 'proof' | 'before' | 'after' | 'endedAt' | 'outcome'>;

function rowOf(pending: PendingChange): Selectable<Tables['changes']> {
  const { state, proof, before, after, endedAt, outcome, ...body } = pending;
  return {
    id: pending.id,
    tenant_id: pending.person.tenantId,
    person_id: pending.person.id,
    state,
    takes_away: takesAway(pending.change) ? 1 : 0,
    body: JSON.stringify(body satisfies Body),
    proof: proof ? JSON.stringify(proof) : null,
    before: before ? JSON.stringify(before) : null,
    after: after ? JSON.stringify(after) : null,
    outcome: outcome ?? null,
    until: pending.expiresAt,
    ended_at: endedAt ?? null,
  };
}

function pendingOf(found: Selectable<Tables['changes']>): PendingChange {
  const parsed = <T>(text: string | null) => (text === null ? undefined : (JSON.parse(text) as T));
  return {
    ...(JSON.parse(found.body) as Body),
    state: found.state as PendingChange['state'],
    proof: parsed(found.proof),
    before: parsed(found.before),
    after: parsed(found.after),
    endedAt: found.ended_at ?? undefined,
    outcome: found.outcome ?? undefined,
  };
}
