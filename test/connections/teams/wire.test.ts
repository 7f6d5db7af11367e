import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { startBot } from '../../support/bot';
import { alex, tenantId } from '../../support/client';

type Json = Record<string, unknown>;

/** What the bot sent to the connector: Teams' side of the wire. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
}

/** What came back for a request. */
interface Back {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

const answersWithinMs = 5_000;

let bot: Awaited<ReturnType<typeof startBot>>;
let connector: Server;
let serviceUrl: string;
let sent: Sent[];

beforeAll(async () => {
  connector = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json;
      sent.push({ method: incoming.method ?? '', path: incoming.url ?? '', body });
      outgoing.writeHead(201, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify({ id: `message-${sent.length}` }));
    });
  });
  await new Promise<void>((done) => connector.listen(0, '127.0.0.1', done));
  serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`;
  bot = await startBot();
}, 60_000);

beforeEach(() => {
  sent = [];
});

afterAll(async () => {
  await bot.close();
  await new Promise((done) => {
    connector.close(done);
    connector.closeAllConnections();
  });
});

function activity(more: Json = {}): Json {
  return {
    type: 'message',
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:alex', name: alex.name, aadObjectId: alex.id },
    recipient: { id: '28:bot', name: 'MFA help' },
    conversation: { id: 'chat-alex', conversationType: 'personal', tenantId },
    text: 'how do I change my number?',
    ...more,
  };
}

const helpful = (id: string): Json => ({
  type: 'invoke',
  id,
  name: 'adaptiveCard/action',
  text: undefined,
  value: {
    action: {
      type: 'Action.Execute',
      verb: 'guide.helpful',
      data: { guide: 'derby/change-number.en', language: 'en' },
    },
  },
});

/** A request as an attacker can make it: every header and byte of one's own. */
function knock(
  body: string | Buffer,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Back> {
  const { port } = new URL(bot.url);
  return new Promise((done, failed) => {
    const outgoing = request(
      {
        port,
        method,
        path: '/api/messages',
        headers: {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          ...headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          done({
            status: incoming.statusCode ?? 0,
            headers: JSON.stringify(incoming.headers),
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.once('error', failed);
    outgoing.setTimeout(answersWithinMs, () => outgoing.destroy(new Error('no answer came')));
    outgoing.end(body);
  });
}

const post = (one: Json) => knock(JSON.stringify(one));

describe('what goes to Teams', () => {
  test('a guide arrives with its citation whole', async () => {
    const { status } = await post(activity());
    expect(status).toBe(200);
    expect(sent).toHaveLength(1);
    const [message] = sent;
    expect(message?.method).toBe('POST');
    expect(message?.path).toMatch(/^\/v3\/conversations\/chat-alex\/activities/);
    expect(message?.body).toMatchObject({
      type: 'message',
      text: expect.stringContaining('[1]') as string,
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
      entities: [
        {
          type: 'https://schema.org/Message',
          '@type': 'Message',
          '@context': 'https://schema.org',
          '@id': '',
          citation: [
            {
              '@type': 'Claim',
              position: 1,
              appearance: {
                '@type': 'DigitalDocument',
                name: expect.stringContaining('University of Derby') as string,
                abstract: 'Change your phone number',
              },
            },
          ],
        },
      ],
    });
  });

  test('a citation keeps to what Teams takes: 80 signs for the name, 160 for the abstract', async () => {
    await post(activity({ text: 'how do I set up the authenticator app?' }));
    const [entity] = (sent[0]?.body['entities'] ?? []) as {
      citation: { appearance: { name: string; abstract: string } }[];
    }[];
    const { name, abstract } = entity?.citation[0]?.appearance ?? { name: '', abstract: '' };
    expect(name.length).toBeGreaterThan(0);
    expect(name.length).toBeLessThanOrEqual(80);
    expect(abstract.length).toBeLessThanOrEqual(160);
  });

  test('the name of a source is not cut in the middle of a word', async () => {
    await post(activity({ text: 'I have a new phone' }));
    const message = sent[0]?.body ?? {};
    const [entity] = message['entities'] as { citation: { appearance: { name: string } }[] }[];
    const name = entity?.citation[0]?.appearance.name.replace(/\s*…$/, '') ?? '';
    const [source] =
      JSON.stringify(message['attachments']).match(/University of Derby, guide[^"]*/) ?? [];
    expect(source).toContain(name);
    expect(source?.slice(name.length)).toMatch(/^(?:\W|$)/);
  });

  test('an answer goes to the conversation that the question came from, as a reply to it', async () => {
    const question = activity({
      conversation: { id: 'other', conversationType: 'personal', tenantId },
    });
    await post(question);
    expect(sent[0]?.path).toBe(`/v3/conversations/other/activities/${question['id'] as string}`);
    expect(sent[0]?.body).toMatchObject({
      replyToId: question['id'],
      conversation: { id: 'other' },
    });
  });
});

describe('what is delivered twice', () => {
  test('a message runs once', async () => {
    const question = activity();
    expect((await post(question)).status).toBe(200);
    expect((await post(question)).status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  test('a message runs once when both come at the same time', async () => {
    const question = activity();
    await Promise.all([post(question), post(question), post(question)]);
    expect(sent).toHaveLength(1);
  });

  test('another message with the same words runs again', async () => {
    await post(activity());
    await post(activity());
    expect(sent).toHaveLength(2);
  });

  test('a press runs once, and its second delivery is not answered with a fault', async () => {
    const press = activity(helpful(randomUUID()));
    const first = await post(press);
    const second = await post(press);
    expect(first.body).toContain('Thank you, that is noted.');
    expect(second.status).toBe(200);
    expect(second.body).not.toContain('Thank you, that is noted.');
    expect(sent).toHaveLength(0);
  });
});

describe('expectReplies', () => {
  test('the answers to a message come with the response, and nothing is sent', async () => {
    const { status, body } = await post(activity({ deliveryMode: 'expectReplies' }));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      activities: [{ type: 'message', text: expect.stringContaining('[1]') as string }],
    });
    expect(sent).toHaveLength(0);
  });

  test('a press is answered as an activity of its own in the list', async () => {
    const press = activity({ ...helpful(randomUUID()), deliveryMode: 'expectReplies' });
    const { status, body } = await post(press);
    expect(status).toBe(200);
    const { activities } = JSON.parse(body) as { activities: Json[] };
    expect(activities).toHaveLength(1);
    expect(activities[0]).toMatchObject({
      type: 'invokeResponse',
      value: {
        status: 200,
        body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' },
      },
    });
  });
});

describe('what is refused', () => {
  const deep = (levels: number): unknown => (levels === 0 ? 'x' : { a: deep(levels - 1) });
  const large = 'x'.repeat(200 * 1024);
  const form =
    '--b\r\ncontent-disposition: form-data; name="f"; filename="f.txt"\r\n\r\nhello\r\n--b--\r\n';

  const refusals: [string, number, () => Promise<Back>][] = [
    [
      'a foreign Host header',
      403,
      () => knock(JSON.stringify(activity()), { host: 'evil.example' }),
    ],
    [
      'a Host header that only begins like this machine',
      403,
      () => knock(JSON.stringify(activity()), { host: 'localhost.evil.example:80' }),
    ],
    ['a foreign channel', 403, () => post(activity({ channelId: 'webchat' }))],
    ['no channel', 403, () => post(activity({ channelId: undefined }))],
    [
      'a service address elsewhere',
      403,
      () => post(activity({ serviceUrl: 'https://smba.evil.example/' })),
    ],
    [
      'a service address that only begins like this machine',
      403,
      () => post(activity({ serviceUrl: 'http://localhost.evil.example/' })),
    ],
    ['no service address', 403, () => post(activity({ serviceUrl: undefined }))],
    ['words in place of JSON', 415, () => knock('hello', { 'content-type': 'text/plain' })],
    ['no type of content', 415, () => knock(JSON.stringify(activity()), { 'content-type': '' })],
    ['broken JSON', 400, () => knock('{"type": "message", ')],
    ['a list', 400, () => knock(JSON.stringify([activity()]))],
    ['a number', 400, () => knock('1')],
    ['nothing', 400, () => knock('')],
    ['200 KB', 413, () => post(activity({ text: large }))],
    [
      '200 KB that were squeezed',
      413,
      () =>
        knock(gzipSync(JSON.stringify(activity({ text: large }))), { 'content-encoding': 'gzip' }),
    ],
    ['30 levels', 400, () => post(activity({ value: deep(30) }))],
    ['no type of activity', 400, () => post(activity({ type: undefined }))],
    ['no conversation', 400, () => post(activity({ conversation: undefined }))],
    ['no sender', 400, () => post(activity({ from: undefined }))],
    ['an upload', 415, () => knock(form, { 'content-type': 'multipart/form-data; boundary=b' })],
    ['a content encoding that is not known', 415, () => knock('{}', { 'content-encoding': 'br' })],
    ['another method', 405, () => knock('', {}, 'PUT')],
  ];

  test.each(refusals)(
    '%s is refused with %d, without a word about the inside',
    async (_what, status, go) => {
      const back = await go();
      expect(back.status).toBe(status);
      const shown = back.headers + back.body;
      expect(shown).not.toMatch(
        /node_modules|\.[jt]s\b|\n\s*at |\/(?:work|src|dist|home|tmp|usr)\b/,
      );
      expect(back.body.length).toBeLessThan(300);
      expect(sent).toHaveLength(0);
    },
  );

  test('an upload leaves no file behind', async () => {
    const uploads = () => readdirSync(tmpdir()).filter((f) => f.startsWith('upload_'));
    const before = uploads();
    await knock(form, { 'content-type': 'multipart/form-data; boundary=b' });
    expect(uploads().filter((f) => !before.includes(f))).toEqual([]);
  });

  test('after all that the bot still answers', async () => {
    await post(activity());
    expect(sent).toHaveLength(1);
  });

  test('a body that says it is squeezed and is not is refused, and the bot lives on', async () => {
    const back = await knock('this is not gzip', { 'content-encoding': 'gzip' });
    expect(back.status).toBe(400);
    await post(activity());
    expect(sent).toHaveLength(1);
  });
});
