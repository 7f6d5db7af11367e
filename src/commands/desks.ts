import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { guardedRequest } from '../connections/guardedFetch';
import { connectDesk } from '../connections/serviceDesk/connect';
import { desksFile } from '../content';
import type { DeskSettings } from '../escalation/desks/deskSettings';
import { deskSecrets, readDesks } from '../escalation/desks/desksFile';
import { hostsOf } from '../organisation/outboundUrl';
import { retryDesks } from './retryDesks';
import { tryDesk, type TrialLine } from './tryDesk';

const usage = `Say what to do with the desks of guides/<organisation>/desks.yaml:
  npm run --silent desks -- try            makes a test ticket at each, and says what worked
  npm run --silent desks -- retry [NAME]   brings again what failed for good on its way to all, or to one
  --organisation derby                     which organisation's desks
  --simulation                             also takes desks on this machine, by http`;

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

/** Tries every desk. @returns whether one failed. */
async function tryAll(desks: readonly DeskSettings[], simulation: boolean): Promise<boolean> {
  let failed = false;
  for (const settings of desks) {
    process.stdout.write(`${settings.name} (${settings.kind})\n`);
    const lines = await tried(settings, simulation);
    for (const { mark, text } of lines) process.stdout.write(`  ${marks[mark]} ${text}\n`);
    failed ||= lines.some((l) => l.mark === 'failed');
  }
  return failed;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      organisation: { type: 'string', default: process.env['ORGANISATION'] || 'derby' },
      simulation: { type: 'boolean', default: false },
    },
  });
  const [what, ...words] = positionals;
  if (what !== 'retry' && (what !== 'try' || words.length > 0)) throw new Error(usage);
  const { organisation, simulation } = values;
  const content = desksFile(organisation);
  const file = `guides/${organisation}/desks.yaml`;
  const desks = content ? readDesks(content.text, file, simulation) : [];
  if (desks.length === 0) throw new Error(`No desk is configured: ${file} names none.`);
  if (what === 'try') {
    process.exitCode = (await tryAll(desks, simulation)) ? 1 : 0;
    return;
  }
  const configured = desks.map((d) => d.name);
  const desk = words.length > 0 ? words.join(' ') : undefined;
  const lines = await retryDesks({ desk, configured, file }, process.env, Date.now);
  for (const line of lines) process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
