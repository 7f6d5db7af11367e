import {
  DeskRefused,
  DeskUnanswered,
  type DeskRefusal,
  type DeskReport,
  type DeskState,
  type DeskTicket,
  type ServiceDesk,
} from './serviceDesk';

/**
 * What is known of a ticket's way to one desk. `unclear`: a create went out at `at` (milliseconds since 1970), the
 * `creates`-th of them, and whether it got there is not known. `made`: it is there; so many entries of the thread were told, and the desk's state was
 * last `seen` to be this.
 */
export type Attempt =
  | { readonly state: 'none' }
  | { readonly state: 'unclear'; readonly at: number; readonly creates: number }
  | {
      readonly state: 'made';
      readonly deskId: string;
      readonly url?: string;
      readonly told: number;
      readonly closed: boolean;
      readonly seen: DeskState;
    };

export type Made = Extract<Attempt, { state: 'made' }>;

export type DeskOutcome =
  | { readonly outcome: 'made'; readonly attempt: Made }
  /** Look again then (milliseconds since 1970), with the attempt that was remembered. */
  | { readonly outcome: 'later'; readonly at: number; readonly why: string }
  | { readonly outcome: 'refused'; readonly reason: DeskRefusal; readonly why: string }
  /** It may be there once, twice or not at all, and nobody but a person can find out. */
  | { readonly outcome: 'unsure' };

export interface DeliveryParts {
  readonly earlier: Attempt;
  /** Stores what is known; has stored it when it returns. */
  readonly remember: (attempt: Attempt) => Promise<void>;
  readonly now: () => number;
}

const pauseMs = 30_000;
const mostBlindCreates = 2;

/**
 * Brings a ticket to a desk exactly once: looks for it, makes it, remembers it. That a create goes out is remembered
 * before the first byte leaves, so that a crash at any place is cleared up by looking, never by making another. The caller
 * keeps two workers from doing this for the same ticket at the same time.
 */
export async function deliverToDesk(
  desk: ServiceDesk,
  report: DeskReport,
  parts: DeliveryParts,
): Promise<DeskOutcome> {
  const { earlier, now } = parts;
  if (earlier.state === 'made') return { outcome: 'made', attempt: earlier };
  try {
    const found = await desk.find(report.correlationId);
    if (found) return await made(found, parts);
    if (earlier.state === 'unclear') {
      const wait = waitFor(desk, earlier, now());
      if (wait) return wait;
    }
  } catch (error) {
    return expected(error, now());
  }
  return create(desk, report, parts);
}

/** What to do with an unclear attempt that is not found; undefined: the create may be repeated now. */
function waitFor(
  { whenUnclear, name }: ServiceDesk,
  { at, creates }: Extract<Attempt, { state: 'unclear' }>,
  now: number,
): DeskOutcome | undefined {
  if (whenUnclear.by === 'repeat') return undefined;
  if (whenUnclear.by === 'neither' && creates >= mostBlindCreates) return { outcome: 'unsure' };
  const clearAt = at + whenUnclear.afterMs;
  const why = `${name}: it is not known yet whether the ticket was made`;
  return now < clearAt ? { outcome: 'later', at: clearAt, why } : undefined;
}

async function create(
  desk: ServiceDesk,
  report: DeskReport,
  parts: DeliveryParts,
): Promise<DeskOutcome> {
  const { earlier, remember, now } = parts;
  const creates = earlier.state === 'unclear' ? earlier.creates + 1 : 1;
  await remember({ state: 'unclear', at: now(), creates });
  try {
    return await made(await desk.create(report), parts);
  } catch (error) {
    const outcome = expected(error, now());
    const maybe = error instanceof DeskUnanswered && error.sent === 'maybe';
    // An earlier create that is still unclear stays so, whatever became of this one.
    await remember(maybe ? { state: 'unclear', at: now(), creates } : earlier);
    return maybe
      ? (waitFor(desk, { state: 'unclear', at: now(), creates }, now()) ?? outcome)
      : outcome;
  }
}

async function made(
  { deskId, url, state }: DeskTicket,
  parts: DeliveryParts,
): Promise<DeskOutcome> {
  const known = { deskId, ...(url ? { url } : {}), seen: state };
  const attempt: Made = { state: 'made', ...known, told: 0, closed: false };
  await parts.remember(attempt);
  return { outcome: 'made', attempt };
}

function expected(error: unknown, now: number): DeskOutcome {
  if (error instanceof DeskRefused)
    return { outcome: 'refused', reason: error.reason, why: error.message };
  if (error instanceof DeskUnanswered)
    return { outcome: 'later', at: now + (error.retryAfterMs ?? pauseMs), why: error.message };
  throw error;
}
