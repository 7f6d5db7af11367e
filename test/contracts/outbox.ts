import type { Delivery, Outbox, OutboxParts } from '../../src/connections/storage/outbox';
import type { TicketStore } from '../../src/escalation/ticketStore';
import type { MakeBench } from '../support/bench';
import { clockAt, hour, minute, second, type Clock } from '../support/clock';
import { draftTicket, personNumber } from '../support/samples';

/** Tickets put something into the box; each worker has a box of its own on the same content. */
export interface TicketsAndWorkers {
  readonly tickets: TicketStore;
  worker(parts: OutboxParts): Outbox;
}

const never = () => {
  throw new Error('there was nothing to join');
};
const ids = (count: number) => Array.from({ length: count }, (_, i) => `ticket-${i}`);

/** Opens tickets that have one delivery each. */
async function fill(tickets: TicketStore, clock: Clock, count: number): Promise<void> {
  for (const [i, id] of ids(count).entries()) {
    const draft = draftTicket(personNumber(i), { id, updatedAt: clock.now() });
    await tickets.open(draft, never, ({ version }) => [{ kind: 'desk', subject: id, version }]);
  }
}

interface Fault {
  readonly subject: string;
  readonly attempts: number;
  readonly error: unknown;
}

/** One worker, what it sent and what went wrong, and the deliveries it is told to fail. */
function workerAt(bench: TicketsAndWorkers, clock: Clock, random = 0.5) {
  const sent: Delivery[] = [];
  const faults: Fault[] = [];
  const failing = new Map<string, unknown>();
  const box = bench.worker({
    now: clock.now,
    random: () => random,
    onFault: ({ subject }, attempts, error) => faults.push({ subject, attempts, error }),
  });
  const send = async (delivery: Delivery) => {
    await Promise.resolve();
    if (failing.has(delivery.subject)) throw failing.get(delivery.subject);
    sent.push(delivery);
  };
  const drain = () => box.drain(send);
  const drainAll = async () => {
    while ((await drain()) > 0);
  };
  return { box, sent, faults, failing, drain, drainAll };
}

/** A send that has begun and goes on until it is told how it ends. */
function heldSend() {
  let begun = () => {};
  let end = (_error?: Error) => {};
  const began = new Promise<void>((resolve) => (begun = resolve));
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  const send = () => {
    begun();
    return ended;
  };
  return { send, began, end };
}

const down = new Error('the channel is down');
const start = '2026-03-02T10:00:00.000Z';

/** What every outbox does. */
export function outboxContract(make: MakeBench<TicketsAndWorkers>): void {
  describe('an outbox', () => {
    delivering(make);
    retrying(make);
    dying(make);
  });
}

function delivering(make: MakeBench<TicketsAndWorkers>): void {
  it('delivers what is due, once, and then has nothing waiting', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 3);
    const { box, sent, drain } = workerAt(store, clock);
    expect(await box.waiting()).toBe(3);
    expect(await drain()).toBe(3);
    expect(await drain()).toBe(0);
    expect(await box.waiting()).toBe(0);
    const all = ids(3).map((subject) => ({ kind: 'desk', subject, version: 1 }));
    expect(sent.sort((a, b) => a.subject.localeCompare(b.subject))).toEqual(all);
  });

  it('has nothing to do where nothing waits', async () => {
    const { store } = await make();
    const { box, drain, sent } = workerAt(store, clockAt(start));
    expect(await drain()).toBe(0);
    expect(await box.waiting()).toBe(0);
    expect(sent).toEqual([]);
  });

  it('begins nothing more once it is to end, and leaves the rest to who starts next', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 3);
    const sent: string[] = [];
    const send = ({ subject }: { subject: string }) => Promise.resolve(void sent.push(subject));
    const parts = { now: clock.now, random: () => 0.5, onFault: () => undefined };
    const ending = store.worker({ ...parts, isEnding: () => true });
    await ending.drain(send);
    expect(sent).toEqual([]);
    expect(await ending.waiting()).toBe(3);
    await store.worker(parts).drain(send);
    expect(sent.sort()).toEqual(ids(3).sort());
  });

  it('works through any number, round by round', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 35);
    const { sent, drainAll } = workerAt(store, clock);
    await drainAll();
    expect(sent.map((d) => d.subject).sort()).toEqual(ids(35).sort());
  });

  it('delivers the versions of a ticket in their order', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    for (const version of [2, 3, 4, 5])
      await store.tickets.change(
        'ticket-0',
        (t) => ({ ...t, version, updatedAt: clock.now() }),
        () => [{ kind: 'person', subject: 'ticket-0', version }],
      );
    const { sent, drainAll } = workerAt(store, clock);
    await drainAll();
    expect(sent.map((d) => d.version)).toEqual([1, 2, 3, 4, 5]);
  });

  it('delivers each once when two workers work at the same time', async () => {
    const { store, another } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 60);
    const workers = [workerAt(store, clock), workerAt(await another(), clock)];
    await Promise.all(workers.map((w) => w.drainAll()));
    const sent = workers.flatMap((w) => w.sent.map((d) => d.subject));
    expect(sent.sort()).toEqual(ids(60).sort());
    expect(await workers[0]?.box.waiting()).toBe(0);
  });

  it('delivers after closing and opening what waited before', async () => {
    const { store, reopened } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 2);
    const before = workerAt(store, clock);
    before.failing.set('ticket-0', down);
    await before.drain();
    const { box, sent, drain } = workerAt(await reopened(), clock);
    expect(await box.waiting()).toBe(1);
    clock.pass(hour);
    await drain();
    expect(sent.map((d) => d.subject)).toEqual(['ticket-0']);
  });
}

function retrying(make: MakeBench<TicketsAndWorkers>): void {
  it('tries again what failed, after a pause that doubles up to ten minutes', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const { box, sent, faults, failing, drain } = workerAt(store, clock);
    failing.set('ticket-0', down);
    expect(await drain()).toBe(1);
    for (const pause of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]) {
      clock.pass(pause * second - 1);
      expect(await drain()).toBe(0);
      clock.pass(1);
      expect(await drain()).toBe(1);
    }
    expect(faults.map((f) => f.attempts)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(faults[0]).toEqual({ subject: 'ticket-0', attempts: 1, error: down });
    expect(await box.waiting()).toBe(1);
    failing.clear();
    clock.pass(600 * second);
    await drain();
    expect(sent).toHaveLength(1);
    expect(await box.waiting()).toBe(0);
  });

  it.each([
    [0, 500],
    [1, 1_500],
  ])('spreads the pause: at %d the first one takes %i ms', async (random, pause) => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const { failing, drain } = workerAt(store, clock, random);
    failing.set('ticket-0', down);
    await drain();
    clock.pass(pause - 1);
    expect(await drain()).toBe(0);
    clock.pass(1);
    expect(await drain()).toBe(1);
  });

  it('lets one that fails hold up no other', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 25);
    const { box, sent, failing, drainAll } = workerAt(store, clock);
    failing.set('ticket-0', down).set('ticket-7', 'a failure that is no Error');
    await drainAll();
    expect(sent).toHaveLength(23);
    expect(await box.waiting()).toBe(2);
  });

  it('takes a failure that says very much', async () => {
    const { store } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 2);
    const { sent, failing, drainAll } = workerAt(store, clock);
    failing.set('ticket-0', new Error(`'"\\ 😀 ${'very '.repeat(100_000)}`));
    await drainAll();
    failing.clear();
    clock.pass(minute);
    await drainAll();
    expect(sent).toHaveLength(2);
  });
}

function dying(make: MakeBench<TicketsAndWorkers>): void {
  it("has a crashed worker's work done by the next one, once its time is over", async () => {
    const { store, another } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const crashed = heldSend();
    void workerAt(store, clock).box.drain(crashed.send);
    await crashed.began;
    const next = workerAt(await another(), clock);
    clock.pass(minute - 1);
    expect(await next.drain()).toBe(0);
    expect(await next.box.waiting()).toBe(1);
    clock.pass(1);
    expect(await next.drain()).toBe(1);
    expect(next.sent.map((d) => d.subject)).toEqual(['ticket-0']);
    expect(await next.box.waiting()).toBe(0);
  });

  it('does not let a worker that is late call done what another one is still doing', async () => {
    const { store, another } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const slow = heldSend();
    const late = workerAt(store, clock).box.drain(slow.send);
    await slow.began;
    clock.pass(2 * minute);
    const own = heldSend();
    const next = workerAt(await another(), clock);
    const working = next.box.drain(own.send);
    await own.began;
    slow.end();
    await late;
    expect(await next.box.waiting()).toBe(1);
    own.end(down);
    await working;
    clock.pass(minute);
    expect(await next.drain()).toBe(1);
    expect(await next.box.waiting()).toBe(0);
  });

  it('does not let a worker that is late bring back what another one has delivered', async () => {
    const { store, another } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const slow = heldSend();
    const late = workerAt(store, clock).box.drain(slow.send);
    await slow.began;
    clock.pass(2 * minute);
    const next = workerAt(await another(), clock);
    expect(await next.drain()).toBe(1);
    slow.end(down);
    await late;
    clock.pass(24 * hour);
    expect(await next.drain()).toBe(0);
    expect(await next.box.waiting()).toBe(0);
  });

  it('does not let a worker that is late bring forward what another one is still doing', async () => {
    const { store, another } = await make();
    const clock = clockAt(start);
    await fill(store.tickets, clock, 1);
    const slow = heldSend();
    const late = workerAt(store, clock).box.drain(slow.send);
    await slow.began;
    clock.pass(2 * minute);
    const own = heldSend();
    const next = workerAt(await another(), clock);
    const working = next.box.drain(own.send);
    await own.began;
    slow.end(down);
    await late;
    clock.pass(5 * second);
    expect(await next.drain()).toBe(0);
    own.end();
    await working;
    expect(await next.box.waiting()).toBe(0);
  });
}
