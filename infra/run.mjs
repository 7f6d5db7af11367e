// node infra/run.mjs <what> [arguments]: prepares the clone and runs one of the programs below.
// In package.json `exec` lets this process take the shell's place, so that npm ends as it ends, on Ctrl-C with 0.
// The shell of Windows knows no `exec` and goes on behind the `||`.
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
  record: 'commands/record.js',
};

const [, , what = '', ...args] = process.argv;
const program = programs[what];
if (!program) {
  say(`Say what to run: ${Object.keys(programs).join(', ')}`);
  process.exit(2);
}
prepare();
const child = spawn(process.execPath, [join(root, 'dist', program), ...args], { stdio: 'inherit' });
// A terminal sends Ctrl-C to both; whoever sends a signal to this process alone means the program as well.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
