import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { guardedRequest } from '../connections/guardedFetch';
import { connectDesk } from '../connections/serviceDesk/connect';
import { contentFiles } from '../content';
import type { DeskSettings } from '../escalation/deskSettings';
import { deskSecrets, readDesks } from '../escalation/desksFile';
import { hostsOf } from '../organisation/outboundUrl';
import { tryDesk, type TrialLine } from './tryDesk';

const usage = `npm run --silent desks -- try [--organisation derby] [--simulation]
  Makes a test ticket at each desk of guides/<organisation>/desks.yaml and says what worked.
  --simulation also takes desks on this machine, by http.`;

const marks: Readonly<Record<TrialLine['mark'], string>> = {
  done: '✓',
  'not-done': '·',
  failed: '✗',
};

/** What one desk showed. A mail goes out by the bot itself only. */
async function tried(settings: DeskSettings, simulation: boolean): Promise<TrialLine[]> {
  if (settings.kind === 'email')
    return [{ mark: 'not-done', text: 'not tried: mails go out by the running bot only' }];
  const secrets = deskSecrets(settings, process.env);
  if (!secrets.ok) return secrets.problems.map((text) => ({ mark: 'failed', text }));
  const allow = { hosts: hostsOf(settings.url), simulation };
  const desk = connectDesk(settings, secrets.secrets, {
    request: (request) => guardedRequest({ ...request, allow }),
    sendMail: () => Promise.resolve('failed-for-good'),
    now: Date.now,
  });
  return tryDesk(desk, randomUUID(), Date.now());
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organisation: { type: 'string', default: process.env['ORGANISATION'] || 'derby' },
      simulation: { type: 'boolean', default: false },
    },
  });
  if (positionals.join(' ') !== 'try') throw new Error(usage);
  const path = `${values.organisation}/desks.yaml`;
  const file = contentFiles().find((f) => f.path === path);
  if (!file) throw new Error(`There is no guides/${path}: no desk is configured.`);
  const desks = readDesks(file.text, `guides/${path}`, values.simulation);
  let failed = false;
  for (const settings of desks) {
    process.stdout.write(`${settings.name} (${settings.kind})\n`);
    const lines = await tried(settings, values.simulation);
    for (const { mark, text } of lines) process.stdout.write(`  ${marks[mark]} ${text}\n`);
    failed ||= lines.some((l) => l.mark === 'failed');
  }
  process.exitCode = failed ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
