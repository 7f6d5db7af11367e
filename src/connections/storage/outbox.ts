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
const atTheSameTime = 4;

/** Thrown by who delivers where trying again would not help: the delivery is kept as failed, for somebody to look at. */
export class FailedForGood extends Error {}

/** Thrown by who delivers where trying again makes no sense before then (milliseconds since 1970). */
export class NotBefore extends Error {
  readonly at: number;
  constructor(why: string, at: number) {
    super(why);
    this.at = at;
  }
}

/**
 * What one worker takes: the deliveries of one kind, some at the same time, or all but those of some kinds, one after the
 * other. So what hangs on its way to one place holds up nothing on its way to another.
 */
export type Lane = { readonly kind: string } | { readonly but: readonly string[] };

export interface OutboxParts {
  readonly now: () => number;
  /** From 0 to 1; spreads retries. */
  readonly random: () => number;
  /** True once the program is to end: what was claimed and not begun is due again at once, for who starts next. */
  readonly isEnding?: () => boolean;
  readonly onFault: (delivery: Delivery, attempts: number, error: unknown) => void;
}

/**
 * What waits to be delivered, at least once each; a worker that dies leaves its work to the next. What is about the same and
 * goes the same way goes in the order of its versions: a later one waits for an earlier one, but not for
 * what is only planned for later.
 */
export interface Outbox {
  /** Delivers what is due with `send` and says how much that was. */
  drain(send: (delivery: Delivery) => Promise<void>, lane?: Lane): Promise<number>;
  /** How much should have gone out by now; what is only due later does not count. */
  waiting(): Promise<number>;
  /** How many will not be tried again. */
  failed(): Promise<number>;
}

export function outbox(database: Database, parts: OutboxParts): Outbox {
  return {
    async drain(send, lane = { but: [] }) {
      if (parts.isEnding?.()) return 0;
      const begun = parts.now();
      const claimed = await claim(database, begun, lane);
      const one = async (claim: Claimed) => {
        if (parts.isEnding?.()) return letGo(database, claim, parts);
        // By now another worker may have it.
        if (parts.now() < begun + leaseMs) await deliver(database, claim, send, parts);
      };
      claimed.sort((a, b) => a.version - b.version);
      await everyOne('kind' in lane ? claimed.map(one) : bySubject(claimed).map(inTurn(one)));
      return claimed.length;
    },
    waiting: () => countOf(database, 'due', parts.now()),
    failed: () => countOf(database, 'failed', parts.now()),
  };
}

/** About one subject one after the other; a way that is slow or shut does not hold up the rest. */
function bySubject(claimed: readonly Claimed[]): Claimed[][] {
  const subjects = [...new Set(claimed.map((c) => c.subject))];
  return subjects.map((subject) => claimed.filter((c) => c.subject === subject));
}

function inTurn(one: (claim: Claimed) => Promise<void>) {
  return async (claims: readonly Claimed[]): Promise<void> => {
    for (const claim of claims) await one(claim);
  };
}

/** Due again at once, for who starts next. */
function letGo(database: Database, { id, attempts }: Claimed, parts: OutboxParts): Promise<void> {
  return settle(database, id, attempts, { due_at: parts.now(), last_error: null });
}

/** Waits for all, whatever becomes of some. @throws what the first one threw. */
async function everyOne(all: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(all);
  await Promise.all(all);
}

async function deliver(
  database: Database,
  { id, attempts, kind, subject, version }: Claimed,
  send: (delivery: Delivery) => Promise<void>,
  parts: OutboxParts,
): Promise<void> {
  const delivery = { kind, subject, version };
  try {
    await send(delivery);
  } catch (error) {
    parts.onFault(delivery, attempts, error);
    return settle(database, id, attempts, {
      ...later(error, attempts, parts),
      ...(error instanceof FailedForGood ? { state: 'failed' } : {}),
    });
  }
  await settle(database, id, attempts, { state: 'sent', last_error: null });
}

/** What is planned for later and was never tried does not wait yet. */
async function countOf({ db }: Database, state: string, now: number): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .where((e) => e.or([e('attempts', '>', 0), e('due_at', '<=', now)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

type Claimed = Awaited<ReturnType<typeof claim>>[number];

/**
 * A claim moves the due time past the lease: what a crashed worker held comes due again by itself. What was never tried goes
 * first, so that it does not wait behind what cannot be delivered.
 */
function claim({ db, engine }: Database, now: number, lane: Lane) {
  return db
    .updateTable('deliveries')
    .set((e) => ({ due_at: now + leaseMs, attempts: e('attempts', '+', 1) }))
    .where('id', 'in', (e) => {
      const waiting = e
        .selectFrom('deliveries as d')
        .select('d.id')
        .where('d.state', '=', 'due')
        .where('d.due_at', '<=', now)
        .where((w) =>
          w.not(
            w.exists(
              w
                .selectFrom('deliveries as earlier')
                .select('earlier.id')
                .where('earlier.state', '=', 'due')
                .whereRef('earlier.subject', '=', 'd.subject')
                .whereRef('earlier.kind', '=', 'd.kind')
                .whereRef('earlier.version', '<', 'd.version')
                .where((x) =>
                  x.or([x('earlier.attempts', '>', 0), x('earlier.due_at', '<=', now)]),
                ),
            ),
          ),
        )
        .orderBy('d.attempts')
        .orderBy('d.due_at');
      const due =
        'kind' in lane
          ? waiting.where('d.kind', '=', lane.kind).limit(atTheSameTime)
          : (lane.but.length > 0 ? waiting.where('d.kind', 'not in', lane.but) : waiting).limit(
              batch,
            );
      return engine === 'postgres' ? due.forUpdate('d').skipLocked() : due;
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
  const from = error instanceof NotBefore ? Math.max(now(), error.at) : now();
  return {
    due_at: Math.round(from + pause * (0.5 + random())),
    last_error: reason.slice(0, 300),
  };
}
