import { z } from 'zod';
import {
  DeskRefused,
  isCorrelationId,
  stateIn,
  type DeskTicket,
  type ServiceDesk,
  type StatesOf,
} from '../../escalation/desks/serviceDesk';
import { ask, askIfAny, part, read, updatedAt, type Api, type Request } from './http';

export interface RequestTrackerSettings {
  readonly name: string;
  /** Where its pages are, without a slash at the end: `https://rt.example.org`. */
  readonly url: string;
  readonly queue: string;
  /** The queue's custom field that keeps our correlation id. */
  readonly correlationField: string;
  readonly states: StatesOf;
}

/** The states of RT's default lifecycle. */
export const requestTrackerStates: StatesOf = {
  new: 'open',
  open: 'taken',
  stalled: 'waiting',
  resolved: 'resolved',
  rejected: 'resolved',
  deleted: 'resolved',
};

const settlingMs = 60_000;
const nobody = 'Nobody';

const ticketSchema = z.object({
  id: z.coerce.string().regex(/^\d+$/),
  Status: z.string(),
  Owner: z.object({ id: z.string() }).optional(),
  LastUpdated: z.string().optional(),
});
const foundSchema = z.object({
  items: z.array(z.object({ id: z.coerce.string().regex(/^\d+$/) })),
});
const madeSchema = z.object({ id: z.coerce.string().regex(/^\d+$/) });
const queueSchema = z.object({ TicketCustomFields: z.array(z.object({ name: z.string() })) });

/**
 * Best Practical's Request Tracker 5 by its REST 2 interface, with a token of its own
 * (https://docs.bestpractical.com/rt/5.0/RT/REST2.html).
 */
export function requestTracker(
  settings: RequestTrackerSettings,
  token: string,
  request: Request,
): ServiceDesk {
  const { name, queue, correlationField } = settings;
  const api: Api = {
    desk: name,
    base: `${settings.url}/REST/2.0`,
    headers: { authorization: `token ${token}` },
    request,
  };
  const fetch = (deskId: string) => fetched(api, settings, deskId);
  return {
    name,
    whenUnclear: { by: 'search', afterMs: settlingMs },
    fetch,
    find: async (correlationId) => {
      if (!isCorrelationId(correlationId)) return undefined;
      const query = `Queue=${quoted(queue)} AND CF.{${correlationField}}=${quoted(correlationId)}`;
      const answer = await ask(api, {
        method: 'GET',
        path: '/tickets',
        query: { query, orderby: 'id', order: 'ASC' },
      });
      const [first] = read(api, answer, foundSchema, 'read').items;
      return first && fetch(first.id);
    },
    create: async (report) => {
      await checkField(api, settings);
      const answer = await ask(api, {
        method: 'POST',
        path: '/ticket',
        body: {
          Queue: queue,
          Subject: report.subject,
          Content: report.text,
          ContentType: 'text/plain',
          Priority: report.urgent ? '90' : '50',
          CustomFields: { [correlationField]: report.correlationId },
        },
      });
      const { id } = read(api, answer, madeSchema, 'wrote');
      return { deskId: id, url: page(settings.url, id), state: 'open' };
    },
    comment: (deskId, note) => comment(api, deskId, note.text),
    close: (deskId, note) => resolve(api, settings, deskId, note.text),
  };
}

async function fetched(
  api: Api,
  { states, url }: RequestTrackerSettings,
  deskId: string,
): Promise<DeskTicket | undefined> {
  const answer = await askIfAny(api, { method: 'GET', path: `/ticket/${part(deskId)}` });
  if (!answer) return undefined;
  const ticket = read(api, answer, ticketSchema, 'read');
  const owner = ticket.Owner?.id;
  return {
    deskId: ticket.id,
    url: page(url, ticket.id),
    state: stateIn({ ...requestTrackerStates, ...states }, ticket.Status),
    ...(owner && owner !== nobody ? { assignee: owner } : {}),
    ...updatedAt(ticket.LastUpdated),
  };
}

async function resolve(
  api: Api,
  settings: RequestTrackerSettings,
  deskId: string,
  words: string,
): Promise<void> {
  const before = (await fetched(api, settings, deskId))?.state;
  if (!before || before === 'resolved') return;
  await comment(api, deskId, words);
  const body = { Status: 'resolved' };
  await ask(api, { method: 'PUT', path: `/ticket/${part(deskId)}`, body });
  // It answers 200 to a change of state that it refuses: only a look shows what became of it.
  if ((await fetched(api, settings, deskId))?.state === 'resolved') return;
  throw new DeskRefused(
    api.desk,
    'rejected',
    'the ticket cannot be resolved from its state. Check the queue’s lifecycle.',
  );
}

/** A field that the queue does not have is dropped in silence, and the ticket could never be found again. */
async function checkField(
  api: Api,
  { queue, correlationField }: RequestTrackerSettings,
): Promise<void> {
  const answer = await ask(api, { method: 'GET', path: `/queue/${part(queue)}` });
  const fields = read(api, answer, queueSchema, 'read').TicketCustomFields;
  if (fields.some((f) => f.name === correlationField)) return;
  throw new DeskRefused(
    api.desk,
    'not-as-configured',
    `the queue has no custom field ${correlationField} that the bot may see. Add it to the queue (one value, free text).`,
  );
}

async function comment(api: Api, deskId: string, text: string): Promise<void> {
  await ask(api, {
    method: 'POST',
    path: `/ticket/${part(deskId)}/comment`,
    body: { Content: text, ContentType: 'text/plain' },
  });
}

function page(url: string, id: string): string {
  return `${url}/Ticket/Display.html?id=${part(id)}`;
}

/** A string of TicketSQL. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
