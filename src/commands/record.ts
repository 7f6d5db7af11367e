import { existsSync } from 'node:fs';
import { openDatabase, sqliteFile } from '../connections/storage/database';
import { existingKeys } from '../connections/storage/key';
import { recordStore, type RecordStore } from '../connections/storage/record/record';
import { storageSettings } from '../organisation/settings';
import type { Verdict } from '../record/chain';
import { headOf, lineOf, type Format } from '../record/export';
import { wishIn } from './recordWish';

type Environment = Readonly<Record<string, string | undefined>>;
type Write = (text: string) => Promise<void>;

/**
 * Checks, exports or erases. Looks only at what is there: it makes neither a database nor a key.
 * @returns the exit code: 1 when a check has found the record broken.
 * @throws Error that says what to correct, when it cannot be done.
 */
export async function recordCommand(
  args: readonly string[],
  env: Environment,
  write: Write,
  now: () => number,
): Promise<number> {
  const wish = wishIn(args);
  const read = storageSettings(env);
  if (!read.ok)
    throw new Error(`Please correct:\n${read.problems.map((p) => `  - ${p}`).join('\n')}`);
  const { DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: secret } = read.settings;
  if (!url && !existsSync(sqliteFile(folder)))
    throw new Error(`There is no database in ${folder}: DATA_DIR or DATABASE_URL must say where.`);
  const keys = existingKeys(folder, secret);
  if (!keys)
    throw new Error(`There is no secret.key in ${folder}: set SECRET_KEY as the bot has it.`);
  const database = await openDatabase({ folder, ...(url ? { url } : {}) });
  try {
    const store = recordStore(database, keys.keyFor('record'), now);
    switch (wish.what) {
      case 'verify':
        return await verify(store, write);
      case 'export':
        return await exportRows(store, write, wish.format, wish.since);
      case 'erase':
        return await erase(store, write, wish.tenant, wish.person);
    }
  } finally {
    await database.close();
  }
}

const findings = {
  'row-changed': (at) => `Row ${at} is not as it was recorded.`,
  'row-missing': (at) => `Row ${at} is missing.`,
  order: (at) => `Row ${at} does not belong there: it was moved, copied or put in.`,
  'head-differs': (at) =>
    `It ends with row ${at}, which is not where it ended when it was last recorded in: rows were cut off, or its end rewritten.`,
} as const satisfies Record<Extract<Verdict, { ok: false }>['why'], (at: number) => string>;

async function verify(store: RecordStore, write: Write): Promise<number> {
  const tenants = await store.tenants();
  if (tenants.length === 0) await write('Nothing has been recorded yet.\n');
  let broken = 0;
  for (const tenant of tenants) {
    const found = await store.verify(tenant);
    await write(`Tenant ${tenant}: ${found.ok ? whole(found) : brokenAt(found)}\n`);
    if (!found.ok) broken++;
  }
  if (broken > 0)
    await write(
      'Either somebody has changed the database, or the key (SECRET_KEY, or secret.key in DATA_DIR) is not the one that it was recorded with.\n',
    );
  return broken > 0 ? 1 : 0;
}

type Found = Awaited<ReturnType<RecordStore['verify']>>;

function whole({ rows, head }: Extract<Found, { ok: true }>): string {
  const end = head && rows > 0 ? ` The last link is ${head.chain}.` : '';
  return `the record is whole, ${rows} ${rows === 1 ? 'row' : 'rows'}.${end}`;
}

function brokenAt({ at, why }: Extract<Found, { ok: false }>): string {
  return `the record is BROKEN. ${findings[why](at)} What follows was not checked.`;
}

async function exportRows(
  store: RecordStore,
  write: Write,
  format: Format,
  since: number,
): Promise<number> {
  await write(headOf(format));
  for (const tenant of await store.tenants())
    for await (const row of store.rows(tenant))
      if (row.facts.at >= since) await write(lineOf(row, format));
  return 0;
}

async function erase(
  store: RecordStore,
  write: Write,
  tenant: string,
  person: string,
): Promise<number> {
  const known = (await store.tenants()).find((t) => t.toLowerCase() === tenant.toLowerCase());
  if (known === undefined) throw new Error('Nothing is recorded of that tenant: see --tenant.');
  const rows = await store.erase({ tenantId: known, id: person });
  await write(
    rows === 0
      ? 'No row names that person. Nothing was erased.\n'
      : `Erased what named a person from ${rows} ${rows === 1 ? 'row' : 'rows'}, and recorded that it was done.\n`,
  );
  return 0;
}

function toStandardOutput(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

if (require.main === module) {
  // Who reads (`head`, `less`) may have read enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : 2),
  );
  recordCommand(process.argv.slice(2), process.env, toStandardOutput, Date.now).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}
