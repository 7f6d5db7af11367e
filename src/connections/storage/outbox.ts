import type { Delivery } from '../../escalation/ticketStore';
import type { Database } from './database';

const leaseMs = 60_000;
const firstPauseMs = 1_000;
const longestPauseMs = 10 * 60_000;
const batch = 10;

export interface OutboxParts {
  readonly now: () => number;
  /** From 0 to 1; spreads retries. */
  readonly random: () => number;
  readonly onFault: (delivery: Delivery, attempts: number, error: unknown) => void;
}

/** What waits to be delivered, at least once each; a worker that dies leaves its work to the next. */
export interface Outbox {
  /** Delivers what is due with `send` and says how much that was. */
  drain(send: (delivery: Delivery) => Promise<void>): Promise<number>;
  waiting(): Promise<number>;
}

export function outbox(database: Database, parts: OutboxParts): Outbox {
  const { db } = database;

  /** A claim moves the due time past the lease: what a crashed worker held comes due again by itself. */
  const claim = () =>
    db
      .updateTable('deliveries')
      .set((e) => ({ due_at: parts.now() + leaseMs, attempts: e('attempts', '+', 1) }))
      .where('id', 'in', (e) => {
        const due = e
          .selectFrom('deliveries')
          .select('id')
          .where('state', '=', 'due')
          .where('due_at', '<=', parts.now())
          .orderBy('due_at')
          .limit(batch);
        return database.engine === 'postgres' ? due.forUpdate().skipLocked() : due;
      })
      .returningAll()
      .execute();

  /** `attempts` fences: a worker whose lease ran out cannot settle what another one holds by now. */
  const settle = (
    id: string,
    attempts: number,
    set: { state?: string; due_at?: number; last_error: string | null },
  ) =>
    db
      .updateTable('deliveries')
      .set(set)
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .execute();

  return {
    async drain(send) {
      const claimed = await claim();
      claimed.sort((a, b) => a.version - b.version);
      for (const row of claimed) {
        const delivery = {
          kind: row.kind,
          ticketId: row.ticket_id,
          version: row.version,
        } as Delivery;
        try {
          await send(delivery);
          await settle(row.id, row.attempts, { state: 'sent', last_error: null });
        } catch (error) {
          parts.onFault(delivery, row.attempts, error);
          const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (row.attempts - 1));
          const due = Math.round(parts.now() + pause * (0.5 + parts.random()));
          const reason = error instanceof Error ? error.message : String(error);
          await settle(row.id, row.attempts, { due_at: due, last_error: reason.slice(0, 300) });
        }
      }
      return claimed.length;
    },
    async waiting() {
      const { count } = await db
        .selectFrom('deliveries')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('state', '=', 'due')
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
