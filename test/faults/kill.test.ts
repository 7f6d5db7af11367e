import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { startTenant, type Tenant } from '../../src/demo/tenant/server';
import { startBot } from '../support/bot';
import { until } from '../support/until';
import { alex, clientOf, tenantId, type Sender } from '../support/client';
import { graphWatch, isWrite } from '../support/graphWatch';
import { signInFor } from '../support/signingIn';
import { megan, startTeams } from '../support/teams';

const graph = graphWatch();
let teams: Awaited<ReturnType<typeof startTeams>>;
const support = join(__dirname, '../support');
const folder = mkdtempSync(join(tmpdir(), 'kill-'));
let tenant: Tenant;
let killed: { readonly child: ChildProcess; readonly url: string };
let graphUrl: string;

beforeAll(async () => {
  tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people: demonstrationPeople('derby.ac.uk'),
    file: join(folder, 'graph.json'),
    now: () => new Date(),
    newId: randomUUID,
    token: 'demonstration',
  });
  teams = await startTeams();
  graphUrl = await graph.inFrontOf(tenant.url);
  killed = await botProcess();
}, 60_000);

/** The bot as a process of its own. */
async function botProcess() {
  const program = [join(support, 'typescript.cjs'), join(support, 'botProcess.ts')] as const;
  const child = spawn(process.execPath, ['--require', program[0], program[1], folder, graphUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: said.toString().trim() };
}

afterAll(async () => {
  killed?.child.kill('SIGKILL');
  await teams?.close();
  await graph.close();
  await tenant?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Changes somebody's default up to the moment in which Graph holds the write. */
async function heldAtTheWrite(sender: Sender, to: string): Promise<void> {
  const client = clientOf(killed.url, sender, { serviceUrl: teams.url });
  const methods = await client.say('show my sign-in methods');
  const form = await client.press(methods, 'Change my default');
  const confirm = await client.press(form, 'Change the default', { to });
  const held = graph.holding();
  const page = signInFor(confirm).catch(() => undefined);
  await Promise.race([held, page.then(() => Promise.reject(new Error('nothing was held')))]);
}

it('A102 killed in the middle of a write: after the start the truth is found by reading, recorded once and told once', async () => {
  graph.harm.at = (request) => {
    if (!isWrite(request)) return undefined;
    return request.path.includes(alex.id) ? 'hold-after' : 'hold-before';
  };
  await heldAtTheWrite(alex, 'sms');
  await heldAtTheWrite(megan, 'voiceMobile');
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  graph.harm.at = () => undefined;

  const later = await startBot({
    folder,
    graphUrl,
    deskAt: teams.url,
    // The lease of the process that was killed has run out.
    now: () => Date.now() + 3 * 60_000,
  });
  const ended = async ({ id }: Sender) =>
    (await later.recorded(tenantId))
      .filter((r) => r.personal.personId === id && r.event === 'change')
      .map((r) => r.outcome);
  const receiptsTo = (name: string) => later.sent.filter((m) => m.to.startsWith(name));
  try {
    await until(async () => (await ended(alex)).length === 2 && (await ended(megan)).length === 2);
    await until(() => Promise.resolve(receiptsTo('alex.wilber@').length > 0));
    expect(await ended(alex)).toEqual(['started', 'done']);
    expect(await ended(megan)).toEqual(['started', 'refused']);
    expect(receiptsTo('alex.wilber@')).toHaveLength(1);
    expect(receiptsTo('+44 7400 123456')).toHaveLength(1);
    expect(receiptsTo('megan.bowen@')).toEqual([]);
    await later.delivered();
    const receipts = teams.posted.filter((p) => JSON.stringify(p.body).includes('not-me'));
    expect(receipts).toHaveLength(1);
    expect(graph.writes()).toHaveLength(2);
    expect(await later.verified(tenantId)).toBe(true);
  } finally {
    await later.close();
  }
}, 60_000);
