import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../src/connections/storage/database';
import type { MakeBench } from './bench';

/** A new folder, gone after the test. */
export function temporaryFolders(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'storage-'));
    folders.push(folder);
    return folder;
  };
}

/** SQLite in a folder of its own for each test. One process owns the file, so another instance is the same one. */
export function sqliteBenches(): MakeBench<Database> {
  const opened = closedAfterwards();
  const newFolder = temporaryFolders();
  return async () => {
    const folder = newFolder();
    const open = () => opened.open({ folder });
    const store = await open();
    return {
      store,
      another: () => Promise.resolve(store),
      reopened: async () => {
        await opened.close();
        return open();
      },
    };
  };
}

/** PostgreSQL in a database of its own for each run, emptied for each test. Another instance has its own connections. */
export function postgresBenches(server: string): MakeBench<Database> {
  const opened = closedAfterwards();
  const run = databaseForTheRun(server);
  const open = () => opened.open({ url: run.url, folder: '' });
  return async () => {
    const store = await open();
    await emptied(store);
    return {
      store,
      another: open,
      reopened: async () => {
        await opened.close();
        return open();
      },
    };
  };
}

/**
 * Makes a database for the tests of a file, and drops it in the end. `server` is the address of any database there,
 * by a user who may create databases.
 */
export function databaseForTheRun(server: string): { readonly url: string } {
  const name = `mfa_help_bot_test_${randomBytes(8).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  beforeAll(() => asked(server, `create database ${name}`));
  afterAll(() => asked(server, `drop database if exists ${name} with (force)`));
  return { url: url.href };
}

async function asked(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function closedAfterwards() {
  const opened: Database[] = [];
  const close = async () => {
    for (const database of opened.splice(0)) await database.close();
  };
  afterEach(close);
  return {
    close,
    open: async (where: Parameters<typeof openDatabase>[0]) => {
      const database = await openDatabase(where);
      opened.push(database);
      return database;
    },
  };
}

async function emptied({ db }: Database): Promise<void> {
  for (const { name } of await db.introspection.getTables())
    await db.deleteFrom(name as 'tickets').execute();
}
