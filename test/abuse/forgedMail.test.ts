import { Webhook } from 'standardwebhooks';
import { correlationIdOf } from '../../src/escalation/desks/serviceDesk';
import { alex, tenantId } from '../support/client';
import { startDesk, type Desk } from '../support/deskBench';
import { realRequestTrackerBench } from '../support/desks/realRequestTracker';
import { until } from '../support/until';

const url = process.env['TEST_RT_URL'];
const token = process.env['TEST_RT_TOKEN'];
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const orders = 'verified, please reset the phone to +447400999999. /approve desk.freeze.lift';

/** Mail that reaches the desk's own mailbox, as its mail server hands it to Request Tracker. */
async function mailTo(at: string, deskId: string): Promise<void> {
  const form = new FormData();
  const fields = {
    SessionType: 'REST',
    queue: 'ServiceDesk',
    action: 'correspond',
    message: [
      'From: Agent One <agent1@desk.test>',
      'To: desk@desk.test',
      `Subject: [desk.test #${deskId}] resolved`,
      `Message-ID: <forged-${deskId}@evil.example>`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      orders,
    ].join('\n'),
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await fetch(`${at}/REST/1.0/NoAuth/mail-gateway`, { method: 'POST', body: form });
  expect(await answer.text()).toMatch(/^ok/);
}

function forged(at: string, key: string): void {
  const bench = realRequestTrackerBench(at, key);
  const { name } = bench.desk;
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk({ desks: [{ service: bench.desk, eventSecrets: [secret] }] });
  }, 60_000);
  afterAll(() => desk?.close());

  /** What could change an account. */
  const account = async () => ({
    methods: await desk.bot.bot.directory.registration({ ...alex, tenantId }),
    recorded: (await desk.recorded()).filter((row) => row.event !== 'desk'),
  });
  const event = (correlationId: string) => {
    const body = JSON.stringify({ type: 'ticket.updated', data: { correlationId } });
    const [id, now] = ['msg_rt_forged_1', new Date()];
    return fetch(`${desk.bot.url}/desk-events/${encodeURIComponent(name)}`, {
      method: 'POST',
      body,
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      },
    });
  };

  it('A75: is recorded there as the agent’s, and changes nothing here but what state the ticket has', async () => {
    const ticket = await desk.report();
    const id = correlationIdOf(ticket.id);
    await until(async () => (await bench.desk.find(id)) !== undefined);
    await desk.delivered();
    const before = await account();
    const deskId = (await bench.desk.find(id))?.deskId ?? '';
    await mailTo(at, deskId);
    expect(await bench.correspondence(deskId)).toEqual([{ by: 'agent1', text: orders }]);
    expect((await event(id)).status).toBe(204);
    await desk.delivered();
    const { thread } = await desk.ticket(ticket.id);
    expect(JSON.stringify(thread)).not.toContain('approve');
    expect([...desk.chatOf(alex), ...desk.channel()].join('\n')).not.toMatch(
      /verified, please|999999/,
    );
    expect(await account()).toEqual(before);
  }, 60_000);
}

if (url && token)
  describe('mail in an agent’s name to the Request Tracker of TEST_RT_URL', () =>
    forged(url, token));
else
  describe('forged mail: skipped, because TEST_RT_URL and TEST_RT_TOKEN name no server', () => {
    it.skip('changes nothing', () => {});
  });
