import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { recordCommand } from '../../src/commands/record';
import { openDatabase } from '../../src/connections/storage/database';
import { keysIn } from '../../src/connections/storage/key';
import { recordStore } from '../../src/connections/storage/record/record';
import type { Entry } from '../../src/record/record';
import { temporaryFolders } from '../support/databases';
import { entry } from '../support/entries';
import { alex, inAnotherTenant, megan } from '../support/samples';

const newFolder = temporaryFolders();
const now = () => Date.parse('2026-04-01T00:00:00.000Z');
const day = 24 * 60 * 60_000;
const secret = Buffer.alloc(32, 3).toString('base64');

/** A folder with these entries recorded. */
async function recorded(...entries: Entry[]): Promise<string> {
  const folder = newFolder();
  const database = await openDatabase({ folder });
  const store = recordStore(database, keysIn(folder).keyFor('record'), now);
  for (const each of entries) await store.append(each);
  await database.close();
  return folder;
}

async function changed(folder: string, statement: string): Promise<void> {
  const database = await openDatabase({ folder });
  await sql.raw(statement).execute(database.db);
  await database.close();
}

async function run(folder: string, args: string[], env: Record<string, string> = {}) {
  const said: string[] = [];
  const write = (text: string) => {
    said.push(text);
    return Promise.resolve();
  };
  const code = await recordCommand(args, { DATA_DIR: folder, ...env }, write, now);
  return { code, said: said.join('') };
}

describe('verify', () => {
  it('says of each tenant that its record is whole, how long it is and how it ends', async () => {
    const elsewhere = inAnotherTenant(alex).tenantId;
    const folder = await recorded(entry(1), entry(2), entry(3, { tenantId: elsewhere }));
    const { code, said } = await run(folder, ['verify']);
    expect(code).toBe(0);
    expect(said).toMatch(
      new RegExp(`^Tenant ${alex.tenantId}: the record is whole, 2 rows\\. .*[0-9a-f]{64}`, 'm'),
    );
    expect(said).toMatch(new RegExp(`^Tenant ${elsewhere}: the record is whole, 1 row\\.`, 'm'));
  });

  it('says that nothing has been recorded', async () => {
    expect(await run(await recorded(), ['verify'])).toEqual({
      code: 0,
      said: 'Nothing has been recorded yet.\n',
    });
  });

  it.each([
    ["update record set outcome = 'refused' where seq = 2", 'Row 2 is not as it was recorded'],
    ['delete from record where seq = 2', 'Row 2 is missing'],
    ['delete from record where seq = 3', 'Row 3 is missing'],
    ['delete from record_heads', 'ends with row 3'],
    ['update record set seq = 0 where seq = 2', 'Row 0 does not belong there'],
  ])('after "%s" says where it is broken, and ends with 1', async (statement, finding) => {
    const folder = await recorded(entry(1), entry(2), entry(3));
    await changed(folder, statement);
    const { code, said } = await run(folder, ['verify']);
    expect(code).toBe(1);
    expect(said).toContain(`Tenant ${alex.tenantId}: the record is BROKEN`);
    expect(said).toContain(finding);
  });

  it('does not take a record for whole under another key', async () => {
    const folder = await recorded(entry(1));
    const { code, said } = await run(folder, ['verify'], { SECRET_KEY: secret });
    expect(code).toBe(1);
    expect(said).toContain('SECRET_KEY');
  });
});

describe('export', () => {
  it('gives CSV that a spreadsheet takes no formula from', async () => {
    const folder = await recorded(
      entry(1, { personal: { conversation: '=HYPERLINK("http://x")' } }),
    );
    const { code, said } = await run(folder, ['export', '--format', 'csv']);
    const [head, line, ...rest] = said.split('\r\n');
    expect(code).toBe(0);
    expect(head).toContain('"event","outcome"');
    expect(line).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(rest).toEqual(['']);
  });

  it.each([
    ['2026-03-03', [2, 3]],
    ['2026-03-03T10:00:00.125Z', [2, 3]],
    ['2026-03-03T10:00:00.126Z', [3]],
    ['2026-03-03T11:00:00.126+01:00', [3]],
    [undefined, [1, 2, 3]],
  ])('since %s gives the lines from then on as JSON', async (since, seqs) => {
    const folder = await recorded(
      ...[0, 1, 2].map((i) => entry(i, { at: entry(i).at + i * day + 1 })),
    );
    const from = since === undefined ? [] : ['--since', since];
    const { said } = await run(folder, ['export', '--format', 'jsonl', ...from]);
    const lines = said.trimEnd().split('\n');
    expect(lines.map((l) => (JSON.parse(l) as { seq: number }).seq)).toEqual(seqs);
  });
});

describe('erase', () => {
  const person = (id: string) => ['erase', '--tenant', alex.tenantId.toUpperCase(), '--person', id];

  it('takes out what names the person, says of how many rows, and the record stays whole', async () => {
    const folder = await recorded(
      entry(1),
      entry(2),
      entry(3, { personal: { personId: megan.id } }),
    );
    const { code, said } = await run(folder, person(alex.id));
    expect(code).toBe(0);
    expect(said).toContain('2 rows');
    const exported = (await run(folder, ['export', '--format', 'jsonl'])).said;
    expect(exported).not.toContain(alex.id);
    expect(exported).toContain(megan.id);
    expect((await run(folder, ['verify'])).said).toContain('whole, 4 rows');
  });

  it('says so when no row names the person, or the tenant is unknown', async () => {
    const folder = await recorded(entry(1));
    expect((await run(folder, person(megan.id))).said).toContain('No row names that person');
    const unknown = ['erase', '--tenant', inAnotherTenant(alex).tenantId, '--person', alex.id];
    await expect(run(folder, unknown)).rejects.toThrow('Nothing is recorded of that tenant');
  });
});

it.each([
  [[]],
  [['tidy']],
  [['verify', 'more']],
  [['verify', '--person', alex.id]],
  [['export']],
  [['export', '--format', 'xml']],
  [['export', '--format', 'csv', '--person', alex.id]],
  [['erase', '--person', alex.id]],
  [['erase', '--tenant', alex.tenantId]],
])('says how it is used when it is given %j', async (args) => {
  await expect(run(newFolder(), args)).rejects.toThrow('npm run --silent record -- verify');
});

it.each(['yesterday', '1', '2026-13-01', '2026-03-02T10:00', '2026-03-02 10:00Z'])(
  'refuses to export since %s',
  async (since) => {
    const args = ['export', '--format', 'csv', '--since', since];
    await expect(run(await recorded(), args)).rejects.toThrow('--since must be like');
  },
);

it('makes neither database nor key where there is none, and says what is missing', async () => {
  const empty = newFolder();
  await expect(run(empty, ['verify'])).rejects.toThrow('There is no database');
  expect(readdirSync(empty)).toEqual([]);
  const keyless = await recorded(entry(1));
  rmSync(join(keyless, 'secret.key'));
  await expect(run(keyless, ['verify'])).rejects.toThrow('There is no secret.key');
  expect(existsSync(join(keyless, 'secret.key'))).toBe(false);
});

it.each([
  ['SECRET_KEY', 'c2hvcnQ='],
  ['DATABASE_URL', 'mysql://somewhere'],
])('names a wrong setting and does not repeat it: %s', async (name, value) => {
  const tried = run(newFolder(), ['verify'], { [name]: value });
  await expect(tried).rejects.toThrow(name);
  await expect(tried).rejects.not.toThrow(value);
});
