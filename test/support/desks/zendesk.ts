import { zendesk, type ZendeskSettings } from '../../../src/connections/serviceDesk/zendesk';
import { newFaults, requestWith, type AskedDeskBench, type StoredTicket } from './bench';
import { described } from './openapi';
import {
  after,
  basicIn,
  nothing,
  unauthorised,
  type Answer,
  type Asked,
  type DeskServer,
} from './server';

interface Kept {
  id: number;
  status: string;
  external_id: string;
  subject: string;
  comments: { body: string; public: boolean }[];
}

const secret = 'zendesk-secret-1';
export const zendeskDescription = described('zendesk-tickets');

/** Zendesk, as far as it is used: idempotency keys, a filter, and comments that are public unless told otherwise. */
export async function zendeskBench(
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<AskedDeskBench> {
  const tickets: Kept[] = [];
  const keys = new Map<string, { body: string; id: number }>();
  const shown = ({ id, status, external_id, subject }: Kept) => ({
    ticket: { id, status, external_id, subject, updated_at: '2026-11-23T09:00:00Z' },
  });
  const create = ({ headers, raw, body }: Asked): Answer => {
    const key = String(headers['idempotency-key']);
    const earlier = keys.get(key);
    if (earlier && earlier.body !== raw.toString())
      return { status: 400, body: { error: 'IdempotentRequestError' } };
    const same = tickets.find((t) => t.id === earlier?.id);
    if (same) return { status: 201, body: shown(same), headers: { 'x-idempotency-lookup': 'hit' } };
    const { ticket } = body as { ticket: Kept & { comment: Kept['comments'][number] } };
    const { subject, external_id, comment } = ticket;
    const kept = {
      id: tickets.length + 1,
      status: 'new',
      external_id,
      subject,
      comments: [comment],
    };
    tickets.push(kept);
    keys.set(key, { body: raw.toString(), id: kept.id });
    return { status: 201, body: shown(kept) };
  };
  const update = (kept: Kept, body: unknown): Answer => {
    if (kept.status === 'closed') return { status: 422, body: { error: 'RecordInvalid' } };
    const { ticket } = body as { ticket: { status?: string; comment?: Kept['comments'][number] } };
    kept.status = ticket.status ?? kept.status;
    if (ticket.comment) kept.comments.push(ticket.comment);
    return { status: 200, body: shown(kept) };
  };
  const server = await start((asked) => {
    if (basicIn(asked) !== `bot@desk.example/token:${secret}`) return unauthorised;
    const { method, path, query } = asked;
    if (path === '/api/v2/tickets' && method === 'POST') return create(asked);
    if (path === '/api/v2/tickets') {
      const id = query.get('external_id');
      const found = tickets.filter((t) => !id || t.external_id === id);
      return {
        status: 200,
        body: { tickets: found.map((t) => shown(t).ticket), count: found.length },
      };
    }
    const kept = tickets.find((t) => String(t.id) === after(path, '/api/v2/tickets/'));
    if (!kept) return nothing;
    return method === 'PUT' ? update(kept, asked.body) : { status: 200, body: shown(kept) };
  });
  const settings: ZendeskSettings = {
    name: 'Zendesk',
    url: server.url,
    user: 'bot@desk.example',
    tags: ['mfa'],
    states: { 'waiting-for-parts': 'waiting' },
  };
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    desk: zendesk(settings, secret, request),
    stranger: zendesk(settings, 'not-the-secret', request),
    faults,
    clock: { now: Date.UTC(2026, 10, 23, 9) },
    secret,
    stored: (id) => Promise.resolve(tickets.filter((t) => t.external_id === id).map(stored)),
    states: [
      ['new', 'open'],
      ['open', 'taken'],
      ['pending', 'waiting'],
      ['hold', 'taken'],
      ['solved', 'resolved'],
      ['closed', 'resolved'],
      ['waiting-for-parts', 'waiting'],
      ['invented', 'unknown'],
    ],
    setState: (deskId, theirs) => {
      tickets.find((t) => String(t.id) === deskId)!.status = theirs;
      return Promise.resolve();
    },
    violations: () => server.asked.flatMap(zendeskDescription.violations),
  };
}

function stored({ subject, comments }: Kept): StoredTicket {
  const [first, ...notes] = comments;
  // A comment without the word is public: everybody who follows the ticket is mailed.
  const agentsOnly = notes.filter((n) => !n.public).map((n) => n.body);
  return { subject, text: first?.public === false ? first.body : 'PUBLIC', notes: agentsOnly };
}
