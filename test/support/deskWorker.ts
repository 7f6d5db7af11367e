import { randomUUID } from 'node:crypto';
import { guardedRequest } from '../../src/connections/guardedFetch';
import type { Request } from '../../src/connections/serviceDesk/http';
import { requestTracker } from '../../src/connections/serviceDesk/requestTracker';
import { openDatabase } from '../../src/connections/storage/database';
import { deskLinks } from '../../src/connections/storage/deskLinks';
import { NotBefore, outbox } from '../../src/connections/storage/outbox';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { bringToDesk } from '../../src/escalation/desks/bringToDesk';
import { wordings } from '../../src/wording/wordings';
import { draftTicket, personNumber } from './samples';
import { requestTrackerSettings } from './desks/requestTracker';

/** What a process with the bot's way to a desk, and nothing else of it, is started with. */
export interface WorkerOrders {
  readonly database: { readonly url?: string; readonly folder: string };
  /** A Request Tracker. */
  readonly desk: { readonly url: string; readonly secret: string };
  /** So far the worker's clock is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
  /** Tickets to open: so many, or one after the other until the end. */
  readonly open: number | 'on and on';
  /** The ticket of which the way is broken off: the process kills itself before this step of it, counted from 0. */
  readonly killBefore?: number;
}

const orders = JSON.parse(process.argv[2] ?? '') as WorkerOrders;
const now = () => Date.now() + orders.ahead;
const tell = (line: string) => process.stdout.write(`${line}\n`);
const steps = { counts: false, seen: 0 };

/** One more step; the end of the process where it is the one. */
function step(): void {
  if (steps.counts && steps.seen++ === orders.killBefore) process.kill(process.pid, 'SIGKILL');
}

/** The same, with each call a step. */
function stepwise<A extends unknown[], R>(run: (...args: A) => Promise<R>) {
  return (...args: A): Promise<R> => {
    step();
    return run(...args);
  };
}

/** A ticket with a word in it that is resolved already: it has every step there is. */
const whole = {
  state: 'resolved',
  thread: [{ at: 1_000, by: 'person', name: 'Alex Wilber', text: 'The black one.' }],
} as const;

async function work(): Promise<void> {
  const database = await openDatabase(orders.database);
  const tickets = ticketStore(database);
  const links = deskLinks(database);
  const allow = { hosts: [new URL(orders.desk.url).hostname], simulation: true };
  const request: Request = stepwise((asked) => guardedRequest({ ...asked, allow }));
  const service = requestTracker(
    requestTrackerSettings(orders.desk.url),
    orders.desk.secret,
    request,
  );
  const box = outbox(database, {
    now,
    random: Math.random,
    onFault: (_delivery, _attempts, error) => tell(String(error)),
  });
  const kind = `desk/${service.name}` as const;
  const drain = async () => {
    const send = async ({ subject }: { subject: string }) => {
      const brought = await bringToDesk(service, subject, {
        links: {
          ...links,
          claim: stepwise(links.claim),
          remember: stepwise(links.remember),
          release: stepwise(links.release),
        },
        find: stepwise(tickets.find),
        say: wordings.en.deskReport,
        now,
      });
      if (brought.kind !== 'there') throw new NotBefore(brought.why, now());
      step();
    };
    while ((await box.drain(send, { kind })) > 0);
    step();
  };
  const open = async (count: number) => {
    const id = randomUUID();
    const draft = draftTicket(personNumber(count), { ...whole, id, updatedAt: now() });
    const { ticket } = await tickets.open(
      draft,
      () => {
        throw new Error('every ticket is of somebody else');
      },
      ({ version }) => [{ kind, subject: id, version }],
    );
    tell(`stored ${ticket.id}`);
  };
  await drain();
  if (orders.open === 'on and on') for (let i = 0; ; i++) await Promise.all([open(i), drain()]);
  for (let i = 0; i < orders.open; i++) await open(i);
  steps.counts = true;
  await drain();
  tell(`waiting ${await box.waiting()} failed ${await box.failed()}`);
  await database.close();
}

void work();
