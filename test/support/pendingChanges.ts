import { checkedEntry, type Entry } from '../../src/record/record';
import type { Receipt } from '../../src/receipts/receipt';
import { takesAway } from '../../src/signInMethods/change';
import type { PendingChange, PendingChanges } from '../../src/signInMethods/pendingChange';

export interface InMemoryPendingChanges extends PendingChanges<Receipt> {
  /** What was recorded, in its order. */
  readonly recorded: readonly Entry[];
  /** The receipts that wait to go out. */
  readonly receipts: readonly Receipt[];
}

type Kept = PendingChange & { readonly until: number };
type Step = Partial<Kept> & { readonly messages?: readonly Receipt[] };

/** Changes on their way, in memory. No call waits inside, so each is atomic. */
export function inMemoryPendingChanges(): InMemoryPendingChanges {
  const changes = new Map<string, Kept>();
  const recorded: Entry[] = [];
  const receipts: Receipt[] = [];

  /** The change with its receipts and its line in the record, or nothing of it. */
  function step(
    id: string,
    may: (kept: Kept) => boolean,
    { messages = [], ...set }: Step,
    entry?: Entry,
  ): boolean {
    const kept = changes.get(id);
    if (!kept || !may(kept)) return false;
    const line = entry && checkedEntry(entry);
    if (messages.some((m) => receipts.some((r) => r.id === m.id || r.token === m.token)))
      throw new Error('there is such a receipt already');
    changes.set(id, { ...kept, ...set });
    receipts.push(...messages);
    if (line) recorded.push(line);
    return true;
  }

  const overdue = (now: number) =>
    [...changes.values()]
      .filter((c) => c.state === 'granted' || c.state === 'writing')
      .filter((c) => c.until <= now);

  return {
    recorded,
    receipts,
    open: async (pending, entry) => {
      if (changes.has(pending.id)) throw new Error('there is such a change already');
      recorded.push(checkedEntry(entry));
      changes.set(pending.id, { ...pending, until: pending.expiresAt });
      return Promise.resolve();
    },
    find: (id) => {
      const kept = changes.get(id);
      return Promise.resolve(kept && pendingOf(kept));
    },
    grant: async (id, proof, until, now, entry) =>
      Promise.resolve(
        step(
          id,
          (c) => c.state === 'needs-proof' && c.until > now,
          { state: 'granted', proof, until },
          entry,
        ),
      ),
    spend: (id, before, until, now) =>
      Promise.resolve(
        step(id, (c) => c.state === 'granted' && c.until > now, {
          state: 'writing',
          before,
          until,
        }),
      ),
    end: async (id, { outcome, after, at, entry, messages }) =>
      Promise.resolve(
        step(
          id,
          (c) => c.state === 'granted' || c.state === 'writing',
          { state: 'ended', outcome, after, endedAt: at, messages },
          entry,
        ),
      ),
    cancel: async (id, at, entry) =>
      Promise.resolve(
        step(
          id,
          (c) => c.state === 'needs-proof',
          { state: 'ended', outcome: 'cancelled', endedAt: at },
          entry,
        ),
      ),
    takeOver: (now, until) =>
      Promise.resolve(
        overdue(now).map((c) => {
          const taken: Kept = { ...c, state: 'writing', until };
          changes.set(c.id, taken);
          return pendingOf(taken);
        }),
      ),
    takenAway: ({ tenantId, id }, since) =>
      Promise.resolve(
        [...changes.values()]
          .filter((c) => c.person.tenantId === tenantId && c.person.id === id)
          .filter((c) => takesAway(c.change) && c.outcome === 'done')
          .flatMap((c) => c.endedAt ?? [])
          .filter((at) => at > since),
      ),
  };
}

function pendingOf({ until: _, ...pending }: Kept): PendingChange {
  return pending;
}
