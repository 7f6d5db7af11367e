import { guardedRequest } from '../../../src/connections/guardedFetch';
import type { HttpResponse, Request } from '../../../src/connections/serviceDesk/http';
import type { DeskState, ServiceDesk } from '../../../src/escalation/desks/serviceDesk';

/** A ticket as people read it at the desk. `notes` are those that only agents see. */
export interface StoredTicket {
  readonly subject: string;
  readonly text: string;
  readonly notes: readonly string[];
}

export type Around = <T>(go: () => Promise<T>) => Promise<T>;

/** What goes wrong with the next call that writes; asked one after the other. */
export interface Faults {
  next(...faults: Around[]): void;
  readonly around: Around;
}

export function newFaults(): Faults {
  const waiting: Around[] = [];
  return {
    next: (...faults) => void waiting.push(...faults),
    around: (go) => {
      const fault = waiting.shift();
      return fault ? fault(go) : go();
    },
  };
}

export interface Clock {
  now: number;
}

/** One connector and the desk behind it. */
export interface DeskBench {
  readonly desk: ServiceDesk;
  readonly faults: Faults;
  /** The time that desk and delivery share. */
  readonly clock: Clock;
  /** What the connector must never give away. */
  readonly secret: string;
  /** All tickets with this id, seen at the desk itself, however late its search is. */
  stored(correlationId: string): Promise<StoredTicket[]>;
  /** What was asked against the desk's own description of its interface. */
  violations(): readonly string[];
}

/** A desk that is asked over HTTP. */
export interface WebDeskBench extends DeskBench {
  /** The same desk with a secret that it does not know. */
  readonly stranger: ServiceDesk;
}

/** A desk whose tickets have a state that can be read. */
export interface AskedDeskBench extends WebDeskBench {
  /** Their state, ours. */
  readonly states: readonly (readonly [string, DeskState])[];
  setState(deskId: string, theirs: string): Promise<void>;
}

const writes = (method: string) => method !== 'GET';

/** The product's own way out, to this machine, with the faults around every call that writes. */
export function requestWith(faults: Faults): Request {
  const allow = { hosts: ['127.0.0.1'], simulation: true };
  return (request) => {
    const go = () => guardedRequest({ ...request, allow });
    return writes(request.method) ? faults.around(go) : go();
  };
}

/** The request did its work and the answer was lost. */
export const lostAnswer: Around = async (go) => {
  await go();
  throw Object.assign(new Error('the answer was lost'), { sent: 'maybe' });
};

/** The request never left. */
export const notReached: Around = () =>
  Promise.reject(Object.assign(new Error('not reached'), { sent: 'no' }));

/** The desk answers like this and does nothing. */
export function answers(
  status: number,
  text: string,
  headers: HttpResponse['headers'] = {},
): Around {
  return <T>() => Promise.resolve({ status, text, headers } as T);
}

/** The desk does its work and answers like this. */
export function answersAfterwards(change: (answer: HttpResponse) => Partial<HttpResponse>): Around {
  return async <T>(go: () => Promise<T>) => {
    const answer = (await go()) as HttpResponse;
    return { ...answer, ...change(answer) } as T;
  };
}
