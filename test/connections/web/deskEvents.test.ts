import { gzipSync } from 'node:zlib';
import { startBot } from '../../support/bot';

interface Came {
  readonly desk: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

const came: Came[] = [];
const fails = { now: false };
let bot: Awaited<ReturnType<typeof startBot>>;

beforeAll(async () => {
  bot = await startBot({
    takeDeskEvent: (desk, headers, body) => {
      if (fails.now) return Promise.reject(new Error('the desk is down: secret 42'));
      came.push({ desk, headers, body });
      return Promise.resolve({ status: 204 });
    },
  });
}, 60_000);
afterAll(() => bot?.close());
beforeEach(() => {
  came.length = 0;
  fails.now = false;
});

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(`${bot.url}/desk-events/${path}`, { method: 'POST', body, headers });

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
    expect(bot.log()).toContain('the event of a desk could not be taken');
  });

  it('is no place for a long name, and no page', async () => {
    expect((await post('x'.repeat(500), '{}')).status).toBe(404);
    expect((await fetch(`${bot.url}/desk-events/rt`)).status).toBe(405);
    expect(came).toEqual([]);
  });

  it('takes so many from one address in a minute and no more', async () => {
    const answers = await Promise.all(Array.from({ length: 80 }, () => post('rt', '{}')));
    const statuses = answers.map((a) => a.status);
    expect(statuses.filter((s) => s === 429).length).toBeGreaterThan(0);
    expect(statuses.every((s) => s === 204 || s === 429)).toBe(true);
  });
});

describe('a bot without such desks', () => {
  it('has no way in', async () => {
    const closed = await startBot();
    try {
      const answer = await fetch(`${closed.url}/desk-events/rt`, { method: 'POST', body: '{}' });
      expect(answer.status).toBe(404);
    } finally {
      await closed.close();
    }
  }, 60_000);
});
