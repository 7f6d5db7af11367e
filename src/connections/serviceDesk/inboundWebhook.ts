import type { EventSignature } from '../../escalation/desks/eventSignatures';
import { eventForms, eventIn, type EventHeaders, type InboundEvent } from './eventForms';

/** Ids of events that came already. */
export interface SeenEvents {
  /** Keeps an id until then (milliseconds since 1970). False where it is kept already. */
  add(id: string, until: number): Promise<boolean>;
  /** Forgets an id, so that the event may come again. */
  remove(id: string): Promise<void>;
}

export interface InboundWebhookParts {
  readonly signature: EventSignature;
  /** The one in use, then the one before it, while the desk changes over. `whsec_…` for Standard Webhooks. */
  readonly secrets: readonly string[];
  readonly seen: SeenEvents;
  readonly now: () => number;
  /**
   * Has somebody look at the ticket, at the desk itself: the event says where, never what is so. One about a ticket
   * that is not ours is left alone.
   */
  readonly look: (about: InboundEvent) => Promise<void>;
}

/** What the desk is answered; the reason is for the log. */
export interface InboundAnswer {
  readonly status: 204 | 401 | 413;
  readonly reason:
    'looked' | 'came-before' | 'about-nothing' | 'not-signed' | 'not-now' | 'too-large';
}

const earlyMs = 5 * 60_000;
/** Longer than any sender tries again, and than any event is taken. */
const keptMs = 24 * 60 * 60_000;
export const largestEvent = 256 * 1024;

/**
 * Takes an event of a desk: signed over the bytes as they came, not too old (at most five minutes where the time of sending
 * is signed) nor five minutes early, each once. One that is not signed, or not now, leaves no trace.
 */
export async function takeEvent(
  headers: EventHeaders,
  body: Buffer,
  { signature, secrets, seen, now, look }: InboundWebhookParts,
): Promise<InboundAnswer> {
  if (body.length > largestEvent) return { status: 413, reason: 'too-large' };
  const form = eventForms[signature];
  const signed = form.signed(headers, body, secrets);
  if (!signed) return { status: 401, reason: 'not-signed' };
  const age = signed.at === undefined ? 0 : now() - signed.at;
  if (!(age <= form.lateMs && age >= -earlyMs)) return { status: 401, reason: 'not-now' };
  const about = form.about(eventIn(body));
  if (!about) return { status: 204, reason: 'about-nothing' };
  for (const id of signed.ids)
    if (!(await seen.add(id, now() + keptMs))) return { status: 204, reason: 'came-before' };
  try {
    await look(about);
  } catch (error) {
    for (const id of signed.ids) await seen.remove(id);
    throw error;
  }
  return { status: 204, reason: 'looked' };
}
