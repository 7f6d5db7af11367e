import { randomUUID } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import { disputableMs, type Receipt, type Way } from '../../receipts/receipt';
import type { PendingChange } from '../../signInMethods/pendingChange';
import type { Digest } from './handedIn';
import type { Database } from './database';
import type { Tables } from './schema';

/** A receipt as it waits: gone from here are where it went and its token once it was sent. */
export interface KeptReceipt {
  readonly id: string;
  readonly changeId: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly to: Way | undefined;
  readonly token: string | undefined;
}

/** Receipts in the database, with the deliveries that carry them. */
export function receipts({ db }: Database, digest: Digest, now: () => number) {
  return {
    async find(id: string): Promise<KeptReceipt | undefined> {
      const found = await db
        .selectFrom('receipts')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return found && receiptOf(found);
    },
    /** The receipt whose "this wasn't me" link was opened, while it may be disputed. */
    async byToken(token: string): Promise<KeptReceipt | undefined> {
      const found = await db
        .selectFrom('receipts')
        .selectAll()
        .where('token_digest', '=', digest(token))
        .where('expires_at', '>', now())
        .executeTakeFirst();
      return found && receiptOf(found);
    },
    /** A receipt that was sent keeps neither the address nor the token. */
    async sent(id: string): Promise<void> {
      await db
        .updateTable('receipts')
        .set({ target: null, token: null })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** Stores receipts and what carries them, within the transaction that ends their change. */
export async function putReceipts(
  trx: Transaction<Tables>,
  { person }: Pick<PendingChange, 'person'>,
  at: number,
  messages: readonly Receipt[],
  digest: Digest,
): Promise<void> {
  for (const { id, changeId, to, token } of messages) {
    await trx
      .insertInto('receipts')
      .values({
        id,
        change_id: changeId,
        tenant_id: person.tenantId,
        person_id: person.id,
        way: to.way,
        target: 'to' in to ? to.to : null,
        token,
        token_digest: digest(token),
        expires_at: at + disputableMs,
      })
      .execute();
    await trx
      .insertInto('deliveries')
      .values({
        id: randomUUID(),
        kind: 'receipt',
        subject: id,
        version: 1,
        state: 'due',
        attempts: 0,
        due_at: at,
        last_error: null,
      })
      .execute();
  }
}

function receiptOf(found: Selectable<Tables['receipts']>): KeptReceipt {
  return {
    id: found.id,
    changeId: found.change_id,
    tenantId: found.tenant_id,
    personId: found.person_id,
    to: wayOf(found),
    token: found.token ?? undefined,
  };
}

function wayOf({ way, target }: Selectable<Tables['receipts']>): Way | undefined {
  if (way === 'chat') return { way };
  return target !== null && (way === 'mail' || way === 'sms') ? { way, to: target } : undefined;
}
