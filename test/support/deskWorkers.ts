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

export type KillAfter = { readonly lines: number; readonly turns: number };

/**
 * Runs a worker in a process of its own to its end, or kills it some turns of our own after so many of its lines.
 * @throws with what it complained of when it ended with an error.
 */
export function runWorker(orders: WorkerOrders, killed?: KillAfter): Promise<Worked> {
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
  let seen = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, rest] = line.split(/ (.*)/);
    if (word === 'stored') stored.push(rest ?? '');
    else if (word === 'waiting') left = line;
    else complaints.push(line);
    if (++seen === killed?.lines) after(killed.turns, () => child.kill('SIGKILL'));
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      code === 0 || signal === 'SIGKILL'
        ? resolve({ stored, left, signal })
        : reject(new Error(`the worker ended by itself: ${complaints.join('\n')}`)),
    );
  });
}

function after(turns: number, then: () => void): void {
  setImmediate(() => (turns > 0 ? after(turns - 1, then) : then()));
}
