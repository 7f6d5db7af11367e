import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { isCorrelationId } from '../../escalation/serviceDesk';

/** Ids of events that came already. */
export interface SeenEvents {
  /** Keeps an id until then (milliseconds since 1970). False where it is kept already. */
  add(id: string, until: number): Promise<boolean>;
  /** Forgets an id, so that the event may come again. */
  remove(id: string): Promise<void>;
}

export interface InboundWebhookParts {
  /** `whsec_…`: the one in use, then the one before it, while the desk changes over. */
  readonly secrets: readonly string[];
  readonly seen: SeenEvents;
  readonly now: () => number;
  /**
   * Has somebody look at the ticket, at the desk itself: the event says where, never what is so. One about a ticket
   * that is not ours is left alone.
   */
  readonly look: (about: InboundEvent) => Promise<void>;
}

/** Which ticket an event is about. `deskId` is the desk's own word for it. */
export interface InboundEvent {
  readonly correlationId?: string;
  readonly deskId?: string;
}

/** What the desk is answered; the reason is for the log. */
export interface InboundAnswer {
  readonly status: 204 | 401 | 413;
  readonly reason:
    'looked' | 'came-before' | 'about-nothing' | 'not-signed' | 'not-now' | 'too-large';
}

const toleranceMs = 5 * 60_000;
/** Longer than any sender tries again. */
const keptMs = 24 * 60 * 60_000;
export const largestEvent = 256 * 1024;

const eventSchema = z.object({
  data: z.object({
    correlationId: z.string().refine(isCorrelationId).optional().catch(undefined),
    ticketId: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional()
      .catch(undefined),
  }),
});

/**
 * Takes an event of a desk by Standard Webhooks: signed over the bytes as they came, at most five minutes old or early,
 * each id once. One that is not signed, or not now, leaves no trace.
 * @param headers by lower-case name.
 */
export async function takeEvent(
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer,
  { secrets, seen, now, look }: InboundWebhookParts,
): Promise<InboundAnswer> {
  if (body.length > largestEvent) return { status: 413, reason: 'too-large' };
  const id = headers['webhook-id'] ?? '';
  const at = headers['webhook-timestamp'] ?? '';
  if (!/^[\w-]{8,64}$/.test(id) || !/^\d{1,12}$/.test(at))
    return { status: 401, reason: 'not-signed' };
  if (Math.abs(now() - Number(at) * 1000) > toleranceMs) return { status: 401, reason: 'not-now' };
  if (!isSigned(secrets, id, at, headers['webhook-signature'] ?? '', body))
    return { status: 401, reason: 'not-signed' };
  const about = ticketIn(body);
  if (!about) return { status: 204, reason: 'about-nothing' };
  if (!(await seen.add(id, now() + keptMs))) return { status: 204, reason: 'came-before' };
  try {
    await look(about);
  } catch (error) {
    await seen.remove(id);
    throw error;
  }
  return { status: 204, reason: 'looked' };
}

function isSigned(
  secrets: readonly string[],
  id: string,
  at: string,
  signatures: string,
  body: Buffer,
): boolean {
  const text = textOf(body);
  if (text === undefined) return false;
  const given = signatures
    .slice(0, 2000)
    .split(' ')
    .map((s) => Buffer.from(s));
  return secrets
    .map((s) => Buffer.from(new Webhook(s).sign(id, new Date(Number(at) * 1000), text)))
    .some((ours) => given.some((g) => g.length === ours.length && timingSafeEqual(g, ours)));
}

/** The package signs text: bytes that are none would be signed as others. */
function textOf(body: Buffer): string | undefined {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : undefined;
}

function ticketIn(body: Buffer): InboundEvent | undefined {
  const found = eventSchema.safeParse(parsed(body.toString('utf8')));
  if (!found.success) return undefined;
  const { correlationId, ticketId } = found.data.data;
  if (!correlationId && !ticketId) return undefined;
  return { ...(correlationId ? { correlationId } : {}), ...(ticketId ? { deskId: ticketId } : {}) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
