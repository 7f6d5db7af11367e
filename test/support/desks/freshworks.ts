import { freshdesk } from '../../../src/connections/serviceDesk/freshdesk';
import { freshservice } from '../../../src/connections/serviceDesk/freshservice';
import type { FreshworksSettings } from '../../../src/connections/serviceDesk/freshworks';
import { newFaults, requestWith, type AskedDeskBench } from './bench';
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
  status: number;
  responder_id: number | null;
  updated_at: string;
  subject: string;
  description: string;
  custom_fields: Record<string, string>;
  at: number;
  notes: { body: string; private?: boolean }[];
}

const secret = 'freshworks-secret-1';
const field = 'cf_correlation';
const requester = 'mfa-bot@desk.example';
/** The index is minutes behind. */
const lagMs = 12 * 60_000;
export const freshdeskDescription = described('freshdesk-tickets');

/** Freshservice or Freshdesk: texts are HTML, searches are late, and an unknown requester becomes a contact. */
export async function freshworksBench(
  product: 'freshservice' | 'freshdesk',
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<AskedDeskBench> {
  const wraps = product === 'freshservice';
  const kept: Kept[] = [];
  const contacts = new Set([requester]);
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const shown = ({ at: _at, notes: _notes, ...ticket }: Kept) => ticket;
  const one = (ticket: Kept) => (wraps ? { ticket: shown(ticket) } : shown(ticket));
  const create = (body: unknown): Answer => {
    const { email, subject, description, status, custom_fields } = body as Kept & { email: string };
    if (!subject || !description || !email)
      return {
        status: 400,
        body: {
          description: 'Validation failed',
          errors: [{ field: 'subject', code: 'missing_field' }],
        },
      };
    contacts.add(email);
    const id = kept.length + 1;
    const updated_at = '2026-11-23T09:00:00Z';
    kept.push({
      id,
      status,
      responder_id: null,
      updated_at,
      subject,
      description,
      custom_fields,
      at: clock.now,
      notes: [],
    });
    return { status: 201, body: one(kept.at(-1)!) };
  };
  const search = (query: string): Answer => {
    const [, name = '', value] = /^"(\w+):'([^']*)'"$/.exec(query) ?? [];
    if (name !== field) return { status: 400, body: { description: 'Validation failed' } };
    const found = kept
      .filter((k) => k.at + lagMs <= clock.now && k.custom_fields[field] === value)
      .map(shown);
    return {
      status: 200,
      body: wraps ? { tickets: found } : { results: found, total: found.length },
    };
  };
  const server = await start((asked) => {
    if (basicIn(asked) !== `${secret}:X`) return unauthorised;
    const { method, path, query, body } = asked;
    if (path === (wraps ? '/api/v2/tickets/filter' : '/api/v2/search/tickets'))
      return search(query.get('query') ?? '');
    if (path === '/api/v2/tickets' && method === 'POST') return create(body);
    const [id, what] = (after(path, '/api/v2/tickets/') ?? '').split('/');
    const ticket = kept.find((k) => String(k.id) === id);
    if (!ticket) return nothing;
    if (what === 'notes') {
      ticket.notes.push(body as Kept['notes'][number]);
      return { status: 201, body: wraps ? { conversation: { id: 1 } } : { id: 1 } };
    }
    if (method === 'PUT') ticket.status = (body as Kept).status;
    return { status: 200, body: one(ticket) };
  });
  const settings: FreshworksSettings = {
    name: product,
    url: server.url,
    requester,
    correlationField: field,
    states: { '9': 'waiting' },
  };
  const connect = product === 'freshservice' ? freshservice : freshdesk;
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    desk: connect(settings, secret, request),
    stranger: connect(settings, 'not-the-secret', request),
    faults,
    clock,
    secret,
    stored: (id) =>
      Promise.resolve(
        kept
          .filter((k) => k.custom_fields[field] === id)
          .map((k) => ({
            subject: k.subject,
            text: rendered(k.description),
            notes: k.notes.filter((n) => n.private).map((n) => rendered(n.body)),
          })),
      ),
    states: [
      ['2', 'open'],
      ['3', 'waiting'],
      ['4', 'resolved'],
      ['5', 'resolved'],
      ...(wraps
        ? []
        : ([
            ['6', 'waiting'],
            ['7', 'taken'],
          ] as const)),
      ['2 with an agent', 'taken'],
      ['9', 'waiting'],
      ['77', 'unknown'],
    ],
    setState: (deskId, theirs) => {
      const ticket = kept.find((k) => String(k.id) === deskId)!;
      ticket.status = parseInt(theirs, 10);
      ticket.responder_id = theirs.includes('agent') ? 4711 : null;
      return Promise.resolve();
    },
    violations: () => [
      ...(wraps ? [] : server.asked.flatMap(freshdeskDescription.violations)),
      ...(contacts.size > 1 ? ['a contact was made of an address'] : []),
    ],
  };
}

/** What people see of HTML: any tag but a line's end does what it does. */
function rendered(html: string): string {
  const signs: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return html
    .replaceAll('<br>', '\n')
    .replace(/<[^>]*>/g, 'RENDERED')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => signs[entity] ?? '');
}
