import {
  serviceNow,
  type ServiceNowSettings,
} from '../../../src/connections/serviceDesk/serviceNow';
import { newFaults, requestWith, type AskedDeskBench } from './bench';
import { described } from './openapi';
import { after, nothing, unauthorised, type Answer, type Asked, type DeskServer } from './server';

type Row = Record<string, string>;

const secret = 'service-now-secret-1';
export const serviceNowDescription = described('servicenow-table');
/** Columns of the table: what else is sent is dropped without a word. */
const columns =
  'short_description description urgency correlation_id correlation_display state work_notes close_code close_notes assignment_group'.split(
    ' ',
  );

/** ServiceNow's table of incidents: no field is needed, unknown ones are dropped, queries have operators of their own. */
export async function serviceNowBench(
  start: (handle: (asked: Asked) => Answer) => Promise<DeskServer>,
): Promise<AskedDeskBench> {
  const rows: Row[] = [];
  const notes: [string, string][] = [];
  const shown = (row: Row) =>
    Object.fromEntries(
      ['sys_id', 'number', 'state', 'assigned_to', 'sys_updated_on'].map((name) => [
        name,
        { value: row[name] ?? '', display_value: row[name] ?? '' },
      ]),
    );
  const fill = (row: Row, body: unknown): Answer => {
    for (const [name, value] of Object.entries(body as Row)) {
      if (!columns.includes(name)) continue;
      // A journal: it takes what is written and reads empty.
      if (name === 'work_notes') notes.push([row['sys_id'] ?? '', value]);
      else row[name] = value;
    }
    return { status: 200, body: { result: shown(row) } };
  };
  const server = await start((asked) => {
    const { method, path, query, headers, body } = asked;
    if (headers.authorization !== `Bearer ${secret}`)
      return {
        ...unauthorised,
        body: { error: { message: 'User Not Authenticated' }, status: 'failure' },
      };
    if (path === '/api/now/table/incident' && method === 'POST') {
      const row: Row = {
        sys_id: (rows.length + 1).toString(16).padStart(32, '0'),
        number: `INC${rows.length + 1}`,
        state: '1',
        sys_updated_on: '2026-11-23 09:00:00',
      };
      rows.push(row);
      return { ...fill(row, body), status: 201 };
    }
    if (path === '/api/now/table/incident')
      return { status: 200, body: { result: found(rows, query).map(shown) } };
    const row = rows.find((r) => r['sys_id'] === after(path, '/api/now/table/incident/'));
    if (!row) return nothing;
    return method === 'PATCH' ? fill(row, body) : { status: 200, body: { result: shown(row) } };
  });
  const settings: ServiceNowSettings = {
    name: 'ServiceNow',
    url: server.url,
    table: 'incident',
    fields: { assignment_group: '0123456789abcdef0123456789abcdef' },
    closeCode: 'Solution provided',
    states: { '-5': 'waiting' },
  };
  const faults = newFaults();
  const request = requestWith(faults);
  return {
    desk: serviceNow(settings, secret, request),
    stranger: serviceNow(settings, 'not-the-secret', request),
    faults,
    clock: { now: Date.UTC(2026, 10, 23, 9) },
    secret,
    stored: (id) =>
      Promise.resolve(
        rows
          .filter((r) => r['correlation_id'] === id)
          .map((r) => ({
            subject: r['short_description'] ?? '',
            text: r['description'] ?? '',
            notes: [
              ...notes.filter(([sysId]) => sysId === r['sys_id']).map(([, text]) => text),
              ...(r['close_notes'] ? [r['close_notes']] : []),
            ],
          })),
      ),
    states: [
      ['1', 'open'],
      ['2', 'taken'],
      ['3', 'waiting'],
      ['6', 'resolved'],
      ['7', 'resolved'],
      ['8', 'resolved'],
      ['-5', 'waiting'],
      ['42', 'unknown'],
    ],
    setState: (deskId, theirs) => {
      rows.find((r) => r['sys_id'] === deskId)!['state'] = theirs;
      return Promise.resolve();
    },
    violations: () => server.asked.flatMap(serviceNowDescription.violations),
  };
}

/** An encoded query: `^OR` makes it wider, and a condition that is not understood is left out. */
function found(rows: readonly Row[], query: URLSearchParams): Row[] {
  const [conditions = ''] = (query.get('sysparm_query') ?? '').split('^ORDERBY');
  const any = conditions.split('^OR').map((c) => c.split('='));
  const matches = rows.filter((r) =>
    any.some(([name = '', value]) => !columns.includes(name) || r[name] === value),
  );
  return matches.slice(0, Number(query.get('sysparm_limit') ?? 10_000));
}
