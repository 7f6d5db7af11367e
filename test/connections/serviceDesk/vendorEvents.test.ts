import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { InboundEvent } from '../../../src/connections/serviceDesk/eventForms';
import { largestEvent, takeEvent } from '../../../src/connections/serviceDesk/inboundWebhook';
import type { EventSignature } from '../../../src/escalation/desks/eventSignatures';
import { hour, minute } from '../../support/clock';

const now = Date.parse('2026-11-23T09:00:00Z');
const [current, former, strange] = ['the-one-in-use-now', 'the-one-before-it', 'somebody-else-s'];

interface Event {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

function door(signature: EventSignature, secrets: readonly string[] = [current, former]) {
  const looked: InboundEvent[] = [];
  const kept = new Map<string, number>();
  const state = { fails: false, now };
  const parts = {
    signature,
    secrets,
    now: () => state.now,
    seen: {
      add: (id: string, until: number) =>
        Promise.resolve((kept.get(id) ?? 0) > state.now ? false : Boolean(kept.set(id, until))),
      remove: (id: string) => Promise.resolve(void kept.delete(id)),
    },
    look: (about: InboundEvent) => {
      if (state.fails) return Promise.reject(new Error('the desk is down'));
      looked.push(about);
      return Promise.resolve();
    },
  };
  const take = ({ headers, body }: Event) => takeEvent(headers, body, parts);
  return { take, looked, kept, state };
}

interface Signing {
  readonly secret?: string;
  readonly at?: number;
  readonly id?: string | undefined;
}

/** One vendor: its events, and how it signs them. */
interface Vendor {
  readonly signature: EventSignature;
  readonly header: string;
  /** An event about the ticket, with a state that nobody may believe. */
  readonly event: (ticket: unknown, at?: number) => object;
  readonly sign: (event: unknown, how?: Signing) => Event;
  readonly ticket: string;
  readonly lateMs: number;
}

const bytesOf = (event: unknown) =>
  Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));

const jira: Vendor = {
  signature: 'jira',
  header: 'x-hub-signature',
  ticket: 'DESK-17',
  lateMs: 12 * hour,
  event: (key, at = now) => ({
    timestamp: at,
    webhookEvent: 'jira:issue_updated',
    issue: { id: '99', key, fields: { status: { name: 'Done' }, summary: 'remove all methods' } },
  }),
  sign: (event, { secret = current, id = '9b1c7a10-aaaa-4bbb-8ccc-0123456789ab' } = {}) => {
    const body = bytesOf(event);
    const hex = createHmac('sha256', secret).update(body).digest('hex');
    return {
      body,
      headers: { 'x-hub-signature': `sha256=${hex}`, 'x-atlassian-webhook-identifier': id },
    };
  },
};

const zendesk: Vendor = {
  signature: 'zendesk',
  header: 'x-zendesk-webhook-signature',
  ticket: '35436',
  lateMs: 5 * minute,
  event: (id) => ({
    type: 'zen:event-type:ticket.status_changed',
    subject: `zen:ticket:${String(id)}`,
    detail: { id, status: 'SOLVED', description: 'remove all methods' },
    event: { current: 'SOLVED', previous: 'OPEN' },
  }),
  sign: (event, { secret = current, at = now } = {}) => {
    const body = bytesOf(event);
    const time = new Date(at).toISOString().replace('.000', '');
    const hmac = createHmac('sha256', secret).update(time).update(body);
    return {
      body,
      headers: {
        'x-zendesk-webhook-signature': hmac.digest('base64'),
        'x-zendesk-webhook-signature-timestamp': time,
      },
    };
  },
};

describe.each([
  ['Jira', jira],
  ['Zendesk', zendesk],
])('an event that %s signed', (_name, vendor) => {
  const { signature, header, event, sign, ticket, lateMs } = vendor;
  const ours = event(ticket);
  const opened = () => door(signature);
  const at = (time: number) => sign(event(ticket, time), { at: time });

  it('has somebody look at the ticket, and nothing that it says of it is handed on', async () => {
    const { take, looked } = opened();
    expect(await take(sign(ours))).toEqual({ status: 204, reason: 'looked' });
    expect(looked).toEqual([{ deskId: ticket }]);
  });

  it('that comes again is answered well and done once', async () => {
    const { take, looked } = opened();
    await take(sign(ours));
    expect(await take(sign(ours))).toEqual({ status: 204, reason: 'came-before' });
    expect(looked).toHaveLength(1);
  });

  it('is never looked at twice, however late it comes again', async () => {
    const { take, looked, state } = opened();
    await take(sign(ours));
    for (const later of [minute, 6 * minute, hour, 13 * hour, 25 * hour, 1000 * hour]) {
      state.now = now + later;
      await take(sign(ours));
    }
    expect(looked).toHaveLength(1);
  });

  it('may come again where looking failed', async () => {
    const { take, looked, state } = opened();
    state.fails = true;
    await expect(take(sign(ours))).rejects.toThrow('the desk is down');
    state.fails = false;
    expect(await take(sign(ours))).toMatchObject({ reason: 'looked' });
    expect(looked).toHaveLength(1);
  });

  it('is taken with the former secret too', async () => {
    expect(await opened().take(sign(ours, { secret: former }))).toMatchObject({ reason: 'looked' });
  });

  it('is taken at the end of its time, and when its clock is a little ahead', async () => {
    for (const time of [now - lateMs, now + 5 * minute])
      expect(await opened().take(at(time))).toMatchObject({ reason: 'looked' });
  });

  const change = (headers: Event['headers']): Event => {
    const good = sign(ours);
    return { ...good, headers: { ...good.headers, ...headers } };
  };
  const good = sign(ours).headers[header] ?? '';
  it.each([
    ['no signature', change({ [header]: undefined })],
    ['an empty signature', change({ [header]: '' })],
    ['a shorter signature', change({ [header]: good.slice(0, -1) })],
    ['a longer signature', change({ [header]: `${good}=` })],
    ['two signatures', change({ [header]: `${good}, ${good}` })],
    ['a wrong secret', sign(ours, { secret: strange })],
    ['an empty secret', sign(ours, { secret: '' })],
    ['another ticket than was signed', { ...sign(ours), body: bytesOf(event(`${ticket}1`)) }],
    ['a byte more', { ...sign(ours), body: Buffer.concat([sign(ours).body, Buffer.from(' ')]) }],
    ['no body', { ...sign(ours), body: Buffer.alloc(0) }],
    ['too much age', at(now - lateMs - 1000)],
    ['a time to come', at(now + 6 * minute)],
    [
      'what Standard Webhooks would have signed',
      {
        ...sign(ours),
        headers: {
          'webhook-id': 'msg_00000001',
          'webhook-timestamp': String(now / 1000),
          'webhook-signature': new Webhook(`whsec_${btoa(current)}`).sign(
            'msg_00000001',
            new Date(now),
            JSON.stringify(ours),
          ),
        },
      },
    ],
  ])('is refused with %s, and leaves no trace', async (_what, wrong) => {
    const { take, looked, kept } = opened();
    expect(await take(wrong)).toMatchObject({ status: 401 });
    expect(looked).toEqual([]);
    expect(kept.size).toBe(0);
  });

  it('is refused where no secret is set', async () => {
    expect(await door(signature, []).take(sign(ours))).toMatchObject({ status: 401 });
  });

  it.each([
    ['no JSON', '<xml/>'],
    ['no ticket', { timestamp: now, type: 'ping' }],
    ['an id that is none', event(`2' OR id > '0`)],
    ['a path for an id', event('../../admin')],
    ['a list for an id', event([ticket])],
    ['nothing', ''],
  ])('with %s is answered well and moves nobody', async (_what, strangely) => {
    const { take, looked } = opened();
    expect(await take(sign(strangely))).toEqual({ status: 204, reason: 'about-nothing' });
    expect(looked).toEqual([]);
  });

  it('that is too large is not read', async () => {
    const large = sign({ ...ours, more: 'x'.repeat(largestEvent) });
    expect(await opened().take(large)).toEqual({ status: 413, reason: 'too-large' });
  });
});

describe('Jira’s signature', () => {
  it('is the one of Atlassian’s own example', async () => {
    const { take } = door('jira', ["It's a Secret to Everybody"]);
    const signature = 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
    const headers = { 'x-hub-signature': signature };
    const body = Buffer.from('Hello World!');
    expect(await take({ headers, body })).toEqual({ status: 204, reason: 'about-nothing' });
    expect(await take({ headers, body: Buffer.from('Hello World?') })).toMatchObject({
      status: 401,
    });
  });

  it('of the same bytes counts once, under whatever identifier they come', async () => {
    const { take, looked } = door('jira');
    const event = jira.event('DESK-17');
    await take(jira.sign(event));
    const again = await take(jira.sign(event, { id: 'another-identifier-0001' }));
    expect(again).toMatchObject({ reason: 'came-before' });
    expect(looked).toHaveLength(1);
  });

  it('of an event that Jira sends again in other bytes counts once', async () => {
    const { take, looked } = door('jira');
    await take(jira.sign(jira.event('DESK-17')));
    const again = await take(jira.sign({ ...jira.event('DESK-17'), more: 1 }));
    expect(again).toMatchObject({ reason: 'came-before' });
    expect(looked).toHaveLength(1);
  });

  it('counts without an identifier and without a time', async () => {
    const { take, looked } = door('jira');
    const { body, headers } = jira.sign({ issue: { key: 'DESK-17' } });
    const bare = { body, headers: { 'x-hub-signature': headers['x-hub-signature'] } };
    expect(await take(bare)).toMatchObject({ reason: 'looked' });
    expect(await take(bare)).toMatchObject({ reason: 'came-before' });
    expect(looked).toEqual([{ deskId: 'DESK-17' }]);
  });
});

describe('Zendesk’s signature', () => {
  it('is the one that openssl makes of the same', async () => {
    const { take } = door('zendesk', ['dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==']);
    const body = Buffer.from(
      '{"type":"zen:event-type:ticket.status_changed","subject":"zen:ticket:35436","detail":{"id":"35436","status":"SOLVED"}}',
    );
    const headers = {
      'x-zendesk-webhook-signature': 'JaK6J2ZO4yZonGrOgNpf2XfmMfVhvN6f6pc/rC5Tp2Q=',
      'x-zendesk-webhook-signature-timestamp': '2026-11-23T09:00:00Z',
    };
    expect(await take({ headers, body })).toMatchObject({ reason: 'looked' });
  });

  const signed = zendesk.sign(zendesk.event('35436'));
  it.each([
    ['no time', undefined],
    ['another time than was signed', '2026-11-23T09:00:01Z'],
    ['a time that is none', '2026-13-45T99:99:99Z'],
    ['a number for a time', String(now)],
  ])('is refused with %s', async (_what, time) => {
    const headers = { ...signed.headers, 'x-zendesk-webhook-signature-timestamp': time };
    expect(await door('zendesk').take({ ...signed, headers })).toMatchObject({ status: 401 });
  });

  it('is refused with a time that is none, even where it was signed', async () => {
    const { body } = signed;
    const time = '2026-13-45T99:99:99Z';
    const hmac = createHmac('sha256', current).update(time).update(body).digest('base64');
    const headers = {
      'x-zendesk-webhook-signature': hmac,
      'x-zendesk-webhook-signature-timestamp': time,
    };
    expect(await door('zendesk').take({ body, headers })).toMatchObject({ status: 401 });
  });

  it.each([
    ['a trigger that says what we ask for', { data: { ticketId: '35436', status: 'solved' } }],
    ['an event with the id as a number', zendesk.event(35436)],
  ])('counts for %s', async (_what, event) => {
    const { take, looked } = door('zendesk');
    expect(await take(zendesk.sign(event))).toMatchObject({ reason: 'looked' });
    expect(looked).toEqual([{ deskId: '35436' }]);
  });

  it('moves nobody with an event about somebody instead of a ticket', async () => {
    const event = { ...zendesk.event('35436'), type: 'zen:event-type:user.active_changed' };
    expect(await door('zendesk').take(zendesk.sign(event))).toMatchObject({
      reason: 'about-nothing',
    });
  });
});
