// node infra/run.mjs <what> [arguments]: prepares the clone and runs one of the programs below.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root, say } from './prepare.mjs';

const programs = {
  demonstration: 'demo/demonstration.js',
  serve: 'main.js',
  ask: 'commands/ask.js',
  guides: 'commands/guides.js',
  desks: 'commands/desks.js',
  evaluate: 'commands/evaluate.js',
  benchAnswering: 'commands/benchAnswering.js',
  package: 'commands/package.js',
};

const [, , what = '', ...args] = process.argv;
const program = programs[what];
if (!program) {
  say(`Say what to run: ${Object.keys(programs).join(', ')}`);
  process.exit(2);
}
prepare();
const child = spawn(process.execPath, [join(root, 'dist', program), ...args], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself; this process waits until it has cleaned up.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
