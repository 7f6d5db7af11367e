import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '../../../src/connections/storage/database';
import { ticketStore } from '../../../src/connections/storage/tickets/tickets';
import { temporaryFolders } from '../../support/databases';
import { seededBelow } from '../../support/random';
import { alex, draftTicket } from '../../support/samples';

const support = join(__dirname, '../../support');
const newFolder = temporaryFolders();

/**
 * Starts a process that stores tickets, kills it some turns of our own after so many of its lines, in the middle of a
 * ticket or between two, and tells which ones it had acknowledged.
 */
function killedAfter(lines: number, turns: number, folder: string): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ['--require', join(support, 'typescript.cjs'), join(support, 'openTickets.ts'), folder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const acknowledged: string[] = [];
  const complaints: string[] = [];
  let seen = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('MFA-')) acknowledged.push(line);
    if (++seen === lines) after(turns, () => child.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) =>
      signal === 'SIGKILL'
        ? resolve(acknowledged)
        : reject(new Error(`the process ended by itself: ${complaints.join('')}`)),
    );
  });
}

function after(turns: number, then: () => void): void {
  setImmediate(() => (turns > 0 ? after(turns - 1, then) : then()));
}

/** What is in the folder, read anew. */
async function stored(folder: string) {
  const database = await openDatabase({ folder });
  const tickets = await database.db.selectFrom('tickets').select(['id', 'number']).execute();
  const deliveries = await database.db.selectFrom('deliveries').select('subject').execute();
  await database.close();
  return { tickets, delivered: deliveries.map((d) => d.subject) };
}

it('a ticket that was acknowledged survives the kill of the process, with its delivery', async () => {
  const below = seededBelow(102);
  const folder = newFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < 8; round++) {
    acknowledged.push(...(await killedAfter(1 + below(80), below(20), folder)));
    const { tickets, delivered } = await stored(folder);
    const numbers = tickets.map((t) => t.number);
    expect(numbers).toEqual(expect.arrayContaining(acknowledged));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(delivered.sort()).toEqual(tickets.map((t) => t.id).sort());
  }
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
}, 120_000);

it('the store goes on after a kill', async () => {
  const folder = newFolder();
  const acknowledged = await killedAfter(10, 0, folder);
  const database = await openDatabase({ folder });
  const { ticket } = await ticketStore(database).open(
    draftTicket(alex),
    (existing) => existing,
    () => [],
  );
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged).not.toContain(ticket.number);
  await database.close();
}, 60_000);
