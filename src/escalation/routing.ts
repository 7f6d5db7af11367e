import type { Localised } from '../organisation/language';
import { topics, type Topic } from '../guides/topics';
import { isUrgent, ticketKinds, type Ticket, type TicketKind } from './ticket';
import type { Delivery } from './ticketStore';

/** A queue of the desk: agents see its tickets in its channel. Absent conditions leave everything open. */
export interface Queue {
  readonly id: string;
  readonly name: Localised;
  /** The Teams conversation id of its channel; the desk's own channel where there is none. */
  readonly channel?: string | undefined;
  readonly kinds?: readonly TicketKind[] | undefined;
  readonly topics?: readonly Topic[] | undefined;
  readonly urgent?: boolean | undefined;
}

/** In how many minutes somebody has taken a ticket. */
export interface DeskPromise {
  readonly normal?: number | undefined;
  readonly urgent?: number | undefined;
}

/** How the organisation's desk works. There is always a first queue. */
export interface DeskRules {
  readonly queues: readonly [Queue, ...Queue[]];
  readonly promise: DeskPromise;
}

/** The queue of a desk that names none. */
export const onlyQueue = 'desk';

interface DeskOfProfile {
  readonly name: Localised;
  readonly queues?:
    | readonly (Omit<Queue, 'kinds' | 'topics'> & {
        readonly kinds?: readonly string[] | undefined;
        readonly topics?: readonly string[] | undefined;
      })[]
    | undefined;
  readonly promise?: DeskPromise | undefined;
}

/**
 * The rules that a profile gives, checked.
 * @throws Error naming the queue with a kind or topic that there is not, or an id that comes twice.
 */
export function deskRules(desk: DeskOfProfile): DeskRules {
  const given = (desk.queues ?? []).map((queue): Queue => {
    const where = `the queue ${queue.id}`;
    return {
      ...queue,
      kinds: queue.kinds && known(queue.kinds, ticketKinds, `${where} takes the kind`),
      topics: queue.topics && known(queue.topics, topics, `${where} takes the topic`),
    };
  });
  const twice = given.find((q, i) => given.findIndex((o) => o.id === q.id) !== i);
  if (twice) throw new Error(`two queues of the desk have the id ${twice.id}: each needs its own`);
  const [first = { id: onlyQueue, name: desk.name }, ...others] = given;
  return { queues: [first, ...others], promise: desk.promise ?? {} };
}

function known<K extends string>(
  given: readonly string[],
  all: readonly K[],
  what: string,
): readonly K[] {
  return given.map((word) => {
    const found = all.find((k) => k === word);
    if (found) return found;
    throw new Error(`${what} “${word}”, which there is not. Use one of: ${all.join(', ')}`);
  });
}

type Routed = Pick<Ticket, 'kind' | 'someoneElse' | 'topics'>;

/**
 * The queue that a ticket goes to: the first whose conditions all hold, else the first without conditions, else the
 * first of all. No ticket is without one.
 */
export function queueFor(ticket: Routed, { queues }: DeskRules): Queue {
  const matching = queues.find((q) => hasConditions(q) && takes(q, ticket));
  return matching ?? queues.find((q) => !hasConditions(q)) ?? queues[0];
}

function hasConditions({ kinds, topics: about, urgent }: Queue): boolean {
  return kinds !== undefined || about !== undefined || urgent !== undefined;
}

function takes({ kinds, topics: about, urgent }: Queue, ticket: Routed): boolean {
  return (
    (kinds?.includes(ticket.kind) ?? true) &&
    (about?.some((t) => ticket.topics?.includes(t)) ?? true) &&
    (urgent === undefined || urgent === isUrgent(ticket))
  );
}

/** The queue that a ticket is in; the one that it would go to where its own is not there any more. */
export function queueOf(ticket: Routed & Pick<Ticket, 'queue'>, rules: DeskRules): Queue {
  return rules.queues.find((q) => q.id === ticket.queue) ?? queueFor(ticket, rules);
}

const minuteMs = 60_000;
/** The share of the promised time after which the desk is reminded: there is still time to keep the promise. */
const remindedAfter = 0.75;

type Promised = Pick<Ticket, 'kind' | 'someoneElse' | 'createdAt' | 'waitsAnew'>;

const waitsSince = ({ createdAt, waitsAnew }: Promised) => waitsAnew?.at ?? createdAt;

/** Until when somebody has taken the ticket, in milliseconds since 1970; undefined where nothing is promised. */
export function promisedUntil(ticket: Promised, { promise }: DeskRules): number | undefined {
  const minutes = isUrgent(ticket) ? promise.urgent : promise.normal;
  return minutes === undefined ? undefined : waitsSince(ticket) + minutes * minuteMs;
}

/** When the desk is reminded of a ticket that nobody has taken. */
export function remindAt(ticket: Promised, rules: DeskRules): number | undefined {
  const until = promisedUntil(ticket, rules);
  if (until === undefined) return undefined;
  const since = waitsSince(ticket);
  return Math.round(since + (until - since) * remindedAfter);
}

/** Where more words make a ticket urgent that nobody has taken, it goes where urgent ones go. */
export function rerouted(before: Ticket, ticket: Ticket, rules: DeskRules | undefined): Ticket {
  const waits = ticket.state === 'open' && !ticket.handedOver;
  return rules && waits && becameUrgent(before, ticket)
    ? { ...ticket, queue: queueFor(ticket, rules).id }
    : ticket;
}

function becameUrgent(before: Ticket, ticket: Ticket): boolean {
  return isUrgent(ticket) && !isUrgent(before);
}

/** Whether it waits anew since its last change. */
function beganToWait({ waitsAnew, version }: Ticket): boolean {
  return waitsAnew?.version === version;
}

/**
 * A new ticket is reminded of once; one that became urgent once more, by its earlier time; and one that waits anew for
 * somebody to take it, by that time.
 */
export function remindersOf(
  before: Ticket | undefined,
  ticket: Ticket,
  rules: DeskRules | undefined,
): Delivery[] {
  const dueAt = rules && remindAt(ticket, rules);
  if (dueAt === undefined || (before && !becameUrgent(before, ticket) && !beganToWait(ticket)))
    return [];
  return [{ kind: 'reminder', subject: ticket.id, version: ticket.version, dueAt }];
}
