import type { FailedDeliveries } from '../../src/connections/storage/failedDeliveries';
import {
  FailedForGood,
  type Delivery,
  type Outbox,
  type OutboxParts,
} from '../../src/connections/storage/outbox';
import type { TicketStore } from '../../src/escalation/ticketStore';
import type { MakeBench } from '../support/bench';
import { clockAt, hour, minute, second, type Clock } from '../support/clock';
import { draftTicket, personNumber } from '../support/samples';

export interface Failing {
  readonly tickets: TicketStore;
  worker(parts: OutboxParts): Outbox;
  failed(now: () => number): FailedDeliveries;
}

type Kind = 'desk' | `desk/${string}` | 'person';

/** One worker; what it sent, and with which try what failed. */
function workerAt(store: Failing, clock: Clock) {
  const sent: string[] = [];
  const tries: number[] = [];
  const failing = new Map<string, Error>();
  const onFault = (_delivery: Delivery, attempts: number) => void tries.push(attempts);
  const box = store.worker({ now: clock.now, random: () => 0.5, onFault });
  const send = ({ kind, subject, version }: Delivery) => {
    const failure = failing.get(kind);
    if (failure) return Promise.reject(failure);
    sent.push(`${kind} ${subject} ${version}`);
    return Promise.resolve();
  };
  const drainAll = async () => {
    while ((await box.drain(send)) > 0);
  };
  return { box, sent, tries, failing, send, drainAll };
}

async function opened(store: Failing, clock: Clock, id: string, kinds: readonly Kind[]) {
  const number = Number(id.replace(/\D/g, ''));
  await store.tickets.open(
    draftTicket(personNumber(number), { id, updatedAt: clock.now() }),
    (existing) => existing,
    ({ version }) => kinds.map((kind) => ({ kind, subject: id, version })),
  );
}

async function changed(store: Failing, clock: Clock, id: string, kinds: readonly Kind[]) {
  await store.tickets.change(
    id,
    (t) => ({ ...t, version: t.version + 1, updatedAt: clock.now() }),
    ({ version }) => kinds.map((kind) => ({ kind, subject: id, version })),
  );
}

const refused = new FailedForGood('the token is wrong');
const down = new Error('it is down');

/** A box with what failed at two desks for good. */
const bench = async (make: MakeBench<Failing>) => {
  const { store, another } = await make();
  const clock = clockAt('2026-03-02T10:00:00.000Z');
  const worker = workerAt(store, clock);
  for (const kind of ['desk/IT', 'desk/HR']) worker.failing.set(kind, refused);
  return { store, another, clock, worker, failed: store.failed(clock.now) };
};

/** What can be done about deliveries that failed for good. */
export function failedDeliveriesContract(make: MakeBench<Failing>): void {
  describe('what failed for good on its way to a desk', () => {
    counted(make);
    again(make);
    late(make);
  });
}

function counted(make: MakeBench<Failing>): void {
  it('is counted for each desk, a ticket once', async () => {
    const { store, clock, worker, failed } = await bench(make);
    expect(await failed.atDesks()).toEqual([]);
    for (const id of ['ticket-1', 'ticket-2']) {
      await opened(store, clock, id, ['desk/IT', 'desk']);
      await changed(store, clock, id, ['desk/IT']);
    }
    await changed(store, clock, 'ticket-1', ['desk/HR', 'person']);
    await worker.drainAll();
    expect(await failed.atDesks()).toEqual([
      { desk: 'HR', tickets: 1 },
      { desk: 'IT', tickets: 2 },
    ]);
  });

  it('is not what waits, is planned or got there', async () => {
    const { store, clock, worker, failed } = await bench(make);
    worker.failing.set('desk/IT', down).delete('desk/HR');
    await opened(store, clock, 'ticket-1', ['desk/IT', 'desk/HR', 'desk']);
    await worker.drainAll();
    expect(await failed.atDesks()).toEqual([]);
    expect([await failed.retry('IT'), await failed.retry('HR')]).toEqual([0, 0]);
    expect(await worker.box.waiting()).toBe(1);
    clock.pass(second - 1);
    expect(await worker.box.drain(worker.send)).toBe(0);
  });
}

function again(make: MakeBench<Failing>): void {
  it('is due at once when somebody asks for it, in its order, and at that desk only', async () => {
    const { store, clock, worker, failed } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT', 'desk/HR']);
    await changed(store, clock, 'ticket-1', ['desk/IT']);
    await worker.drainAll();
    worker.failing.clear();
    expect(await failed.retry('IT')).toBe(1);
    expect(await worker.box.waiting()).toBe(2);
    expect(await worker.box.failed()).toBe(1);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk/IT ticket-1 1', 'desk/IT ticket-1 2']);
    expect(await failed.atDesks()).toEqual([{ desk: 'HR', tickets: 1 }]);
  });

  it('is due once, however often and by however many it is asked for', async () => {
    const { store, another, clock, worker, failed } = await bench(make);
    for (let i = 1; i <= 5; i++) await opened(store, clock, `ticket-${i}`, ['desk/IT']);
    await worker.drainAll();
    worker.failing.clear();
    const other = (await another()).failed(clock.now);
    const counts = await Promise.all([failed.retry('IT'), other.retry('IT'), failed.retry('IT')]);
    expect(counts.reduce((a, b) => a + b)).toBe(5);
    await worker.drainAll();
    expect(await failed.retry('IT')).toBe(0);
    await worker.drainAll();
    expect(worker.sent.sort()).toEqual([1, 2, 3, 4, 5].map((i) => `desk/IT ticket-${i} 1`));
  });

  it('is tried as if for the first time: the pauses begin anew, and it can fail for good again', async () => {
    const { store, clock, worker, failed } = await bench(make);
    worker.failing.set('desk/IT', down);
    await opened(store, clock, 'ticket-1', ['desk/IT']);
    for (let i = 0; i < 5; i++) {
      await worker.drainAll();
      clock.pass(hour);
    }
    worker.failing.set('desk/IT', refused);
    await worker.drainAll();
    worker.failing.set('desk/IT', down);
    await failed.retry('IT');
    await worker.drainAll();
    clock.pass(second);
    worker.failing.set('desk/IT', refused);
    await worker.drainAll();
    expect(worker.tries).toEqual([1, 2, 3, 4, 5, 6, 1, 2]);
    expect(await failed.atDesks()).toEqual([{ desk: 'IT', tickets: 1 }]);
  });
}

function late(make: MakeBench<Failing>): void {
  /** A worker that has a delivery in hand for longer than it may, while another one fails with it for good. */
  const overtaken = async () => {
    const { store, another, clock, worker, failed } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT']);
    let end = (_error?: Error) => {};
    const slow = workerAt(await another(), clock).box.drain(
      () =>
        new Promise<void>((resolve, reject) => {
          end = (error) => (error ? reject(error) : resolve());
        }),
    );
    while ((await failed.atDesks()).length === 0) {
      clock.pass(2 * minute);
      await worker.drainAll();
    }
    worker.failing.clear();
    await failed.retry('IT');
    const settled = async (error?: Error) => {
      end(error);
      await slow;
    };
    return { clock, worker, settled };
  };

  it.each([
    ['done', undefined],
    ['failed', down],
    ['failed for good', refused],
  ])('and is asked for again is not settled as %s by a worker that is late', async (_as, error) => {
    const { worker, settled } = await overtaken();
    await settled(error);
    expect([await worker.box.waiting(), await worker.box.failed()]).toEqual([1, 0]);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk/IT ticket-1 1']);
    expect(await worker.box.waiting()).toBe(0);
  });

  it('and is on its way again is not lost where a worker that is late calls it done', async () => {
    const { worker, settled, clock } = await overtaken();
    await worker.box.drain(async () => {
      await settled();
      throw down;
    });
    expect([await worker.box.waiting(), await worker.box.failed()]).toEqual([1, 0]);
    clock.pass(minute);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk/IT ticket-1 1']);
  });
}
