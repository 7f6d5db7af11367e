import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { startTenant, type Tenant } from '../../src/demo/tenant/server';
import { startBot, until } from '../support/bot';
import { alex, clientOf, tenantId, type Sender } from '../support/client';
import { startDemonstration, startsWithinMs, type Demonstration } from '../support/demonstration';
import { graphWatch, isWrite } from '../support/graphWatch';
import { signInFor } from '../support/signingIn';
import { megan } from '../support/teams';

const graph = graphWatch();
const folder = mkdtempSync(join(tmpdir(), 'kill-'));
let tenant: Tenant;
let demonstration: Demonstration;
let graphUrl: string;

beforeAll(async () => {
  tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people: demonstrationPeople('unimail.derby.ac.uk'),
    file: join(folder, 'tenant.json'),
    now: () => new Date(),
    newId: randomUUID,
    token: 'demonstration',
  });
  graphUrl = await graph.inFrontOf(tenant.url);
  demonstration = await startDemonstration({ GRAPH_URL: graphUrl });
}, startsWithinMs);

afterAll(async () => {
  await demonstration?.end();
  await graph.close();
  await tenant?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Changes somebody's default up to the moment in which Graph holds the write. */
async function heldAtTheWrite(sender: Sender, to: string): Promise<void> {
  const client = clientOf(demonstration.url, sender);
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
  await demonstration.kill();
  graph.harm.at = () => undefined;

  const later = await startBot({
    folder: demonstration.folder,
    graphUrl,
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
    expect(graph.writes()).toHaveLength(2);
    expect(await later.verified(tenantId)).toBe(true);
  } finally {
    await later.close();
  }
}, 120_000);
