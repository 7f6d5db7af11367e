import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { WorkerOrders } from './deskWorker';

/** What a worker said until its end: the ids of the tickets that it had stored, and what was left at last. */
export interface Worked {
  readonly stored: readonly string[];
  readonly left: string | undefined;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a worker in a process of its own to its end.
 * @param started gets what kills it.
 * @param onStored is called for each ticket that it has stored.
 * @throws with what it complained of when it ended with an error.
 */
export function runWorker(
  orders: WorkerOrders,
  started: (kill: () => void) => void = () => undefined,
  onStored: () => void = () => undefined,
): Promise<Worked> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(__dirname, 'typescript.cjs'),
      join(__dirname, 'deskWorker.ts'),
      JSON.stringify(orders),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const stored: string[] = [];
  const complaints: string[] = [];
  let left: string | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, rest] = line.split(/ (.*)/);
    if (word === 'stored') {
      stored.push(rest ?? '');
      onStored();
    } else if (word === 'waiting') left = line;
    else complaints.push(line);
  });
  started(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL'
        ? resolve({ stored, left, signal })
        : reject(new Error(`the worker ended by itself: ${complaints.join('\n')}`)),
    );
  });
}
