import { readdirSync } from 'node:fs';
import { retryDesks, type RetryWish } from '../../src/commands/retryDesks';
import { openDatabase, type Database } from '../../src/connections/storage/database';
import { FailedForGood, outbox } from '../../src/connections/storage/outbox';
import { ticketStore } from '../../src/connections/storage/tickets/tickets';
import { DeskRefused } from '../../src/escalation/desks/serviceDesk';
import { temporaryFolders } from '../support/databases';
import { startDesk, type Desk } from '../support/deskBench';
import { memoryDesk } from '../support/desks/memoryDesk';
import { draftTicket, personNumber } from '../support/samples';
import { until } from '../support/until';

const newFolder = temporaryFolders();
const wish: RetryWish = {
  desk: undefined,
  configured: ['IT Centre', 'HR'],
  file: 'guides/derby/desks.yaml',
};

/** Works on a database as the bot does, and lets go of it. */
async function withDatabase<T>(folder: string, run: (database: Database) => Promise<T>) {
  const database = await openDatabase({ folder });
  try {
    return await run(database);
  } finally {
    await database.close();
  }
}

/** So many tickets that failed for good on their way to each of the desks. */
function failedAt(folder: string, desks: Readonly<Record<string, number>>): Promise<void> {
  return withDatabase(folder, async (database) => {
    let number = 0;
    for (const [name, count] of Object.entries(desks))
      for (let i = 0; i < count; i++) {
        const id = `ticket-${++number}`;
        await ticketStore(database).open(
          draftTicket(personNumber(number), { id }),
          (existing) => existing,
          ({ version }) => [{ kind: `desk/${name}`, subject: id, version }],
        );
      }
    const box = boxOf(database);
    while ((await box.drain(() => Promise.reject(new FailedForGood('no')))) > 0);
  });
}

const boxOf = (database: Database) =>
  outbox(database, { now: Date.now, random: () => 0, onFault: () => undefined });
const counts = (folder: string) =>
  withDatabase(folder, async (database) => {
    const box = boxOf(database);
    return { waiting: await box.waiting(), failed: await box.failed() };
  });
const retry = (folder: string, change: Partial<RetryWish> = {}) =>
  retryDesks({ ...wish, ...change }, { DATA_DIR: folder }, Date.now);

describe('trying again what failed for good', () => {
  it('says how many tickets it is for each desk', async () => {
    const folder = newFolder();
    await failedAt(folder, { 'IT Centre': 3 });
    const [first, ...more] = await retry(folder);
    expect(first).toMatch(/^IT Centre: 3 tickets will be brought there again/);
    expect(more).toEqual(['HR: nothing has failed for good.']);
    expect(await counts(folder)).toEqual({ waiting: 3, failed: 0 });
  });

  it('does so for one desk, where one is named', async () => {
    const folder = newFolder();
    await failedAt(folder, { 'IT Centre': 2, HR: 1 });
    const lines = await retry(folder, { desk: 'HR' });
    expect(lines).toEqual([expect.stringMatching(/^HR: 1 ticket will be brought/)]);
    expect(await counts(folder)).toEqual({ waiting: 1, failed: 2 });
  });

  it('leaves alone what failed at a desk that is configured no more, and names it', async () => {
    const folder = newFolder();
    await failedAt(folder, { Old: 2 });
    const lines = await retry(folder);
    expect(lines.at(-1)).toBe(
      'Old: 2 tickets did not get there, and guides/derby/desks.yaml names no such desk any more. Nothing was changed for it.',
    );
    expect(await counts(folder)).toEqual({ waiting: 0, failed: 2 });
  });

  it('says what desks there are where there is none of that name', async () => {
    const folder = newFolder();
    await failedAt(folder, { HR: 1 });
    await expect(retry(folder, { desk: 'hr' })).rejects.toThrow(
      'There is no desk “hr” in guides/derby/desks.yaml. There are: IT Centre, HR.',
    );
    expect(await counts(folder)).toEqual({ waiting: 0, failed: 1 });
  });

  it('makes no database where there is none, and names a wrong setting', async () => {
    const empty = newFolder();
    await expect(retry(empty)).rejects.toThrow('There is no database');
    expect(readdirSync(empty)).toEqual([]);
    const wrong = { DATA_DIR: empty, DATABASE_URL: 'mysql://u:p@somewhere' };
    await expect(retryDesks(wish, wrong, Date.now)).rejects.toThrow('DATABASE_URL');
    await expect(retryDesks(wish, wrong, Date.now)).rejects.not.toThrow('u:p');
  });
});

describe('while the bot runs', () => {
  let desk: Desk;
  afterEach(() => desk.close());

  it('what a desk refused gets there once its cause is put right, as the channel and health say', async () => {
    const folder = newFolder();
    const theirs = memoryDesk('IT');
    desk = await startDesk({ folder, desks: [{ service: theirs, eventSecrets: [] }] });
    const health = async () =>
      (await (await fetch(`${desk.bot.url}/health`)).json()) as Record<string, unknown>;
    expect(await health()).not.toHaveProperty('triedAgainBy');
    theirs.failure = new DeskRefused('IT', 'credentials', 'check the secret');
    await desk.report();
    await until(async () => (await health())['deliveriesFailed'] === 1);
    expect(desk.channel().join('\n')).toContain(
      'Ticket MFA-1001 could not be brought to IT. The bot’s log says why. Once that is put right, “npm run desks -- retry” brings it there; or enter it by hand.',
    );
    expect(await health()).toMatchObject({ triedAgainBy: 'npm run desks -- retry' });
    theirs.failure = undefined;
    await retry(folder, { configured: ['IT'] });
    await until(() => Promise.resolve(theirs.kept.length > 0));
    await desk.delivered();
    expect(theirs.kept).toHaveLength(1);
    expect(await health()).toMatchObject({ deliveriesFailed: 0, deliveriesWaiting: 0 });
  }, 60_000);
});
