import { firstHead, link, erased, type Row } from '../../src/record/chain';
import { headOf, lineOf } from '../../src/record/export';
import type { Entry } from '../../src/record/record';
import { entry } from '../support/entries';
import { alex } from '../support/samples';

const key = Buffer.alloc(32, 1);
const rowOf = (change: Partial<Entry>): Row =>
  link(entry(1, change), 'salt', firstHead(alex.tenantId, key), key).row;

it('gives JSON Lines: what happened, when, and to whom', () => {
  const line = lineOf(rowOf({}), 'jsonl');
  expect(line.endsWith('\n')).toBe(true);
  expect(JSON.parse(line)).toMatchObject({
    seq: 1,
    at: '2026-03-02T10:00:00.124Z',
    tenant: alex.tenantId,
    event: 'change',
    outcome: 'done',
    operation: 'add-phone',
    person: alex.id,
    target: '+44 •••• ••56',
    authTime: '2026-03-02T10:00:00.000Z',
    erased: false,
  });
});

it('gives as many cells a line of CSV as its head names, each in quotes', () => {
  const cells = (line: string) => line.trimEnd().split('","').length;
  expect(cells(lineOf(rowOf({}), 'csv'))).toBe(cells(headOf('csv')));
  expect(headOf('csv')).toMatch(/^"seq","at",.*"\r\n$/);
});

it.each([
  '=HYPERLINK("http://evil.example")',
  '+1+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
])('lets a spreadsheet take no cell for a formula: %j', (conversation) => {
  const line = lineOf(rowOf({ personal: { conversation } }), 'csv');
  expect(line).toContain(`"'${conversation.replaceAll('"', '""')}"`);
});

it('keeps a cell with quotes, commas and line ends one cell', () => {
  const line = lineOf(rowOf({ personal: { conversation: 'a","=1"\r\n"' } }), 'csv');
  expect(line).toContain('"a"",""=1""\r\n"""');
});

it('keeps an entry one line of JSON whatever stands in it', () => {
  const line = lineOf(
    rowOf({ personal: { conversation: '\r\n{"level":"info","msg":"forged"}' } }),
    'jsonl',
  );
  expect(line.trimEnd()).not.toMatch(/[\r\n]/);
});

it('says that a row was erased', () => {
  const gone = JSON.parse(lineOf(erased(rowOf({}), key), 'jsonl')) as object;
  expect(gone).toMatchObject({ erased: true, event: 'change' });
  expect(gone).not.toHaveProperty('person');
});
