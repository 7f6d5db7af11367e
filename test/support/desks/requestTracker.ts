import {
  requestTracker,
  type RequestTrackerSettings,
} from '../../../src/connections/serviceDesk/requestTracker';
import { newFaults, requestWith, type AskedDeskBench } from './bench';
import { after, nothing, type Answer, type Asked, type DeskServer } from './server';

interface Kept {
  id: string;
  Status: string;
  Subject: string;
  Content: string;
  correlation: string;
  notes: string[];
}

const secret = '1-2-request-tracker-secret';
const lifecycle = ['new', 'open', 'stalled', 'resolved', 'rejected', 'deleted'];

export const requestTrackerStates = [
  ['new', 'open'],
  ['open', 'taken'],
  ['stalled', 'waiting'],
  ['resolved', 'resolved'],
  ['rejected', 'resolved'],
] as const;

export function requestTrackerSettings(url: string): RequestTrackerSettings {
  const correlationField = 'CorrelationId';
  return { name: 'Request Tracker', url, queue: 'ServiceDesk', correlationField, states: {} };
}

/** A Request Tracker that other processes can reach, too. */
export interface RequestTrackerBench extends AskedDeskBench {
  readonly url: string;
}

/** Request Tracker as the real one was seen to answer: drops unknown fields, and says 200 to a state that it refuses. */
export async function requestTrackerBench(
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<RequestTrackerBench> {
  const kept: Kept[] = [];
  const create = (body: unknown): Answer => {
    const { Queue, Subject, Content, ContentType, CustomFields } = body as Kept & {
      Queue: string;
      ContentType: string;
      CustomFields: Record<string, string>;
    };
    if (Queue !== 'ServiceDesk')
      return {
        status: 403,
        body: { message: `No permission to create tickets in the queue '${Queue}'` },
      };
    const text = ContentType === 'text/plain' ? Content : 'HTML';
    const correlation = CustomFields['CorrelationId'] ?? '';
    const id = String(kept.length + 1);
    kept.push({
      id,
      Status: 'new',
      Subject: Subject.slice(0, 200),
      Content: text,
      correlation,
      notes: [],
    });
    return {
      status: 201,
      body: { id, type: 'ticket' },
      headers: { location: `/REST/2.0/ticket/${id}` },
    };
  };
  const change = (ticket: Kept, body: unknown): Answer => {
    const { Status } = body as Kept;
    if (!lifecycle.includes(Status))
      return {
        status: 200,
        body: [`Ticket ${ticket.id}: Status '${Status}' isn't a valid status for this ticket.`],
      };
    ticket.Status = Status;
    return { status: 200, body: [`Ticket ${ticket.id}: Status changed`] };
  };
  const search = (query: string): Answer => {
    const [, value] =
      /^Queue='ServiceDesk' AND CF\.\{CorrelationId\}='([A-Za-z0-9-]+)'$/.exec(query) ?? [];
    const items = kept.filter((k) => value === undefined || k.correlation === value);
    return {
      status: 200,
      body: { total: items.length, items: items.map(({ id }) => ({ id, type: 'ticket' })) },
    };
  };
  const server = await start(({ method, path, query, headers, body }) => {
    if (headers.authorization !== `token ${secret}`)
      return { status: 401, body: { message: 'Unauthorized' } };
    if (path === '/REST/2.0/queue/ServiceDesk')
      return {
        status: 200,
        body: { id: 3, TicketCustomFields: [{ id: '2', name: 'CorrelationId' }] },
      };
    if (path === '/REST/2.0/tickets') return search(query.get('query') ?? '');
    if (path === '/REST/2.0/ticket' && method === 'POST') return create(body);
    const [id, what] = (after(path, '/REST/2.0/ticket/') ?? '').split('/');
    const ticket = kept.find((k) => k.id === id);
    if (!ticket) return nothing;
    if (what === 'comment') {
      ticket.notes.push((body as Kept).Content);
      return { status: 201, body: ['Comments added'] };
    }
    if (method === 'PUT') return change(ticket, body);
    const { Status, Subject } = ticket;
    const Owner = { type: 'user', id: 'Nobody' };
    return {
      status: 200,
      body: { id: Number(id), Status, Subject, Owner, LastUpdated: '2026-11-23T09:00:00Z' },
    };
  });
  const settings = requestTrackerSettings(server.url);
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    url: server.url,
    desk: requestTracker(settings, secret, request),
    stranger: requestTracker(settings, 'not-the-secret', request),
    faults,
    clock: { now: Date.UTC(2026, 10, 23, 9) },
    secret,
    stored: (id) =>
      Promise.resolve(
        kept
          .filter((k) => k.correlation === id)
          .map((k) => ({ subject: k.Subject, text: k.Content, notes: [...k.notes] })),
      ),
    states: [...requestTrackerStates, ['invented', 'unknown']],
    setState: (deskId, theirs) => {
      kept.find((k) => k.id === deskId)!.Status = theirs;
      return Promise.resolve();
    },
    violations: () => [],
  };
}
