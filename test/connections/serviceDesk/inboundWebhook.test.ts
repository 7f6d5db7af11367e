import { Webhook } from 'standardwebhooks';
import type { InboundEvent } from '../../../src/connections/serviceDesk/eventForms';
import { largestEvent, takeEvent } from '../../../src/connections/serviceDesk/inboundWebhook';
import { correlationIdOf } from '../../../src/escalation/desks/serviceDesk';

const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [current, former, strange] = [secretOf(1), secretOf(2), secretOf(3)] as const;
const now = Date.UTC(2026, 10, 23, 9);
const minute = 60_000;
const correlationId = correlationIdOf('a ticket');
const aboutOurs = {
  type: 'ticket.updated',
  data: { ticketId: '2', status: 'resolved', correlationId },
};

function signed(event: unknown, { secret = current, at = now, id = 'msg_rt_0000051' } = {}) {
  const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
  const signature = new Webhook(secret).sign(id, new Date(at), body.toString());
  const headers: Record<string, string | undefined> = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': signature,
  };
  return { headers, body };
}

function door({ fails = false } = {}) {
  const looked: InboundEvent[] = [];
  const kept = new Set<string>();
  const state = { fails };
  const parts = {
    signature: 'standard-webhooks' as const,
    secrets: [current, former],
    now: () => now,
    seen: {
      add: (id: string) => Promise.resolve(!kept.has(id) && Boolean(kept.add(id))),
      remove: (id: string) => Promise.resolve(void kept.delete(id)),
    },
    look: (about: InboundEvent) => {
      if (state.fails) return Promise.reject(new Error('the desk is down'));
      looked.push(about);
      return Promise.resolve();
    },
  };
  const take = ({ headers, body }: ReturnType<typeof signed>) => takeEvent(headers, body, parts);
  return { take, looked, kept, state };
}

describe('an event of the desk', () => {
  it('has somebody look at the ticket, and nothing that it says of it is handed on', async () => {
    const { take, looked } = door();
    expect(await take(signed(aboutOurs))).toEqual({ status: 204, reason: 'looked' });
    expect(looked).toEqual([{ correlationId, deskId: '2' }]);
  });

  it('A91: that comes again is answered well and done once', async () => {
    const { take, looked } = door();
    await take(signed(aboutOurs));
    expect(await take(signed(aboutOurs))).toEqual({ status: 204, reason: 'came-before' });
    expect(await take(signed(aboutOurs, { at: now + minute }))).toMatchObject({ status: 204 });
    expect(looked).toHaveLength(1);
  });

  it('may come again where looking failed', async () => {
    const { take, looked, state } = door({ fails: true });
    await expect(take(signed(aboutOurs))).rejects.toThrow('the desk is down');
    state.fails = false;
    expect(await take(signed(aboutOurs))).toMatchObject({ reason: 'looked' });
    expect(looked).toHaveLength(1);
  });

  it('is taken with the former secret, and with a good signature among others', async () => {
    const { take, looked } = door();
    expect(await take(signed(aboutOurs, { secret: former }))).toMatchObject({ status: 204 });
    const several = signed(aboutOurs, { id: 'msg_rt_0000052' });
    several.headers['webhook-signature'] =
      `v1,AAAA v1a,xyz ${several.headers['webhook-signature']}`;
    expect(await take(several)).toMatchObject({ reason: 'looked' });
    expect(looked).toHaveLength(2);
  });

  const change = (headers: Record<string, string | undefined>) => {
    const event = signed(aboutOurs);
    return { ...event, headers: { ...event.headers, ...headers } };
  };
  const reserialised = () => {
    const event = signed('{ "data":{"ticketId":"2"}}');
    return { ...event, body: Buffer.from(JSON.stringify(JSON.parse(event.body.toString()))) };
  };
  it.each([
    ['no signature', change({ 'webhook-signature': undefined })],
    ['an empty list of signatures', change({ 'webhook-signature': ' ' })],
    ['a signature of a later version only', change({ 'webhook-signature': 'v2,AAAA' })],
    [
      'the right signature under a later version',
      change({
        'webhook-signature': signed(aboutOurs).headers['webhook-signature']?.replace('v1', 'v2'),
      }),
    ],
    ['a wrong secret', signed(aboutOurs, { secret: strange })],
    ['another id than was signed', change({ 'webhook-id': 'msg_rt_0000099' })],
    ['an id with a dot', signed(aboutOurs, { id: 'msg.rt.0000051' })],
    ['no id', change({ 'webhook-id': undefined })],
    ['no time', change({ 'webhook-timestamp': undefined })],
    ['a time that is no number', change({ 'webhook-timestamp': '1e9' })],
    ['another time than was signed', change({ 'webhook-timestamp': String(now / 1000 + 1) })],
    ['a body that somebody wrote anew', reserialised()],
    [
      'a body with a byte more',
      { ...signed(aboutOurs), body: Buffer.concat([signed(aboutOurs).body, Buffer.from(' ')]) },
    ],
    ['six minutes of age', signed(aboutOurs, { at: now - 6 * minute })],
    ['six minutes to come', signed(aboutOurs, { at: now + 6 * minute })],
  ])('is refused with %s, and leaves no trace', async (_what, event) => {
    const { take, looked, kept } = door();
    expect(await take(event)).toMatchObject({ status: 401 });
    expect(looked).toEqual([]);
    expect(kept.size).toBe(0);
  });

  it.each([
    ['four minutes of age', now - 4 * minute],
    ['four minutes to come', now + 4 * minute],
  ])('is taken with %s', async (_what, at) => {
    expect(await door().take(signed(aboutOurs, { at }))).toMatchObject({ reason: 'looked' });
  });

  it.each([
    ['no JSON', '<xml/>'],
    ['no ticket', { type: 'ping', data: {} }],
    ['hostile ids', { data: { ticketId: `2' OR id > '0`, correlationId: 'x^OR' } }],
    ['nothing', ''],
  ])('with %s is answered well and moves nobody', async (_what, event) => {
    const { take, looked } = door();
    expect(await take(signed(event))).toEqual({ status: 204, reason: 'about-nothing' });
    expect(looked).toEqual([]);
  });

  it('A93: that is too large is not read', async () => {
    const event = signed({ ...aboutOurs, more: 'x'.repeat(largestEvent) });
    expect(await door().take(event)).toEqual({ status: 413, reason: 'too-large' });
  });

  it('with bytes that are no text is not signed, whatever text they look like', async () => {
    const event = signed('{"data":{"ticketId":"2","x":"\ufffd"}}');
    const bytes = Buffer.from(
      event.body.toString('latin1').replace('\xef\xbf\xbd', '\xff'),
      'latin1',
    );
    expect(bytes.length).toBeLessThan(event.body.length);
    expect(await door().take({ ...event, body: bytes })).toMatchObject({ status: 401 });
  });
});
