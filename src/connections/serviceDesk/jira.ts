import { z } from 'zod';
import {
  isCorrelationId,
  stateIn,
  type DeskState,
  type DeskTicket,
  type ServiceDesk,
  type StatesOf,
} from '../../escalation/desks/serviceDesk';
import { ask, askIfAny, basic, part, read, updatedAt, type Api, type Request } from './http';

export interface JiraSettings {
  readonly name: string;
  /** The site: `https://example.atlassian.net`. */
  readonly url: string;
  /** The account whose API token the secret is; absent: the secret is an OAuth token. */
  readonly user?: string | undefined;
  /** The ids of the service desk and of the request type (numbers). */
  readonly serviceDesk: string;
  readonly requestType: string;
  /** The text field of the request type that keeps our correlation id: `customfield_10050`. */
  readonly correlationField: string;
  /** The id of the transition with which the bot resolves a request; absent: it resolves none. */
  readonly closeTransition?: string | undefined;
  readonly states: StatesOf;
}

/** Names of states in the workflows as they are delivered; any other goes by its category. */
export const jiraStates: StatesOf = {
  'Waiting for support': 'open',
  'Waiting for customer': 'waiting',
  Pending: 'waiting',
  'In progress': 'taken',
  Escalated: 'taken',
  Resolved: 'resolved',
  Closed: 'resolved',
  Canceled: 'resolved',
};

const categories: StatesOf = { NEW: 'open', INDETERMINATE: 'taken', DONE: 'resolved' };

/** New requests are indexed late; nobody promises when. */
const indexedMs = 5 * 60_000;

const statusSchema = z.object({
  status: z.string(),
  statusCategory: z.string().optional(),
  statusDate: z.object({ iso8601: z.string().optional() }).optional(),
});
const requestSchema = z.object({ issueKey: z.string(), currentStatus: statusSchema });

/**
 * Jira Service Management by its customer request API
 * (https://developer.atlassian.com/cloud/jira/service-desk/rest/). The bot's own account is the reporter: raising on behalf
 * of somebody would mail them, and needs their account id.
 */
export function jira(settings: JiraSettings, secret: string, request: Request): ServiceDesk {
  const { name, url, user, correlationField, closeTransition } = settings;
  const api: Api = {
    desk: name,
    base: `${url}/rest`,
    headers: { authorization: user ? basic(user, secret) : `Bearer ${secret}` },
    request,
  };
  const pathOf = (deskId: string) => `/servicedeskapi/request/${part(deskId)}`;
  const fetch = async (deskId: string) => {
    const answer = await askIfAny(api, { method: 'GET', path: pathOf(deskId) });
    return answer && asTicket(settings, read(api, answer, requestSchema, 'read'));
  };
  const comment: ServiceDesk['comment'] = async (deskId, note) => {
    const body = { body: unformatted(note.text), public: false };
    await ask(api, { method: 'POST', path: `${pathOf(deskId)}/comment`, body });
  };
  return {
    name,
    whenUnclear: { by: 'search', afterMs: indexedMs },
    fetch,
    find: (correlationId) => find(api, settings, correlationId, fetch),
    create: async (report) => {
      const answer = await ask(api, {
        method: 'POST',
        path: '/servicedeskapi/request',
        body: {
          serviceDeskId: settings.serviceDesk,
          requestTypeId: settings.requestType,
          requestFieldValues: {
            summary: report.subject,
            description: unformatted(report.text),
            [correlationField]: report.correlationId,
          },
        },
      });
      return asTicket(settings, read(api, answer, requestSchema, 'wrote'));
    },
    comment,
    ...(closeTransition
      ? {
          close: async (deskId, note) => {
            const state = (await fetch(deskId))?.state;
            if (!state || state === 'resolved') return;
            await comment(deskId, note);
            const body = { id: closeTransition };
            await ask(api, { method: 'POST', path: `${pathOf(deskId)}/transition`, body });
          },
        }
      : {}),
  };
}

const foundSchema = z.object({
  issues: z.array(z.object({ key: z.string(), fields: z.record(z.unknown()) })),
});

/** `/rest/api/3/search` is gone; this is its successor (https://developer.atlassian.com/cloud/jira/platform/rest/v3/). */
async function find(
  api: Api,
  { correlationField }: JiraSettings,
  correlationId: string,
  fetch: ServiceDesk['fetch'],
): Promise<DeskTicket | undefined> {
  if (!isCorrelationId(correlationId)) return undefined;
  const field = `cf[${correlationField.replace('customfield_', '')}]`;
  const jql = `${field} ~ "\\"${correlationId}\\"" ORDER BY created ASC`;
  const answer = await ask(api, {
    method: 'GET',
    path: '/api/3/search/jql',
    query: { jql, fields: correlationField, maxResults: '20' },
  });
  // The search is one for words: only the same text is the same id.
  const same = read(api, answer, foundSchema, 'read').issues.find(
    (issue) => issue.fields[correlationField] === correlationId,
  );
  return same && fetch(same.key);
}

function asTicket(settings: JiraSettings, found: z.infer<typeof requestSchema>): DeskTicket {
  const { issueKey, currentStatus } = found;
  return {
    deskId: issueKey,
    url: `${settings.url}/browse/${part(issueKey)}`,
    state: stateOf(settings, currentStatus),
    ...updatedAt(currentStatus.statusDate?.iso8601),
  };
}

function stateOf(
  settings: JiraSettings,
  { status, statusCategory }: z.infer<typeof statusSchema>,
): DeskState {
  const named = stateIn({ ...jiraStates, ...settings.states }, status);
  return named === 'unknown' ? stateIn(categories, statusCategory ?? '') : named;
}

/** Its texts are wiki markup: a sign that opens a macro, a link, a picture or a mention is kept from doing so. */
function unformatted(text: string): string {
  return text.replace(/[{[!~|]/g, '$&\u200b');
}
