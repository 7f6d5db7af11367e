import Libsql from 'libsql';
import { sql } from 'kysely';
import {
  atOneMoment,
  inTransaction,
  openDatabase,
  sqliteFile,
} from '../../../src/connections/storage/database';
import { temporaryFolders } from '../../support/databases';

const newFolder = temporaryFolders();
const insert = (id: string) => `insert into seen values ('${id}', 1)`;

/** The bot's database, and the same file as another process has it open. Neither waits for the other. */
async function botAndCommand() {
  const folder = newFolder();
  const bot = await openDatabase({ folder });
  await sql`PRAGMA busy_timeout=0`.execute(bot.db);
  const command = new Libsql(sqliteFile(folder));
  const ids = async () => {
    const rows = await bot.db.selectFrom('seen').select('id').orderBy('id').execute();
    return rows.map((r) => r.id);
  };
  const close = async () => {
    command.close();
    await bot.close();
  };
  const botWrites = () =>
    inTransaction(bot, async (trx) => {
      await trx.insertInto('seen').values({ id: 'bot', at: 1 }).execute();
    });
  return { bot, command, ids, close, botWrites };
}

it('nobody else writes between what a transaction reads and what it then writes', async () => {
  const { bot, command, ids, close } = await botAndCommand();
  await inTransaction(bot, async (trx) => {
    expect(await trx.selectFrom('seen').selectAll().execute()).toEqual([]);
    expect(() => command.exec(insert('command'))).toThrow('database is locked');
    await trx.insertInto('seen').values({ id: 'bot', at: 1 }).execute();
  });
  command.exec(insert('command'));
  expect(await ids()).toEqual(['bot', 'command']);
  await close();
});

it('a transaction that waited in vain for another process spoils no later one', async () => {
  const { command, ids, close, botWrites } = await botAndCommand();
  command.exec('begin immediate');
  command.exec(insert('command'));
  await expect(botWrites()).rejects.toThrow('database is locked');
  command.exec('commit');
  await botWrites();
  expect(await ids()).toEqual(['bot', 'command']);
  await close();
});

it('what is read as of one moment keeps nobody from writing, and does not see it', async () => {
  const { bot, command, ids, close, botWrites } = await botAndCommand();
  await atOneMoment(bot, async (reading) => {
    expect(await reading.selectFrom('seen').selectAll().execute()).toEqual([]);
    command.exec(insert('command'));
    expect(await reading.selectFrom('seen').selectAll().execute()).toEqual([]);
  });
  await botWrites();
  expect(await ids()).toEqual(['bot', 'command']);
  await close();
});
