// npm test: everything that passes on a fresh machine, in the order of speed. The first failure ends it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, root, run, say } from './prepare.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const chromium = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

prepare();
const checks = [
  ['Formatting', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['Lint', bin('eslint'), ['.']],
  ['Types', bin('tsc'), ['-p', 'test']],
  ['Tests', bin('jest'), process.argv.slice(2)],
];
for (const [what, command, args] of checks) {
  say(`\n${what} …`);
  const options =
    `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim();
  run(command, args, { ...process.env, NODE_OPTIONS: options });
}
if (!existsSync(chromium))
  say(
    `\nSkipped: the browser journey. There is no Chromium at ${chromium} (CHROMIUM_PATH names another place).`,
  );
if (!process.env.TEST_DATABASE_URL)
  say('\nSkipped: the PostgreSQL half of the storage tests. TEST_DATABASE_URL names no server.');
if (!process.env.TEST_SMTP_URL || !process.env.TEST_MAILDIR)
  say('\nSkipped: mail to a real server. TEST_SMTP_URL and TEST_MAILDIR name none.');
if (!process.env.TENANT_TEST_TENANT_ID)
  say(
    '\nSkipped: the directory of a real tenant. TENANT_TEST_TENANT_ID names none (see README.md).',
  );
say('\nAll checks passed.');
