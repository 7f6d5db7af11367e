// Makes a clone ready to run: installs what is missing, builds what is older than its source. Needs Node and npm only.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const installed = join(modules, '.package-lock.json');
const built = join(root, 'dist', '.built');

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Installs and builds where needed. Progress goes to standard error, so that a command's output stays its own. */
export function prepare({ build = true } = {}) {
  if (!isInstalled()) {
    // npm would empty what the link leads to, which is somebody else's.
    if (isLink(modules)) stop(`${modules} is a link: install where it leads to, or remove it.`);
    say('Installing what is missing (npm ci) …');
    run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']);
  }
  if (build && !isBuilt()) {
    say('Building …');
    run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc')]);
    run(process.execPath, [join(root, 'dist', 'commands', 'calibrate.js')]);
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(built, '');
  }
}

function isInstalled() {
  return existsSync(installed) && modified(installed) >= modified(join(root, 'package-lock.json'));
}

function isBuilt() {
  const sources = ['src', 'guides'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((p) => join(root, folder, String(p))),
  );
  const newest = Math.max(...sources.map(modified), modified(join(root, 'tsconfig.json')));
  return newest <= modified(built);
}

/** Runs a program with its output on standard error; its failure is ours. */
export function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    say(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(status ?? 1);
  }
}

function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function stop(reason) {
  say(reason);
  process.exit(1);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}
