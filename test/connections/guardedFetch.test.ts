import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';
import {
  guardedRequest,
  type GuardedRequest,
  type OutboundUnanswered,
} from '../../src/connections/guardedFetch';
import { isLoopbackAddress, isPublicAddress } from '../../src/connections/publicAddress';
import { certificateFor } from '../support/certificate';

const open: { close: () => void }[] = [];
afterEach(() => open.splice(0).forEach(({ close }) => close()));

async function portOf(server: TcpServer): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

async function serving(server: Server, scheme = 'http'): Promise<string> {
  const port = await portOf(server);
  open.push({
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  });
  return `${scheme}://localhost:${port}`;
}

const plain = (listener: RequestListener) => serving(createHttpServer(listener));

function ask(url: string, more: Partial<GuardedRequest> = {}) {
  return guardedRequest({
    url,
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'hello, désk',
    allow: { hosts: ['localhost'], simulation: true },
    network: { resolve: () => Promise.resolve(['127.0.0.1']) },
    ...more,
  });
}

describe('a request', () => {
  it('arrives as it was given, and the answer comes back', async () => {
    const got: unknown[] = [];
    const url = await plain((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        got.push(request.method, request.url, Buffer.concat(parts).toString());
        got.push(request.headers['x-id'], request.headers.authorization);
        response.writeHead(201, { location: '/ticket/7', 'x-two': ['a', 'b'] }).end('größer');
      });
    });
    const answer = await ask(`${url}/rest?q=1`, {
      headers: { 'x-id': '7', authorization: 'Bearer t' },
    });
    expect(got).toEqual(['POST', '/rest?q=1', 'hello, désk', '7', 'Bearer t']);
    expect(answer).toMatchObject({ status: 201, text: 'größer' });
    expect(answer.headers).toMatchObject({ location: '/ticket/7', 'x-two': 'a, b' });
  });

  it('goes over TLS to a server that proves its name', async () => {
    const own = certificateFor(['localhost']);
    const url = await serving(
      createHttpsServer(own, (_, response) => response.end('safe')),
      'https',
    );
    const network = { resolve: () => Promise.resolve(['127.0.0.1']), ca: own.cert };
    expect(await ask(url, { network })).toMatchObject({ status: 200, text: 'safe' });
  });

  it.each([
    [
      'a certificate that nobody vouches for',
      'localhost',
      undefined,
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    ['a certificate for another name', 'desk.example', 'own', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is not sent to a server with %s', async (_what, name, trusted, reason) => {
    const requests: unknown[] = [];
    const certificate = certificateFor([name]);
    const server = createHttpsServer(certificate, (request) => requests.push(request));
    const url = await serving(server, 'https');
    const network = {
      resolve: () => Promise.resolve(['127.0.0.1']),
      ...(trusted ? { ca: certificate.cert } : {}),
    };
    await expect(ask(url, { network })).rejects.toMatchObject({ sent: 'no', reason });
    expect(requests).toEqual([]);
  });
});

describe('the address that a name leads to', () => {
  const toDesk = (addresses: readonly string[]) =>
    ask('https://desk.example/', {
      allow: { hosts: ['desk.example'], simulation: true },
      network: { resolve: () => Promise.resolve(addresses) },
    });

  it.each([
    [['10.0.0.5']],
    [['127.0.0.1']],
    [['::ffff:10.0.0.5']],
    [['93.184.215.14', '192.168.1.1']],
    [['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'fd00::1']],
  ])('is refused where it is not public: %j', async (addresses) => {
    await expect(toDesk(addresses)).rejects.toMatchObject({
      name: 'OutboundRefused',
      reason: 'address-not-public',
    });
  });

  it('A86: is asked for anew in each request and once only, so that it cannot change after the check', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.5']];
    const asked: string[] = [];
    const resolve = (host: string) => {
      asked.push(host);
      return Promise.resolve(answers[asked.length - 1] ?? []);
    };
    const url = await plain((_, response) => response.end('first'));
    expect(await ask(url, { network: { resolve } })).toMatchObject({ text: 'first' });
    await expect(ask(url, { network: { resolve } })).rejects.toMatchObject({
      reason: 'address-not-public',
    });
    expect(asked).toEqual(['localhost', 'localhost']);
  });

  it('is this machine for a simulation, even if the resolver says otherwise', async () => {
    await expect(
      ask('http://localhost/', { network: { resolve: () => Promise.resolve(['93.184.215.14']) } }),
    ).rejects.toMatchObject({ reason: 'address-not-public' });
  });

  it.each([[[]], [undefined]])(
    'that cannot be found means that nothing was sent',
    async (found) => {
      const resolve = () =>
        found ? Promise.resolve(found) : Promise.reject(new Error('the name server is down'));
      await expect(ask('http://localhost/', { network: { resolve } })).rejects.toMatchObject({
        name: 'OutboundUnanswered',
        sent: 'no',
      });
    },
  );
});

it.each([
  ['10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '100.64.0.1', '0.0.0.0'],
  ['169.254.169.254', '168.63.129.16', '224.0.0.1', '255.255.255.255', '198.18.0.1', '127.9.9.9'],
  ['::', '::1', '::ffff:8.8.8.8', '::ffff:a00:5', '::8.8.8.8', '64:ff9b::a00:5', 'fe80::1'],
  ['fe80::1%eth0', 'fc00::1', 'fd12::1', 'ff02::1', '2002:a00:5::1', '2001::1', '2001:db8::1'],
  ['localhost', '', '010.0.0.1', '8.8.8', '1.1.1.1 '],
])('no public address: %s …', (...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

it.each(['8.8.8.8', '172.15.0.1', '172.32.0.1', '20.50.2.1', '2606:4700::1111', '2a01:4f8::1'])(
  'a public address: %s',
  (address) => {
    expect([isPublicAddress(address), isLoopbackAddress(address)]).toEqual([true, false]);
  },
);

describe('an answer', () => {
  it('A87: that points elsewhere is given back, not followed', async () => {
    const paths: unknown[] = [];
    const url = await plain((request, response) => {
      paths.push(request.url);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await ask(`${url}/here`)).toMatchObject({ status: 302 });
    expect(paths).toEqual(['/here']);
  });

  it('A88: of exactly one megabyte is taken, and of more is not', async () => {
    const megabyte = 'x'.repeat(1024 * 1024);
    const url = await plain((request, response) =>
      response.end(request.url === '/more' ? `${megabyte}x` : megabyte),
    );
    expect((await ask(url)).text).toHaveLength(megabyte.length);
    await expect(ask(`${url}/more`)).rejects.toMatchObject({ sent: 'maybe', reason: 'too-large' });
  });

  it('A88: without an end is left, and the connection closed', async () => {
    let closed = () => {};
    const left = new Promise<void>((resolve) => (closed = resolve));
    const url = await plain((request, response) => {
      const drip = setInterval(() => response.write('x'), 5);
      request.once('close', () => {
        clearInterval(drip);
        closed();
      });
    });
    const asked = ask(url, { timeoutMs: 150 });
    await expect(asked).rejects.toMatchObject({ sent: 'maybe', reason: 'too-slow' });
    await left;
  });

  it('that breaks off leaves open whether the request was done', async () => {
    const url = await plain((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    await expect(ask(url)).rejects.toMatchObject({ name: 'OutboundUnanswered', sent: 'maybe' });
  });

  it('that never comes leaves it open, and nobody to answer does not', async () => {
    const silent = await plain(() => {});
    await expect(ask(silent, { timeoutMs: 100 })).rejects.toMatchObject({ sent: 'maybe' });
    const gone = createTcpServer();
    const port = await portOf(gone);
    await new Promise<void>((done) => gone.close(() => done()));
    await expect(ask(`http://localhost:${port}`)).rejects.toMatchObject({
      sent: 'no',
      reason: 'ECONNREFUSED',
    });
  });

  it('that does not come because the name is looked up for ever ends in time', async () => {
    const network = { resolve: () => new Promise<string[]>(() => {}) };
    await expect(ask('http://localhost/', { network, timeoutMs: 50 })).rejects.toMatchObject({
      sent: 'no',
      reason: 'too-slow',
    });
  });
});

it('says nothing in its errors of what was to be sent', async () => {
  const closed = await plain((request) => request.socket.destroy());
  const canary = 'canary-2718';
  const errors = await Promise.all(
    [`${closed}/${canary}`, `http://${canary}.example/${canary}`].map((url) =>
      ask(url, { body: canary, headers: { authorization: canary } }).then(
        () => 'answered',
        (error: OutboundUnanswered) => JSON.stringify([error.message, error, error.stack]),
      ),
    ),
  );
  expect(errors.join()).not.toContain(canary);
  expect(errors).toEqual([expect.stringContaining('maybe'), expect.stringContaining('not-https')]);
});
