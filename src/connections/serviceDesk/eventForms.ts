import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { isCorrelationId } from '../../escalation/desks/serviceDesk';
import type { EventSignature } from '../../escalation/desks/eventSignatures';

/** Which ticket an event is about. `deskId` is the desk's own word for it. */
export interface InboundEvent {
  readonly correlationId?: string;
  readonly deskId?: string;
}

/** Headers by lower-case name. */
export type EventHeaders = Readonly<Record<string, string | undefined>>;

/** What is known of an event that is signed. */
export interface SignedEvent {
  /** What tells it from all others: where one of these came before, it came before. */
  readonly ids: readonly string[];
  /** When it was signed, or happened, as the signature covers it (milliseconds since 1970); absent where it says nothing. */
  readonly at?: number;
}

/** How one kind of signature is checked, and where its events name the ticket. */
export interface EventForm {
  /** So long after `at` it is taken (milliseconds). */
  readonly lateMs: number;
  /** Undefined where none of the secrets signed these bytes. */
  readonly signed: (
    headers: EventHeaders,
    body: Buffer,
    secrets: readonly string[],
  ) => SignedEvent | undefined;
  /** The ticket that it names, by ids that can be ones. */
  readonly about: (event: unknown) => InboundEvent | undefined;
}

const minute = 60_000;
const deskIdSchema = z.string().regex(/^[\w-]{1,64}$/);

const standardSchema = z.object({
  data: z.object({
    correlationId: z.string().refine(isCorrelationId).optional().catch(undefined),
    ticketId: deskIdSchema.optional().catch(undefined),
  }),
});

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const standardWebhooks: EventForm = {
  lateMs: 5 * minute,
  signed: (headers, body, secrets) => {
    const id = headers['webhook-id'] ?? '';
    const at = headers['webhook-timestamp'] ?? '';
    const text = textOf(body);
    if (!/^[\w-]{8,64}$/.test(id) || !/^\d{1,12}$/.test(at) || text === undefined) return undefined;
    const time = new Date(Number(at) * 1000);
    const given = (headers['webhook-signature'] ?? '').slice(0, 2000).split(' ');
    const ours = secrets.map((secret) => new Webhook(secret).sign(id, time, text));
    return isOneOf(given, ours) ? { ids: [id], at: time.getTime() } : undefined;
  },
  about: (event) => {
    const found = standardSchema.safeParse(event);
    if (!found.success) return undefined;
    const { correlationId, ticketId } = found.data.data;
    if (!correlationId && !ticketId) return undefined;
    return {
      ...(correlationId ? { correlationId } : {}),
      ...(ticketId ? { deskId: ticketId } : {}),
    };
  },
};

const jiraSchema = z.object({ issue: z.object({ key: deskIdSchema }) });
const happenedSchema = z.object({ timestamp: z.number().int().positive() });

/**
 * Jira's webhooks of administrators (https://developer.atlassian.com/cloud/jira/platform/webhooks/). The signature covers the
 * body alone: its hash is an id beside the one in the headers, which stays the same when Jira tries again, up to an hour or two
 * later. The time is that of what happened, so it is taken for longer, but never for longer than ids are kept.
 */
const jira: EventForm = {
  lateMs: 12 * 60 * minute,
  signed: (headers, body, secrets) => {
    const given = headers['x-hub-signature'] ?? '';
    const ours = secrets.map(
      (secret) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    );
    if (!isOneOf([given], ours)) return undefined;
    const id = headers['x-atlassian-webhook-identifier'] ?? '';
    const named = /^[\w.:-]{8,100}$/.test(id) ? [`jira/${id}`] : [];
    const happened = happenedSchema.safeParse(eventIn(body));
    return {
      ids: [`jira/${hashOf(body)}`, ...named],
      ...(happened.success ? { at: happened.data.timestamp } : {}),
    };
  },
  about: (event) => {
    const found = jiraSchema.safeParse(event);
    return found.success ? { deskId: found.data.issue.key } : undefined;
  },
};

/** An event of Zendesk's own; a trigger sends what its administrator wrote: by the README the same as Standard Webhooks carry. */
const zendeskSchema = z.object({
  type: z.string().startsWith('zen:event-type:ticket.'),
  detail: z.object({ id: z.union([z.string().regex(/^\d{1,19}$/), z.number().int().positive()]) }),
});

/** https://developer.zendesk.com/documentation/webhooks/verifying/ */
const zendesk: EventForm = {
  lateMs: 5 * minute,
  signed: (headers, body, secrets) => {
    const at = headers['x-zendesk-webhook-signature-timestamp'] ?? '';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(at)) return undefined;
    const content = Buffer.concat([Buffer.from(at), body]);
    const ours = secrets.map((secret) =>
      createHmac('sha256', secret).update(content).digest('base64'),
    );
    if (!isOneOf([headers['x-zendesk-webhook-signature'] ?? ''], ours)) return undefined;
    return { ids: [`zendesk/${hashOf(content)}`], at: Date.parse(at) };
  },
  about: (event) => {
    const found = zendeskSchema.safeParse(event);
    return found.success ? { deskId: String(found.data.detail.id) } : standardWebhooks.about(event);
  },
};

/** How each kind of signature is checked. */
export const eventForms: Readonly<Record<EventSignature, EventForm>> = {
  'standard-webhooks': standardWebhooks,
  jira,
  zendesk,
};

/** The value of a body of JSON, or undefined where it is none. */
export function eventIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** Compares each with each, in a time that says nothing of how much is the same. */
function isOneOf(given: readonly string[], ours: readonly string[]): boolean {
  const theirs = given.map((text) => Buffer.from(text));
  return ours
    .map((text) => Buffer.from(text))
    .some((own) => theirs.some((g) => g.length === own.length && timingSafeEqual(g, own)));
}

/** The package signs text: bytes that are none would be signed as others. */
function textOf(body: Buffer): string | undefined {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : undefined;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
