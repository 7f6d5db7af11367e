import { jira, type JiraSettings } from '../../../src/connections/serviceDesk/jira';
import { newFaults, requestWith, type AskedDeskBench } from './bench';
import { described } from './openapi';
import { after, basicIn, nothing, type Answer, type Asked, type DeskServer } from './server';

interface Kept {
  key: string;
  status: string;
  summary: string;
  description: string;
  correlation: string;
  at: number;
  comments: { body: string; public?: boolean }[];
}

const secret = 'jira-secret-1';
const field = 'customfield_10050';
const lagMs = 4 * 60_000;
export const jiraDescription = described('jsm-requests');
const categories: Record<string, string> = {
  Done: 'DONE',
  'On the bench': 'INDETERMINATE',
  Triage: 'NEW',
  Odd: 'UNDEFINED',
};

const refusal = (status: number, errorMessage: string): Answer => ({
  status,
  body: { errorMessage, i18nErrorMessage: { i18nKey: 'sd.error', parameters: [] } },
});

/** Jira Service Management: strict about fields, renders wiki markup, finds by words, and late. */
export async function jiraBench(
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<AskedDeskBench> {
  const kept: Kept[] = [];
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const shown = ({ key, status }: Kept) => ({
    issueId: key.slice(3),
    issueKey: key,
    currentStatus: {
      status,
      statusCategory: categories[status] ?? 'UNDEFINED',
      statusDate: { iso8601: '2026-11-23T09:00:00+0000' },
    },
  });
  const create = (body: unknown): Answer => {
    const {
      requestFieldValues: values,
      serviceDeskId,
      requestTypeId,
    } = body as {
      requestFieldValues: Record<string, string>;
      serviceDeskId: string;
      requestTypeId: string;
    };
    const unknown = Object.keys(values).filter(
      (n) => !['summary', 'description', field].includes(n),
    );
    if (unknown.length > 0 || serviceDeskId !== '10' || requestTypeId !== '25')
      return refusal(400, `Field ${unknown.join()} cannot be set.`);
    const { summary = '', description = '', [field]: correlation = '' } = values;
    const key = `IT-${kept.length + 1}`;
    kept.push({
      key,
      status: 'Waiting for support',
      summary,
      description,
      correlation,
      at: clock.now,
      comments: [],
    });
    return { status: 201, body: shown(kept.at(-1)!) };
  };
  const search = (jql: string): Answer => {
    const [, number, words] =
      /^cf\[(\d+)\] ~ "\\"([^"\\]+)\\"" ORDER BY created ASC$/.exec(jql) ?? [];
    if (`customfield_${number}` !== field)
      return { status: 400, body: { errorMessages: ['Error in the JQL Query'] } };
    // A search for words: what has one of them is found.
    const parts = (words ?? '').split('-');
    const found = kept.filter(
      (k) => k.at + lagMs <= clock.now && parts.some((p) => k.correlation.includes(p)),
    );
    return {
      status: 200,
      body: { issues: found.map((k) => ({ key: k.key, fields: { [field]: k.correlation } })) },
    };
  };
  const server = await start((asked) => {
    if (basicIn(asked) !== `bot@desk.example:${secret}`)
      return refusal(401, 'Client must be authenticated.');
    const { method, path, query, body } = asked;
    if (path === '/rest/api/3/search/jql') return search(query.get('jql') ?? '');
    if (path === '/rest/servicedeskapi/request' && method === 'POST') return create(body);
    const [key, what] = (after(path, '/rest/servicedeskapi/request/') ?? '').split('/');
    const one = kept.find((k) => k.key === key);
    if (!one) return nothing;
    if (what === 'comment') {
      one.comments.push(body as Kept['comments'][number]);
      return { status: 201, body: { id: '1' } };
    }
    if (what === 'transition') {
      if ((body as { id: string }).id !== '761') return refusal(400, 'no such transition');
      one.status = 'Resolved';
      return { status: 204 };
    }
    return { status: 200, body: shown(one) };
  });
  const settings: JiraSettings = {
    name: 'Jira',
    url: server.url,
    user: 'bot@desk.example',
    serviceDesk: '10',
    requestType: '25',
    correlationField: field,
    closeTransition: '761',
    states: { 'Back to sender': 'waiting' },
  };
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    desk: jira(settings, secret, request),
    stranger: jira(settings, 'not-the-secret', request),
    faults,
    clock,
    secret,
    stored: (id) =>
      Promise.resolve(
        kept
          .filter((k) => k.correlation === id)
          .map((k) => ({
            subject: k.summary,
            text: rendered(k.description),
            notes: k.comments.filter((c) => c.public === false).map((c) => rendered(c.body)),
          })),
      ),
    states: [
      ['Waiting for support', 'open'],
      ['In progress', 'taken'],
      ['Waiting for customer', 'waiting'],
      ['Resolved', 'resolved'],
      ['Back to sender', 'waiting'],
      ['Triage', 'open'],
      ['On the bench', 'taken'],
      ['Done', 'resolved'],
      ['Odd', 'unknown'],
    ],
    setState: (deskId, theirs) => {
      kept.find((k) => k.key === deskId)!.status = theirs;
      return Promise.resolve();
    },
    violations: () => server.asked.flatMap(jiraDescription.violations),
  };
}

/** What people see: macros, links, pictures and mentions work where nothing keeps them from it. */
function rendered(markup: string): string {
  return markup
    .replace(/\{\w+\}|\[[^\]\u200b]+\]|![^\s\u200b]+!/g, 'RENDERED')
    .replaceAll('\u200b', '');
}
