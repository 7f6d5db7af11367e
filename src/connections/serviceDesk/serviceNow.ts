import { z } from 'zod';
import {
  DeskRefused,
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
  part,
  read,
  updatedAt,
  type Api,
  type HttpResponse,
  type Request,
} from './http';

export interface ServiceNowSettings {
  readonly name: string;
  /** The instance: `https://example.service-now.com`. */
  readonly url: string;
  readonly table: string;
  /** With a user the secret is its password, without one it is a bearer token. */
  readonly user?: string | undefined;
  /** More fields of each new record, for example assignment_group and caller_id (sys_ids), category. */
  readonly fields: Readonly<Record<string, string>>;
  /** The resolution code with which the bot resolves an incident; absent: it resolves none. */
  readonly closeCode?: string | undefined;
  readonly states: StatesOf;
}

/** The incident's states as they are delivered: New, In Progress, On Hold, Resolved, Closed, Canceled. */
export const serviceNowStates: StatesOf = {
  '1': 'open',
  '2': 'taken',
  '3': 'waiting',
  '6': 'resolved',
  '7': 'resolved',
  '8': 'resolved',
};

const settlingMs = 60_000;
const resolved = '6';

const field = z.object({ value: z.string(), display_value: z.string().nullish() });
const recordSchema = z.object({
  sys_id: field,
  state: field,
  assigned_to: z.union([field, z.literal('')]).optional(),
  sys_updated_on: field.optional(),
});
const oneSchema = z.object({ result: recordSchema });
const manySchema = z.object({ result: z.array(recordSchema) });

const wanted = {
  sysparm_fields: 'sys_id,number,state,assigned_to,sys_updated_on',
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'true',
};

/**
 * ServiceNow by its Table API
 * (https://docs.servicenow.com/bundle/australia-api-reference/page/integrate/inbound-rest/concept/c_TableAPI.html).
 */
export function serviceNow(
  settings: ServiceNowSettings,
  secret: string,
  request: Request,
): ServiceDesk {
  const { name, user, closeCode } = settings;
  const api: Api = {
    desk: name,
    base: `${settings.url}/api/now/table/${part(settings.table)}`,
    headers: { authorization: user ? basic(user, secret) : `Bearer ${secret}` },
    request,
  };
  const ticketOf = (record: z.infer<typeof recordSchema>) => asTicket(settings, record);
  return {
    name,
    whenUnclear: { by: 'search', afterMs: settlingMs },
    find: async (correlationId) => {
      if (!isCorrelationId(correlationId)) return undefined;
      const sysparm_query = `correlation_id=${correlationId}^ORDERBYsys_created_on`;
      const query = { ...wanted, sysparm_query, sysparm_limit: '1' };
      const answer = await ask(api, { method: 'GET', path: '', query });
      const [first] = read(api, answer, manySchema, 'read').result;
      return first && ticketOf(first);
    },
    create: async (report) => {
      const answer = await ask(api, {
        method: 'POST',
        path: '',
        query: wanted,
        body: {
          ...settings.fields,
          short_description: report.subject,
          description: report.text,
          urgency: report.urgent ? '1' : '2',
          correlation_id: report.correlationId,
          correlation_display: 'MFA help bot',
        },
      });
      return ticketOf(read(api, answer, oneSchema, 'wrote').result);
    },
    comment: async (deskId, note) => {
      await change(api, deskId, { work_notes: note.text });
    },
    fetch: async (deskId) => {
      const answer = await askIfAny(api, {
        method: 'GET',
        path: `/${part(deskId)}`,
        query: wanted,
      });
      return answer && ticketOf(read(api, answer, oneSchema, 'read').result);
    },
    ...(closeCode
      ? { close: (deskId, note) => resolve(api, settings, closeCode, deskId, note.text) }
      : {}),
  };
}

async function resolve(
  api: Api,
  settings: ServiceNowSettings,
  closeCode: string,
  deskId: string,
  words: string,
): Promise<void> {
  const body = { state: resolved, close_code: closeCode, close_notes: words };
  const answer = await change(api, deskId, body);
  // Rules of the instance may keep the state and still answer 200.
  const { result } = read(api, answer, oneSchema, 'wrote');
  if (asTicket(settings, result).state === 'resolved') return;
  throw new DeskRefused(
    api.desk,
    'rejected',
    'the incident stays unresolved. Check closeCode and the rules of the table.',
  );
}

function change(api: Api, deskId: string, body: object): Promise<HttpResponse> {
  return ask(api, { method: 'PATCH', path: `/${part(deskId)}`, query: wanted, body });
}

function asTicket(
  { states, url, table }: ServiceNowSettings,
  record: z.infer<typeof recordSchema>,
): DeskTicket {
  const id = record.sys_id.value;
  const assignee = record.assigned_to ? record.assigned_to.display_value : undefined;
  return {
    deskId: id,
    url: `${url}/nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${id}`)}`,
    state: stateIn({ ...serviceNowStates, ...states }, record.state.value),
    ...(assignee ? { assignee } : {}),
    // Its times are UTC without saying so: 2026-11-22 04:43:03.
    ...updatedAt(record.sys_updated_on && `${record.sys_updated_on.value.replace(' ', 'T')}Z`),
  };
}
