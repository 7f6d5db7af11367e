import type { ServerResponse } from 'node:http';
import { azureTexter, signatureOf } from '../../../src/connections/delivery/azureSms';
import { gatewayTexter } from '../../../src/connections/delivery/gatewaySms';
import type { HttpOptions } from '../../../src/connections/delivery/httpSender';
import type { Texter, TextMessage } from '../../../src/connections/delivery/sms';
import type { AskedOfService } from '../../support/httpService';
import { startService } from '../../support/httpService';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const key = Buffer.from('canary-key-of-the-resource').toString('base64');
const now = Date.UTC(2026, 2, 2, 10, 0, 0);
const message: TextMessage = {
  to: '+44 7400123456',
  text: '27182818 ist Ihr Code für Größe',
  id: 'code-1',
  firstTriedAt: Date.UTC(2026, 2, 2, 9, 59, 0),
};

type Answer = (response: ServerResponse, asked: AskedOfService) => void;

const ways = {
  'Azure Communication Services': {
    texter: (url: string, options: HttpOptions): Texter =>
      azureTexter({ endpoint: url, key, from: '+441510000000' }, () => now, options),
    taken: (response: ServerResponse, { text }: AskedOfService) => {
      const { smsRecipients } = JSON.parse(text) as { smsRecipients: { to: string }[] };
      const value = smsRecipients.map(({ to }) => ({ to, httpStatusCode: 202, successful: true }));
      response.writeHead(202).end(JSON.stringify({ value }));
    },
    refused: (response: ServerResponse) => {
      const value = [{ to: '+447400123456', httpStatusCode: 400, successful: false }];
      response.writeHead(202).end(JSON.stringify({ value }));
    },
  },
  'a gateway': {
    texter: (url: string, options: HttpOptions): Texter =>
      gatewayTexter({ url: `${url}/send`, token: 'canary-token' }, options),
    taken: (response: ServerResponse) => void response.writeHead(201).end(),
    refused: (response: ServerResponse) => void response.writeHead(422).end('+447400123456'),
  },
};

describe.each(Object.entries(ways))('text messages by %s', (_name, way) => {
  async function bench(answer: Answer, options: HttpOptions = {}) {
    const service = await startService(answer);
    open.push(service.close);
    const texter = way.texter(service.url, { simulation: true, ...options });
    return { asked: service.asked, send: (change = {}) => texter.send({ ...message, ...change }) };
  }

  it('are handed over once', async () => {
    const { asked, send } = await bench(way.taken);
    expect(await send()).toBe('sent');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.text).toContain('27182818 ist Ihr Code für Größe');
    expect(asked[0]?.text).toContain('"+447400123456"');
  });

  it('are the same when they are tried again, and others when they are others', async () => {
    const { asked, send } = await bench(way.taken);
    await send();
    await send();
    await send({ id: 'code-2' });
    expect(asked[1]?.text).toBe(asked[0]?.text);
    expect(asked[2]?.text).not.toBe(asked[0]?.text);
  });

  it.each([
    '+44 2071234567x12',
    '07400123456',
    '+44 7400 123456, +44 7400 999999',
    '',
    '+0 12345678',
  ])('do not go to %j', async (to) => {
    const { asked, send } = await bench(way.taken);
    expect(await send({ to })).toBe('failed-for-good');
    expect(asked).toEqual([]);
  });

  it('to a number that the service refuses will never be sent', async () => {
    const { send } = await bench(way.refused);
    expect(await send()).toBe('failed-for-good');
  });

  it.each([
    [401, 'no'],
    [404, 'no'],
    [429, 'no'],
    [302, 'no'],
    [500, 'maybe'],
    [503, 'maybe'],
  ])('answered with %i are tried again (sent: %s)', async (status, sent) => {
    const { asked, send } = await bench((response) => {
      response.writeHead(status, { location: '/elsewhere' }).end('canary +447400123456');
    });
    await expect(send()).rejects.toMatchObject({ name: 'Undelivered', sent });
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['hangs up', (response) => response.destroy()],
    ['is silent', () => undefined],
    ['says too much', (response) => response.writeHead(202).end('x'.repeat(1024 * 1024 + 1))],
  ])('to a service that %s may have been taken', async (_what, answer) => {
    const { send } = await bench(answer, { timeoutMs: 300 });
    await expect(send()).rejects.toMatchObject({ name: 'Undelivered', sent: 'maybe' });
  });

  it('go to no address inside, and without encryption nowhere', async () => {
    const network = { resolve: () => Promise.resolve(['10.0.0.5']) };
    const inside = way.texter('https://sms.example.org', { network });
    await expect(inside.send(message)).rejects.toMatchObject({ sent: 'no' });
    await expect(way.texter('http://sms.example.org', {}).send(message)).rejects.toMatchObject({
      sent: 'no',
      reason: 'not-https',
    });
  });

  it('are in no error, nor are the number and the key', async () => {
    const answers: Answer[] = [
      (response, { text }) => void response.writeHead(500).end(text),
      (response) => response.destroy(),
    ];
    for (const answer of answers) {
      const { send } = await bench(answer);
      const error = await send().catch((fault: unknown) => fault as Error);
      const seen = JSON.stringify([error, (error as Error).message, (error as Error).stack]);
      expect(seen).toContain('Undelivered');
      for (const canary of ['27182818', '7400123456', 'canary', key, 'code-1'])
        expect(seen).not.toContain(canary);
    }
  });
});

describe('Azure Communication Services', () => {
  it('gets a signed request in its form', async () => {
    const { taken, texter } = ways['Azure Communication Services'];
    const service = await startService(taken);
    open.push(service.close);
    await texter(service.url, { simulation: true }).send(message);
    const [asked] = service.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/sms?api-version=2021-03-07' });
    expect(JSON.parse(asked?.text ?? '')).toEqual({
      from: '+441510000000',
      message: message.text,
      smsRecipients: [
        {
          to: '+447400123456',
          repeatabilityRequestId: expect.stringMatching(
            /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
          ) as string,
          repeatabilityFirstSent: 'Mon, 02 Mar 2026 09:59:00 GMT',
        },
      ],
      smsSendOptions: { enableDeliveryReport: false },
    });
    const url = new URL(asked?.path ?? '', service.url);
    const date = 'Mon, 02 Mar 2026 10:00:00 GMT';
    expect(asked?.headers).toMatchObject(signatureOf(key, url, date, asked?.text ?? ''));
  });

  it('is sent the signature that openssl makes of the same words', () => {
    const url = new URL('https://contoso.communication.azure.com/sms?api-version=2021-03-07');
    const date = 'Mon, 02 Mar 2026 10:00:00 GMT';
    const signed = signatureOf('c2VjcmV0LWtleQ==', url, date, '{"a":1}');
    expect(signed['x-ms-content-sha256']).toBe('AVq9f1zFei3ZS3WQ8ErYCEJzkF7jPsXOvq5iJ2qX+GI=');
    expect(signed['authorization']).toBe(
      'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=3IehV80dMulqTE84DpTk9m0D3s7D8kHxtf/kRdS9HSs=',
    );
  });

  it.each(['', 'accepted', '{"value":[]}', '{"value":[{"successful":"true"}]}', '[]', 'null'])(
    'that answers %j leaves open what happened',
    async (text) => {
      const service = await startService((response) => response.writeHead(202).end(text));
      open.push(service.close);
      const texter = ways['Azure Communication Services'].texter(service.url, { simulation: true });
      await expect(texter.send(message)).rejects.toMatchObject({ sent: 'maybe' });
    },
  );
});

it('a gateway gets the number, the text and the id with its token', async () => {
  const { taken, texter } = ways['a gateway'];
  const service = await startService(taken);
  open.push(service.close);
  await texter(service.url, { simulation: true }).send(message);
  const [asked] = service.asked;
  expect(asked).toMatchObject({ method: 'POST', path: '/send' });
  expect(asked?.headers.authorization).toBe('Bearer canary-token');
  expect(JSON.parse(asked?.text ?? '')).toEqual({
    to: '+447400123456',
    text: message.text,
    id: 'code-1',
  });
});
