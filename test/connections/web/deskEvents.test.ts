import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import restify from 'restify';
import { serveDeskEvents, type TakeDeskEvent } from '../../../src/connections/web/deskEvents';
import { admission, ordinaryLimits } from '../../../src/connections/web/limits';

interface Came {
  readonly desk: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

const came: Came[] = [];
const faults: unknown[] = [];
const fails = { now: false };
const server = restify.createServer({ name: 'desks' });
let origin = '';

beforeAll(async () => {
  const take: TakeDeskEvent = (desk, headers, body) => {
    if (fails.now) return Promise.reject(new Error('the desk is down: secret 42'));
    came.push({ desk, headers, body });
    return Promise.resolve({ status: 204 });
  };
  const admit = admission(ordinaryLimits, Date.now);
  serveDeskEvents(server, take, {
    admit: (from) => admit('desk-events', from),
    proxies: 1,
    onFault: (error) => void faults.push(error),
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((done) => void server.close(() => done())));
beforeEach(() => {
  came.length = 0;
  faults.length = 0;
  fails.now = false;
});

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${origin}/desk-events/${path}`, { method: 'POST', body, headers });

describe('the way in for desks', () => {
  it.each([
    ['JSON with spaces that matter', Buffer.from('{ "a":1,\r\n"b": "é" }')],
    ['bytes that are no text', Buffer.from([0, 255, 254, 10, 13])],
    ['what was packed: it is signed as it came', gzipSync('{"a":1}')],
    ['nothing', Buffer.alloc(0)],
  ])('hands the bytes on as they came: %s', async (_what, body) => {
    const answer = await post('rt', new Uint8Array(body), {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      'Webhook-Id': 'msg_1',
    });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect(came.map((c) => [c.desk, c.headers['webhook-id'], c.body.toString('hex')])).toEqual([
      ['rt', 'msg_1', body.toString('hex')],
    ]);
  });

  it('reads no form and no other type in its own way', async () => {
    await post('rt', 'a=1&b=2', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(came[0]?.body.toString()).toBe('a=1&b=2');
  });

  it('refuses what is too large without looking at it', async () => {
    expect((await post('rt', 'x'.repeat(1024 * 1024))).status).toBe(413);
    expect(came).toEqual([]);
  });

  it('says nothing about a fault but that it may come again', async () => {
    fails.now = true;
    const answer = await post('rt', '{}');
    expect([answer.status, await answer.text()]).toEqual([503, '']);
    expect(faults).toEqual([new Error('the desk is down: secret 42')]);
  });

  it('is no place for a long name, and no page', async () => {
    expect((await post('x'.repeat(500), '{}')).status).toBe(404);
    expect((await fetch(`${origin}/desk-events/rt`)).status).toBe(405);
    expect(came).toEqual([]);
  });

  it('takes so many from one address in a minute and no more, and others from another', async () => {
    const many = Array.from({ length: 160 }, () =>
      post('rt', '{}', { 'x-forwarded-for': '198.51.100.7' }),
    );
    const statuses = (await Promise.all(many)).map((a) => a.status);
    // Sixty in a minute are taken; these may fall into two.
    expect(statuses.filter((s) => s === 429).length).toBeGreaterThanOrEqual(40);
    expect(statuses.every((s) => s === 204 || s === 429)).toBe(true);
    const other = await post('rt', '{}', { 'x-forwarded-for': '198.51.100.8' });
    expect(other.status).toBe(204);
  });
});
