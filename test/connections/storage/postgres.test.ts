import { openDatabase } from '../../../src/connections/storage/database';
import { storageContract } from '../../contracts/storage';
import { databaseForTheRun, postgresBenches } from '../../support/databases';

const server = process.env['TEST_DATABASE_URL'];

if (server) {
  describe('PostgreSQL on the server of TEST_DATABASE_URL', () => {
    storageContract(postgresBenches(server));
  });

  describe('a PostgreSQL database that is still empty', () => {
    const empty = databaseForTheRun(server);

    it('is brought up to date once when several instances open it at the same time', async () => {
      const opened = await Promise.all(
        Array.from({ length: 4 }, () => openDatabase({ url: empty.url, folder: '' })),
      );
      for (const { db } of opened)
        expect((await db.introspection.getTables()).length).toBeGreaterThan(5);
      for (const database of opened) await database.close();
    });
  });

  describe('a PostgreSQL server', () => {
    it('that does not answer makes opening fail', async () => {
      const nobodyThere = 'postgres://nobody@127.0.0.1:1/nothing';
      await expect(openDatabase({ url: nobodyThere, folder: '' })).rejects.toThrow(
        'the database could not be brought up to date',
      );
    });
  });
} else {
  describe('PostgreSQL: skipped, because TEST_DATABASE_URL names no server', () => {
    it.skip('keeps everything as SQLite does', () => {});
  });
}
