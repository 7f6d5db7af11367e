import { openDatabase } from '../../src/connections/storage/database';
import { correlationIdOf } from '../../src/escalation/desks/serviceDesk';
import { hour, minute } from '../support/clock';
import { temporaryFolders } from '../support/databases';
import { requestTrackerBench } from '../support/desks/requestTracker';
import { deskServers } from '../support/desks/server';
import { runWorker } from '../support/deskWorkers';
import { seededBelow } from '../support/random';

const start = deskServers();
const newFolder = temporaryFolders();
const kills = 30;

/** Kills at a moment that is counted down: things that happen, and then turns of our own. */
function countdown() {
  let left = Infinity;
  let then = () => {};
  return {
    set: (events: number, kill: () => void) => {
      left = events;
      then = kill;
    },
    event: () => {
      if (--left === 0) then();
    },
  };
}

function after(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(() => after(turns - 1, then));
}

it('30 kills at random moments under load lose no stored ticket and bring none to the desk twice', async () => {
  const below = seededBelow(5);
  const asked = countdown();
  const { url, secret, stored } = await requestTrackerBench((handle) =>
    start((request) => {
      const answer = handle(request);
      // What is asked was done, and the answer does not get there.
      asked.event();
      return answer;
    }),
  );
  const folder = newFolder();
  const orders = { database: { folder }, desk: { url, secret } };
  const acknowledged: string[] = [];
  for (let life = 0; life < kills; life++) {
    const worker = { ...orders, ahead: life * 2 * minute, open: 'on and on' } as const;
    const reported = countdown();
    const killed = await runWorker(
      worker,
      (kill) => {
        if (life % 2 === 0) asked.set(1 + below(80), kill);
        else reported.set(1 + below(12), () => after(below(2_000), kill));
      },
      reported.event,
    );
    expect(killed.signal).toBe('SIGKILL');
    acknowledged.push(...killed.stored);
  }
  const last = await runWorker({ ...orders, ahead: kills * hour, open: 0 });
  expect(last.left).toBe('waiting 0 failed 0');

  const database = await openDatabase({ folder });
  const tickets = await database.db.selectFrom('tickets').select('id').execute();
  await database.close();
  const ids = tickets.map((t) => t.id);
  expect(acknowledged.length).toBeGreaterThan(kills);
  expect(ids).toEqual(expect.arrayContaining(acknowledged));
  const counts = await Promise.all(
    ids.map(async (id) => (await stored(correlationIdOf(id))).length),
  );
  expect(counts).toEqual(ids.map(() => 1));
}, 120_000);
