import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { openDatabase, sqliteFile, type Database } from '../connections/storage/database';
import { failedDeliveries, type FailedAtDesk } from '../connections/storage/failedDeliveries';
import { storageSettings } from '../organisation/settings';

/** What is to be tried again. */
export interface RetryWish {
  /** One desk's name; undefined: every desk. */
  readonly desk: string | undefined;
  /** The names of the desks that are configured. */
  readonly configured: readonly string[];
  /** The file that names them, for messages. */
  readonly file: string;
}

/**
 * Makes due again what failed for good on its way to the desks, and says how much that was. The bot may run meanwhile.
 * @returns what it did, a line for each desk.
 * @throws Error that says what to correct, when it cannot be done: then nothing was changed.
 */
export async function retryDesks(
  { desk, configured, file }: RetryWish,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number,
): Promise<string[]> {
  if (desk !== undefined && !configured.includes(desk))
    throw new Error(
      `There is no desk “${desk}” in ${file}. There ${configured.length === 1 ? 'is' : 'are'}: ${configured.join(', ')}.`,
    );
  const database = await existingDatabase(env);
  try {
    const failed = failedDeliveries(database, { now, newId: randomUUID });
    const lines: string[] = [];
    for (const name of desk === undefined ? configured : [desk])
      lines.push(retried(name, await failed.retry(name)));
    const left = desk === undefined ? await failed.atDesks() : [];
    return [...lines, ...left.filter((f) => !configured.includes(f.desk)).map(gone(file))];
  } finally {
    await database.close();
  }
}

/** The bot's own database: none is made. */
function existingDatabase(env: Readonly<Record<string, string | undefined>>): Promise<Database> {
  const read = storageSettings(env);
  if (!read.ok)
    throw new Error(`Please correct:\n${read.problems.map((p) => `  - ${p}`).join('\n')}`);
  const { DATA_DIR: folder, DATABASE_URL: url } = read.settings;
  if (!url && !existsSync(sqliteFile(folder)))
    throw new Error(`There is no database in ${folder}: DATA_DIR or DATABASE_URL must say where.`);
  return openDatabase({ folder, ...(url ? { url } : {}) });
}

function retried(name: string, count: number): string {
  if (count === 0) return `${name}: nothing has failed for good.`;
  return `${name}: ${tickets(count)} will be brought there again, at once where the bot runs. What fails again is said in the desk’s channel.`;
}

const gone =
  (file: string) =>
  ({ desk, tickets: count }: FailedAtDesk): string =>
    `${desk}: ${tickets(count)} did not get there, and ${file} names no such desk any more. Nothing was changed for it.`;

function tickets(count: number): string {
  return count === 1 ? '1 ticket' : `${count} tickets`;
}
