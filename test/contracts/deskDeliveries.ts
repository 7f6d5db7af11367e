import {
  FailedForGood,
  NotBefore,
  type Delivery,
  type Lane,
  type Outbox,
  type OutboxParts,
} from '../../src/connections/storage/outbox';
import type { Unreached } from '../../src/connections/storage/unreached';
import type { TicketStore } from '../../src/escalation/ticketStore';
import type { MakeBench } from '../support/bench';
import { clockAt, minute, second, type Clock } from '../support/clock';
import { draftTicket, personNumber } from '../support/samples';

export interface Desks {
  readonly tickets: TicketStore;
  worker(parts: OutboxParts): Outbox;
  unreached(now: () => number): Unreached;
}

type Kind = 'desk' | `desk/${string}` | 'person';

/** One worker; what it sent, as `kind ticket version`, and which kinds fail with what. */
function workerAt(store: Desks, clock: Clock) {
  const sent: string[] = [];
  const failing = new Map<string, Error>();
  const box = store.worker({ now: clock.now, random: () => 0.5, onFault: () => undefined });
  const send = ({ kind, subject, version }: Delivery) => {
    const failure = failing.get(kind);
    if (failure) return Promise.reject(failure);
    sent.push(`${kind} ${subject} ${version}`);
    return Promise.resolve();
  };
  const drainAll = async (lane?: Lane) => {
    while ((await box.drain(send, lane)) > 0);
  };
  return { box, sent, failing, send, drainAll };
}

async function opened(store: Desks, clock: Clock, id: string, kinds: readonly Kind[]) {
  const number = Number(id.replace(/\D/g, ''));
  await store.tickets.open(
    draftTicket(personNumber(number), { id, updatedAt: clock.now() }),
    (existing) => existing,
    ({ version }) => kinds.map((kind) => ({ kind, subject: id, version })),
  );
}

async function changed(store: Desks, clock: Clock, id: string, kinds: readonly Kind[]) {
  await store.tickets.change(
    id,
    (t) => ({ ...t, version: t.version + 1, updatedAt: clock.now() }),
    ({ version }) => kinds.map((kind) => ({ kind, subject: id, version })),
  );
}

const down = new Error('it is down');
const bench = async (make: MakeBench<Desks>) => {
  const { store, another } = await make();
  const clock = clockAt('2026-03-02T10:00:00.000Z');
  return { store, another, clock, worker: workerAt(store, clock) };
};

/** What an outbox does for the desks: order, ways of their own, what fails for good, and whom no desk was reached for. */
export function deskDeliveriesContract(make: MakeBench<Desks>): void {
  describe('deliveries to desks', () => {
    ordered(make);
    apart(make);
    ending(make);
    unreached(make);
  });
}

function ordered(make: MakeBench<Desks>): void {
  it('bring no later version before an earlier one, however often that fails', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT', 'desk']);
    worker.failing.set('desk/IT', down);
    await worker.drainAll();
    await changed(store, clock, 'ticket-1', ['desk/IT', 'desk']);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk ticket-1 1', 'desk ticket-1 2']);
    worker.failing.clear();
    clock.pass(minute);
    await worker.drainAll();
    expect(worker.sent.slice(2)).toEqual(['desk/IT ticket-1 1', 'desk/IT ticket-1 2']);
  });

  it('bring no later version while another worker is at an earlier one', async () => {
    const { store, another, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT']);
    await changed(store, clock, 'ticket-1', ['desk/IT']);
    const next = workerAt(await another(), clock);
    let during: number | undefined;
    await worker.box.drain(async (delivery) => {
      during = await next.box.drain(next.send);
      await worker.send(delivery);
    });
    expect(during).toBe(0);
    await next.drainAll();
    expect([...worker.sent, ...next.sent]).toEqual(['desk/IT ticket-1 1', 'desk/IT ticket-1 2']);
  });

  it('go on with a later version where an earlier one has failed for good', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT']);
    worker.failing.set('desk/IT', new FailedForGood('no'));
    await worker.drainAll();
    worker.failing.clear();
    await changed(store, clock, 'ticket-1', ['desk/IT']);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk/IT ticket-1 2']);
  });

  it('try what is new before what failed already', async () => {
    const { store, clock, worker } = await bench(make);
    for (let i = 1; i <= 4; i++) await opened(store, clock, `ticket-${i}`, ['desk/IT']);
    worker.failing.set('desk/IT', down);
    await worker.drainAll();
    worker.failing.clear();
    clock.pass(minute);
    await opened(store, clock, 'ticket-9', ['desk/IT']);
    await worker.box.drain(worker.send, { kind: 'desk/IT' });
    expect(worker.sent).toContain('desk/IT ticket-9 1');
  });
}

function apart(make: MakeBench<Desks>): void {
  it('have a way of their own, so that one that hangs holds up no other', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT', 'desk/HR', 'desk', 'person']);
    let end = () => {};
    const hanging = worker.box.drain(() => new Promise<void>((resolve) => (end = resolve)), {
      kind: 'desk/IT',
    });
    await worker.drainAll({ kind: 'desk/HR' });
    await worker.drainAll({ but: ['desk/IT', 'desk/HR'] });
    expect(worker.sent.sort()).toEqual([
      'desk ticket-1 1',
      'desk/HR ticket-1 1',
      'person ticket-1 1',
    ]);
    expect(await worker.box.waiting()).toBe(1);
    end();
    expect(await hanging).toBe(1);
    expect(await worker.box.waiting()).toBe(0);
  });

  it('settle each of several at the same time by what became of it', async () => {
    const { store, clock, worker } = await bench(make);
    for (let i = 1; i <= 3; i++) await opened(store, clock, `ticket-${i}`, ['desk/IT']);
    await worker.box.drain(
      (delivery) =>
        delivery.subject === 'ticket-2' ? Promise.reject(down) : worker.send(delivery),
      { kind: 'desk/IT' },
    );
    expect(worker.sent.sort()).toEqual(['desk/IT ticket-1 1', 'desk/IT ticket-3 1']);
    expect(await worker.box.waiting()).toBe(1);
  });

  it('leave to the next worker what they did not come to in their time', async () => {
    const { store, another, clock, worker } = await bench(make);
    for (let i = 1; i <= 3; i++) await opened(store, clock, `ticket-${i}`, ['desk']);
    const next = workerAt(await another(), clock);
    await worker.box.drain(async (delivery) => {
      clock.pass(2 * minute);
      await next.drainAll();
      await worker.send(delivery);
    });
    // The first was sent by both: one took longer than it may. No other was.
    expect(worker.sent).toHaveLength(1);
    expect(next.sent.sort()).toEqual(['desk ticket-1 1', 'desk ticket-2 1', 'desk ticket-3 1']);
  });
}

function ending(make: MakeBench<Desks>): void {
  it('are kept as failed where trying again does not help, and never tried again', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT', 'desk']);
    worker.failing.set('desk/IT', new FailedForGood('it does not know us'));
    await worker.drainAll();
    expect([await worker.box.waiting(), await worker.box.failed()]).toEqual([0, 1]);
    worker.failing.clear();
    clock.pass(24 * 60 * minute);
    await worker.drainAll();
    expect(worker.sent).toEqual(['desk ticket-1 1']);
    expect(await worker.box.failed()).toBe(1);
  });

  it('wait as long as a desk says, and then as long as the tries before', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ['desk/IT']);
    worker.failing.set('desk/IT', new NotBefore('it is busy', clock.now() + minute));
    await worker.drainAll();
    clock.pass(minute + second - 1);
    expect(await worker.box.drain(worker.send)).toBe(0);
    clock.pass(1);
    expect(await worker.box.drain(worker.send)).toBe(1);
    // What it says lies in the past by now.
    clock.pass(2 * second - 1);
    expect(await worker.box.drain(worker.send)).toBe(0);
    clock.pass(1);
    expect(await worker.box.drain(worker.send)).toBe(1);
  });
}

function unreached(make: MakeBench<Desks>): void {
  const ways = ['desk', 'desk/IT'] as const;
  const fail = (worker: ReturnType<typeof workerAt>, ...kinds: readonly Kind[]) =>
    kinds.forEach((kind) => worker.failing.set(kind, down));

  it('have the person told, once, where every desk was tried in vain', async () => {
    const { store, another, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ways);
    const noted = [store, await another()].map((s) => s.unreached(clock.now));
    expect(await noted[0]!.note()).toBe(0);
    fail(worker, ...ways);
    await worker.drainAll({ kind: 'desk/IT' });
    expect(await noted[0]!.note()).toBe(0);
    await worker.drainAll({ but: ['desk/IT'] });
    const told = await Promise.all([noted[0]!.note(), noted[1]!.note(), noted[0]!.note()]);
    expect(told.reduce((a, b) => a + b)).toBe(1);
    await worker.drainAll();
    expect(worker.sent).toEqual(['unreached ticket-1 1']);
    clock.pass(minute);
    await worker.drainAll();
    expect(await noted[1]!.note()).toBe(0);
    expect(await noted[1]!.still('ticket-1')).toBe(true);
    worker.failing.clear();
    clock.pass(minute);
    await worker.drainAll();
    expect(await noted[1]!.still('ticket-1')).toBe(false);
  });

  it('count what failed for good as tried in vain too', async () => {
    const { store, clock, worker } = await bench(make);
    await opened(store, clock, 'ticket-1', ways);
    fail(worker, 'desk');
    worker.failing.set('desk/IT', new FailedForGood('no'));
    await worker.drainAll();
    expect(await store.unreached(clock.now).note()).toBe(1);
  });

  it.each([
    ['one of the desks was reached', ['desk/IT'], 1],
    ['only the person’s chat failed', ['person'], 1],
    ['a later change did not get there', ['desk', 'desk/IT'], 2],
  ] as const)('tell nobody where %s', async (_what, kinds, version) => {
    const { store, clock, worker } = await bench(make);
    if (version === 1) fail(worker, ...kinds);
    await opened(store, clock, 'ticket-1', [...ways, 'person']);
    await worker.drainAll();
    fail(worker, ...kinds);
    await changed(store, clock, 'ticket-1', ways);
    await worker.drainAll();
    expect(await store.unreached(clock.now).note()).toBe(0);
    expect(await store.unreached(clock.now).still('ticket-1')).toBe(false);
  });
}
