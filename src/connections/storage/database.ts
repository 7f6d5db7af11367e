import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  Kysely,
  Migrator,
  PostgresDialect,
  sql,
  SqliteDialect,
  type SqliteDatabase,
  type Transaction,
} from 'kysely';
import Libsql from 'libsql';
import { Pool, types } from 'pg';
import { migrations } from './migrations/migrations';
import type { Tables } from './schema';

export interface Database {
  readonly db: Kysely<Tables>;
  readonly engine: 'sqlite' | 'postgres';
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables up to date: PostgreSQL where an address is given, else a SQLite
 * file in the folder. A commit is on disk before it is acknowledged (`synchronous=FULL`).
 * @throws Error when it cannot be opened or a migration fails.
 */
export async function openDatabase(where: { url?: string; folder: string }): Promise<Database> {
  const opened = where.url ? postgres(where.url) : sqlite(where.folder);
  const { error } = await new Migrator({ db: opened.db, provider: migrations }).migrateToLatest();
  if (!error) return opened;
  await opened.close();
  throw new Error('the database could not be brought up to date', { cause: error });
}

/** Where the SQLite file lies in its folder. */
export function sqliteFile(folder: string): string {
  return join(folder, 'mfa-help-bot.db');
}

function sqlite(folder: string): Database {
  mkdirSync(folder, { recursive: true });
  const file = new Libsql(sqliteFile(folder));
  file.exec('PRAGMA journal_mode=WAL');
  file.exec('PRAGMA synchronous=FULL');
  file.exec('PRAGMA busy_timeout=5000');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: patient(file) }) });
  return { db, engine: 'sqlite', close: () => db.destroy() };
}

/**
 * A transaction waits for another process (a command) at its beginning, before it has read anything: one that first writes
 * later would fail where the other wrote meanwhile. Its beginning and end go past libsql's statements, since one that was
 * refused is not reset and spoils every later commit (libsql-js pull request 237).
 */
function patient(file: Libsql.Database): SqliteDatabase {
  const passed = new Map([
    ['begin', 'begin immediate'],
    ['commit', 'commit'],
    ['rollback', 'rollback'],
  ]);
  return {
    close: () => file.close(),
    prepare: (text) => {
      const command = passed.get(text);
      if (command === undefined) return file.prepare(text);
      const run = () => {
        file.exec(command);
        return { changes: 0, lastInsertRowid: 0 };
      };
      const none = () => [];
      return { reader: false, run, all: none, iterate: () => none().values() };
    },
  };
}

/** Reads everything as of one moment, while others go on writing. */
export async function atOneMoment<T>(
  { db, engine }: Database,
  steps: (reading: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  if (engine === 'postgres')
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(steps);
  return db.connection().execute(async (reading) => {
    await sql`begin deferred`.execute(reading);
    try {
      return await steps(reading);
    } finally {
      await sql`rollback`.execute(reading);
    }
  });
}

function postgres(url: string): Database {
  // Epoch milliseconds are whole numbers here; the driver would hand bigint over as text.
  types.setTypeParser(types.builtins.INT8, Number);
  const pool = new Pool({ connectionString: url });
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: 'postgres', close: () => db.destroy() };
}

/** Runs the steps in one transaction and, where two of them met, once more. */
export async function inTransaction<T>(
  { db }: Database,
  steps: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await db.transaction().execute(steps);
  } catch (error) {
    if (!isConflict(error)) throw error;
    return db.transaction().execute(steps);
  }
}

/** PostgreSQL: unique_violation, serialization_failure, deadlock_detected. SQLite: a constraint. */
function isConflict(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['23505', '40001', '40P01'].includes(code) || code.startsWith('SQLITE_CONSTRAINT');
}
