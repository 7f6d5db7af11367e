import {
  DeskUnanswered,
  type DeskReport,
  type DeskState,
  type DeskTicket,
  type ServiceDesk,
  type WhenUnclear,
} from '../../../src/escalation/desks/serviceDesk';

interface Kept {
  readonly deskId: string;
  readonly report: DeskReport;
  /** Notes as agents read them, in their order. */
  readonly notes: string[];
  state: DeskState;
}

type Method = 'find' | 'create' | 'comment' | 'close' | 'fetch';

/** A desk in memory. */
export interface MemoryDesk extends ServiceDesk {
  readonly kept: readonly Kept[];
  /** What was asked of it, in its order. */
  readonly asked: Method[];
  /** Thrown by every call from now on; undefined: it works. */
  failure: Error | undefined;
  /** The next create works, and its answer is lost. */
  losesAnswer: boolean;
}

/** Makes a desk that can be searched, unless `whenUnclear` says that it cannot. */
export function memoryDesk(
  name = 'IT',
  whenUnclear: WhenUnclear = { by: 'search', afterMs: 60_000 },
): MemoryDesk {
  const kept: Kept[] = [];
  const asked: Method[] = [];
  const call = <T>(method: Method, answer: () => T): Promise<T> => {
    asked.push(method);
    return desk.failure ? Promise.reject(desk.failure) : Promise.resolve(answer());
  };
  const shown = (found: Kept | undefined): DeskTicket | undefined =>
    found && { deskId: found.deskId, state: found.state };
  const byId = (deskId: string) => kept.find((k) => k.deskId === deskId);
  const desk: MemoryDesk = {
    name,
    whenUnclear,
    kept,
    asked,
    failure: undefined,
    losesAnswer: false,
    find: (id) =>
      call('find', () =>
        whenUnclear.by === 'search'
          ? shown(kept.find((k) => k.report.correlationId === id))
          : undefined,
      ),
    create: (report) =>
      call('create', () => {
        const made: Kept = { deskId: String(kept.length + 1), report, notes: [], state: 'open' };
        kept.push(made);
        if (!desk.losesAnswer) return { deskId: made.deskId, state: made.state };
        desk.losesAnswer = false;
        throw new DeskUnanswered(name, 'maybe', 'the answer was lost');
      }),
    comment: (deskId, { text }) => call('comment', () => void byId(deskId)?.notes.push(text)),
    close: (deskId, { text }) =>
      call('close', () => {
        const found = byId(deskId);
        if (!found || found.state === 'resolved') return;
        found.notes.push(text);
        found.state = 'resolved';
      }),
    fetch: (deskId) => call('fetch', () => shown(byId(deskId))),
  };
  return desk;
}
