import { deskLinks } from '../../src/connections/storage/deskLinks';
import { NotBefore, outbox, type Delivery } from '../../src/connections/storage/outbox';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { bringToDesk } from '../../src/escalation/desks/bringToDesk';
import { happen, report, type DeskParts } from '../../src/escalation/desk';
import {
  correlationIdOf,
  DeskUnanswered,
  type ServiceDesk,
} from '../../src/escalation/desks/serviceDesk';
import { wordings } from '../../src/wording/wordings';
import { clockAt, hour, minute, second, type Clock } from '../support/clock';
import { sqliteBenches } from '../support/databases';
import { emailBench } from '../support/desks/email';
import { freshworksBench } from '../support/desks/freshworks';
import { jiraBench } from '../support/desks/jira';
import { requestTrackerBench } from '../support/desks/requestTracker';
import { deskServers } from '../support/desks/server';
import { serviceNowBench } from '../support/desks/serviceNow';
import { webhookBench } from '../support/desks/webhook';
import { zendeskBench } from '../support/desks/zendesk';
import { seeded } from '../support/random';
import { personNumber } from '../support/samples';

const start = deskServers();
const make = sqliteBenches();
const people = 6;

/** The desk, and nothing of it while it is down. */
function failing(desk: ServiceDesk, isDown: () => boolean): ServiceDesk {
  const unless = <A extends unknown[], T>(run: (...args: A) => Promise<T>) => {
    return (...args: A): Promise<T> =>
      isDown()
        ? Promise.reject(new DeskUnanswered(desk.name, 'no', 'it was not reached'))
        : run(...args);
  };
  return {
    name: desk.name,
    whenUnclear: desk.whenUnclear,
    find: unless((id) => desk.find(id)),
    create: unless((made) => desk.create(made)),
    comment: unless((id, note) => desk.comment(id, note)),
    ...(desk.close ? { close: unless((id, note) => desk.close!(id, note)) } : {}),
    fetch: unless((id) => desk.fetch(id)),
  };
}

interface Try extends Delivery {
  readonly at: number;
  readonly arrived: boolean;
}

/** A bot with every kind of desk there is, and when it tried what. */
async function botWithEveryDesk(clock: Clock) {
  const benches = await Promise.all([
    requestTrackerBench(start),
    serviceNowBench(start),
    jiraBench(start),
    freshworksBench('freshservice', start),
    freshworksBench('freshdesk', start),
    zendeskBench(start),
    webhookBench(start),
    Promise.resolve(emailBench()),
  ]);
  const state = { down: true };
  const desks = new Map(
    benches.map(({ desk }) => [`desk/${desk.name}`, failing(desk, () => state.down)]),
  );
  const { store: database } = await make();
  const tickets = ticketStore(database);
  const chat: DeskParts = {
    tickets,
    now: clock.now,
    newId: (() => {
      let ids = 0;
      return () => `ticket-${++ids}`;
    })(),
    systems: benches.map(({ desk }) => desk.name),
  };
  const box = outbox(database, { now: clock.now, random: seeded(7), onFault: () => undefined });
  const parts = {
    links: deskLinks(database),
    find: tickets.find.bind(tickets),
    say: wordings.en.deskReport,
    now: clock.now,
  };
  const tries: Try[] = [];
  const send = async (delivery: Delivery) => {
    const desk = desks.get(delivery.kind);
    if (!desk) return;
    const brought = await bringToDesk(desk, delivery.subject, parts);
    const arrived = brought.kind === 'there';
    tries.push({ ...delivery, at: clock.now(), arrived });
    if (brought.kind === 'later') throw new NotBefore(brought.why, brought.at ?? clock.now());
    if (brought.kind === 'failed') throw new Error(brought.why);
  };
  const pass = async (ms: number) => {
    for (const end = clock.now() + ms; clock.now() < end; clock.pass(10 * second)) {
      for (const bench of benches) bench.clock.now = clock.now();
      while ((await box.drain(send)) > 0);
    }
  };
  return { benches, state, chat, box, tries, pass };
}

function reportOf(number: number, chat: DeskParts) {
  return report(
    personNumber(number),
    {
      kind: 'lost-access',
      what: 'My phone fell into the lake.',
      since: 'yesterday',
      reach: 'desk 12',
      someoneElse: false,
      language: 'en',
    },
    { organisation: 'derby', address: undefined, methods: [] },
    chat,
  );
}

function byWay(tries: readonly Try[]): Map<string, Try[]> {
  const ways = new Map<string, Try[]>();
  for (const one of tries) {
    const way = `${one.kind} ${one.subject}`;
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  return ways;
}

it('after an hour without any desk each gets every ticket once, and what was said in its order', async () => {
  const clock = clockAt('2026-11-23T10:00:00.000Z');
  const { benches, state, chat, box, tries, pass } = await botWithEveryDesk(clock);
  const ids: string[] = [];
  for (let i = 0; i < people; i++) ids.push((await reportOf(i, chat)).ticket.id);
  for (const text of ['one', 'two', 'three']) {
    await pass(20 * minute);
    for (const id of ids) await happen(id, { kind: 'add-word', name: 'They', text }, chat);
  }
  expect(tries.filter((t) => t.arrived)).toEqual([]);
  const ofOutage = byWay(tries);

  state.down = false;
  await pass(hour / 2);
  expect([await box.waiting(), await box.failed()]).toEqual([0, 0]);
  for (const bench of benches)
    for (const id of ids) {
      const [stored, ...more] = await bench.stored(correlationIdOf(id));
      expect(more).toEqual([]);
      const words = stored?.notes.map((n) => n.split('\n')[1]);
      expect([bench.desk.name, words]).toEqual([bench.desk.name, ['one', 'two', 'three']]);
    }
  for (const way of byWay(tries).values()) {
    const versions = way.map((t) => t.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  }

  // The pauses grow, differ between tickets, and stay within a quarter of an hour.
  const sixthPauses = [...ofOutage.values()].map((way) => way[6]!.at - way[5]!.at);
  expect(new Set(sixthPauses).size).toBeGreaterThan(2);
  for (const way of ofOutage.values()) {
    const pauses = way.slice(1).map((t, i) => t.at - way[i]!.at);
    expect(pauses[0]).toBeLessThan(pauses.at(-1)!);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(16 * minute);
    expect(way.length).toBeLessThan(20);
  }
}, 120_000);
