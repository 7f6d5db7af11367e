import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../src/connections/storage/database';
import { storageContract } from '../../contracts/storage';
import { sqliteBenches, temporaryFolders } from '../../support/databases';

describe('SQLite in a folder', () => {
  storageContract(sqliteBenches());
});

describe('the folder of the SQLite file', () => {
  const newFolder = temporaryFolders();

  it('is made where it is missing', async () => {
    const folder = join(newFolder(), 'not', 'there', 'yet');
    await (await openDatabase({ folder })).close();
    expect(existsSync(folder)).toBe(true);
  });

  it('makes opening fail where its file is no database', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'mfa-help-bot.db'), 'This is not a database. '.repeat(100));
    await expect(openDatabase({ folder })).rejects.toThrow();
  });

  it('makes opening fail where it is a file itself', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    await expect(openDatabase({ folder: file })).rejects.toThrow();
  });
});

describe('a commit to SQLite', () => {
  const newFolder = temporaryFolders();

  it('is on disk before it is acknowledged', async () => {
    const database = await openDatabase({ folder: newFolder() });
    const asked = async (pragma: string) => {
      const { rows } = await sql
        .raw<Record<string, unknown>>(`PRAGMA ${pragma}`)
        .execute(database.db);
      return Object.values(rows[0] ?? {})[0];
    };
    expect(await asked('synchronous')).toBe(2);
    expect(await asked('journal_mode')).toBe('wal');
    await database.close();
  });
});
