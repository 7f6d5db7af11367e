import type { Logger } from 'pino';
import type { Delivery, Lane, Outbox } from '../connections/storage/outbox';
import type { Unreached } from '../connections/storage/unreached';
import { resume } from '../signInMethods/confirm';
import type { Changing } from './changing';
import { startRounds } from './outgoing';

export interface DeliveryParts {
  readonly queue: Outbox;
  readonly send: (delivery: Delivery) => Promise<void>;
  /** The names of the desks' own systems. */
  readonly systems: readonly string[];
  readonly unreached: Unreached;
  /** Changes that nobody saw end are looked at first: what is found goes out in the same round. */
  readonly confirming: Changing['confirming'];
  /** The same for passes. */
  readonly passes: () => Promise<void>;
  readonly log: Logger;
}

/** How often everything that waits is looked at when nobody asked for it. */
const everyMs = 1_000;

/** Empties the outbox: each desk's own system in rounds of its own, so that one that hangs holds up nothing else. */
export function startDeliveries({
  queue,
  send,
  systems,
  unreached,
  confirming,
  passes,
  log,
}: DeliveryParts): ReturnType<typeof startRounds> {
  const kinds = systems.map((name) => `desk/${name}`);
  const empty = async (lane: Lane, isStopped: () => boolean) => {
    while (!isStopped() && (await queue.drain(send, lane)) > 0)
      if ((await unreached.note()) > 0) usual.now();
  };
  const usual = startRounds(
    async (isStopped) => {
      for (const [{ id }, outcome] of await resume(confirming))
        log.info({ changeId: id, outcome: outcome.kind }, 'a change was found by reading');
      await passes();
      await unreached.note();
      await empty({ but: kinds }, isStopped);
    },
    everyMs,
    log,
  );
  const all = [
    usual,
    ...kinds.map((kind) => startRounds((isStopped) => empty({ kind }, isStopped), everyMs, log)),
  ];
  return {
    now: () => {
      for (const rounds of all) rounds.now();
    },
    stop: async () => {
      await Promise.all(all.map((rounds) => rounds.stop()));
    },
  };
}
