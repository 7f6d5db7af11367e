import type { Database } from './database';

/** What waits to go out: of which kind, about what (the id of a ticket, a change, a receipt), in which version. */
export interface Delivery {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
}

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
  /** How much should have gone out by now; what is only due later does not count. */
  waiting(): Promise<number>;
}

export function outbox(database: Database, parts: OutboxParts): Outbox {
  return {
    async drain(send) {
      const claimed = await claim(database, parts.now());
      claimed.sort((a, b) => a.version - b.version);
      for (const { id, attempts, kind, subject, version } of claimed) {
        const delivery = { kind, subject, version };
        try {
          await send(delivery);
          await settle(database, id, attempts, { state: 'sent', last_error: null });
        } catch (error) {
          parts.onFault(delivery, attempts, error);
          await settle(database, id, attempts, later(error, attempts, parts));
        }
      }
      return claimed.length;
    },
    async waiting() {
      const { count } = await database.db
        .selectFrom('deliveries')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('state', '=', 'due')
        .where((e) => e.or([e('attempts', '>', 0), e('due_at', '<=', parts.now())]))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

/** A claim moves the due time past the lease: what a crashed worker held comes due again by itself. */
function claim({ db, engine }: Database, now: number) {
  return db
    .updateTable('deliveries')
    .set((e) => ({ due_at: now + leaseMs, attempts: e('attempts', '+', 1) }))
    .where('id', 'in', (e) => {
      const due = e
        .selectFrom('deliveries')
        .select('id')
        .where('state', '=', 'due')
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(batch);
      return engine === 'postgres' ? due.forUpdate().skipLocked() : due;
    })
    .returningAll()
    .execute();
}

/** `attempts` fences: a worker whose lease ran out cannot settle what another one holds by now. */
async function settle(
  { db }: Database,
  id: string,
  attempts: number,
  set: { state?: string; due_at?: number; last_error: string | null },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set(set)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .execute();
}

function later(error: unknown, attempts: number, { now, random }: OutboxParts) {
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1));
  const reason = error instanceof Error ? error.message : String(error);
  return {
    due_at: Math.round(now() + pause * (0.5 + random())),
    last_error: reason.slice(0, 300),
  };
}
