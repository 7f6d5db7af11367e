import { z } from 'zod';
import {
  DeskUnanswered,
  isCorrelationId,
  stateIn,
  type DeskTicket,
  type ServiceDesk,
  type StatesOf,
} from '../../escalation/desks/serviceDesk';
import {
  ask,
  askIfAny,
  basic,
  good,
  part,
  read,
  send,
  updatedAt,
  type Api,
  type Call,
  type HttpResponse,
  type Request,
} from './http';

export interface ZendeskSettings {
  readonly name: string;
  /** The account: `https://example.zendesk.com`. */
  readonly url: string;
  /** The agent whose API token the secret is; absent: the secret is an OAuth token. */
  readonly user?: string | undefined;
  readonly tags: readonly string[];
  readonly states: StatesOf;
}

/** Zendesk's own states; on hold is with somebody else, not with the person. */
export const zendeskStates: StatesOf = {
  new: 'open',
  open: 'taken',
  pending: 'waiting',
  hold: 'taken',
  solved: 'resolved',
  closed: 'resolved',
};

const settlingMs = 60_000;

const ticketSchema = z.object({
  id: z.number().int(),
  status: z.string(),
  external_id: z.string().nullish(),
  updated_at: z.string().nullish(),
});
const oneSchema = z.object({ ticket: ticketSchema });
const manySchema = z.object({ tickets: z.array(ticketSchema) });

/**
 * Zendesk Support by its Ticketing API (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/). No requester
 * is named: a new address would become a user there, and get mail in a mailbox that may be out of reach.
 */
export function zendesk(settings: ZendeskSettings, secret: string, request: Request): ServiceDesk {
  const { name, user } = settings;
  const api: Api = {
    desk: name,
    base: `${settings.url}/api/v2/tickets`,
    headers: { authorization: user ? basic(`${user}/token`, secret) : `Bearer ${secret}` },
    request,
  };
  const ticketOf = (ticket: z.infer<typeof ticketSchema>) => asTicket(settings, ticket);
  const change = async (deskId: string, ticket: object) => {
    await ask(api, { method: 'PUT', path: `/${part(deskId)}`, body: { ticket } });
  };
  const fetch = async (deskId: string) => {
    const answer = await askIfAny(api, { method: 'GET', path: `/${part(deskId)}` });
    return answer && ticketOf(read(api, answer, oneSchema, 'read').ticket);
  };
  return {
    name,
    whenUnclear: { by: 'search', afterMs: settlingMs },
    fetch,
    find: async (correlationId) => {
      if (!isCorrelationId(correlationId)) return undefined;
      const query = { external_id: correlationId };
      const answer = await ask(api, { method: 'GET', path: '', query });
      // A filter that is not known is ignored, and everybody's tickets come.
      const ours = read(api, answer, manySchema, 'read').tickets.filter(
        (t) => t.external_id === correlationId,
      );
      const [first] = ours.sort((a, b) => a.id - b.id);
      return first && ticketOf(first);
    },
    create: async (report) => {
      const ticket = {
        subject: report.subject,
        comment: { body: report.text, public: false },
        priority: report.urgent ? 'urgent' : 'normal',
        external_id: report.correlationId,
        tags: settings.tags,
      };
      const headers = { 'idempotency-key': report.correlationId };
      const answer = await createOnce(api, { method: 'POST', path: '', body: { ticket }, headers });
      return ticketOf(read(api, answer, oneSchema, 'wrote').ticket);
    },
    comment: (deskId, note) => change(deskId, { comment: { body: note.text, public: false } }),
    close: async (deskId, note) => {
      const state = (await fetch(deskId))?.state;
      // A closed ticket takes no change any more.
      if (!state || state === 'resolved') return;
      await change(deskId, { status: 'solved', comment: { body: note.text, public: false } });
    },
  };
}

/** The key of an earlier create with another body is refused as 400: then that ticket is there, and is to be looked for. */
async function createOnce(api: Api, call: Call): Promise<HttpResponse> {
  const answer = await send(api, call);
  if (answer.status === 400 && answer.text.includes('IdempotentRequestError'))
    throw new DeskUnanswered(api.desk, 'maybe', 'it has a ticket of an earlier try');
  return good(api, call, answer);
}

function asTicket(
  { states, url }: ZendeskSettings,
  { id, status, updated_at }: z.infer<typeof ticketSchema>,
): DeskTicket {
  return {
    deskId: String(id),
    url: `${url}/agent/tickets/${id}`,
    state: stateIn({ ...zendeskStates, ...states }, status),
    ...updatedAt(updated_at),
  };
}
