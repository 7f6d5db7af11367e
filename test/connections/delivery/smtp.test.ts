import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import type { MailMessage } from '../../../src/connections/delivery/mail';
import { smtpMailer, type SmtpOptions } from '../../../src/connections/delivery/smtp';
import { Undelivered } from '../../../src/connections/delivery/undelivered';
import type { SmtpSettings } from '../../../src/organisation/deliverySettings';
import { refusal, startMailServer } from '../../support/mailServer';
import { readMail, valuesOf } from '../../support/mime';

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const message: MailMessage = {
  to: 'canary@bench.test',
  subject: 'canary',
  text: '27182818 is your code',
  messageId: '<code.1@bench.test>',
};

async function bench(
  server: SMTPServerOptions = {},
  settings: Partial<SmtpSettings> = {},
  options: SmtpOptions = {},
) {
  const { port, ca, taken, close } = await startMailServer(server);
  open.push(close);
  const reached = { from: 'help@bench.test', host: 'localhost', port, implicitTls: false };
  const account = { plain: false, user: undefined, password: undefined };
  const mailer = smtpMailer({ ...reached, ...account, ...settings }, { ca, ...options });
  return { mailer, taken, send: (change = {}) => mailer.send({ ...message, ...change }) };
}

/** What an attempt throws, with everything that a log could show of it. */
async function thrownBy(attempt: Promise<unknown>): Promise<{ error: Undelivered; seen: string }> {
  const error: unknown = await attempt.then(
    (outcome) => new Error(`no fault but ${String(outcome)}`),
    (fault: unknown) => fault,
  );
  if (!(error instanceof Undelivered)) throw error;
  return { error, seen: JSON.stringify([error, error.message, error.stack, String(error.cause)]) };
}

describe('encryption', () => {
  it('is demanded of a server elsewhere, and nothing is said to one without it', async () => {
    const { taken, send } = await bench({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect((await thrownBy(send())).error).toMatchObject({ sent: 'no' });
    expect(taken).toEqual([]);
  });

  it('is used where it is demanded', async () => {
    const { taken, send } = await bench();
    expect(await send()).toBe('sent');
    expect(taken).toMatchObject([{ secure: true, from: 'help@bench.test' }]);
  });

  it('can be there from the first byte', async () => {
    const { taken, send } = await bench({ secure: true }, { implicitTls: true });
    expect(await send()).toBe('sent');
    expect(taken).toHaveLength(1);
  });

  it('is no use with somebody unknown', async () => {
    const { taken, mailer } = await bench({}, {}, { ca: undefined });
    expect((await thrownBy(mailer.send(message))).error).toMatchObject({ sent: 'no' });
    expect(taken).toEqual([]);
  });

  it('is left out on this machine where the settings say so', async () => {
    const { taken, send } = await bench({}, { plain: true });
    expect(await send()).toBe('sent');
    expect(taken).toMatchObject([{ secure: false }]);
  });
});

describe('an account', () => {
  const login: SMTPServerOptions = {
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      username === 'bot' && password === 'canary-word'
        ? done(null, { user: 'bot' })
        : done(refusal(535, `wrong: canary ${password}`)),
  };

  it('is used', async () => {
    const { send } = await bench(login, { user: 'bot', password: 'canary-word' });
    expect(await send()).toBe('sent');
  });

  it('that the server does not know is a fault of the settings, not of the recipient', async () => {
    const { taken, send } = await bench(login, { user: 'bot', password: 'canary-other' });
    const { error, seen } = await thrownBy(send());
    expect(error).toMatchObject({ sent: 'no', reason: 'EAUTH 535' });
    expect(seen).not.toContain('canary');
    expect(taken).toEqual([]);
  });
});

describe('what the server refuses', () => {
  const sender =
    (code: number): SMTPServerOptions['onMailFrom'] =>
    (_address, _session, done) =>
      done(refusal(code, 'canary'));
  const body =
    (code: number): SMTPServerOptions['onData'] =>
    (stream, _session, done) => {
      stream.resume();
      stream.on('end', () => done(refusal(code, 'canary')));
    };

  it.each([
    ['a recipient for good', {}, { to: 'canary@refused.test' }],
    ['a message for good', { onData: body(552) }, {}],
  ])('as %s will never be sent', async (_what, server, change) => {
    const { send } = await bench(server);
    expect(await send(change)).toBe('failed-for-good');
  });

  it.each([
    ['a recipient for now', {}, { to: 'canary@busy.test' }, 'no', 'EENVELOPE 450'],
    ['the sender for now', { onMailFrom: sender(451) }, {}, 'no', 'EENVELOPE 451'],
    ['the sender, which the settings name', { onMailFrom: sender(550) }, {}, 'no', 'EENVELOPE 550'],
    ['the message once it has it', { onData: body(421) }, {}, 'maybe', 'EMESSAGE 421'],
  ])('as %s is tried again', async (_what, server, change, sent, reason) => {
    const { send } = await bench(server);
    const { error, seen } = await thrownBy(send(change));
    expect(error).toMatchObject({ sent, reason });
    expect(seen).not.toContain('canary');
    expect(seen).not.toContain('27182818');
  });
});

describe('a server that does not answer to the end', () => {
  it.each([
    ['hangs up', 10_000],
    ['says nothing more', 400],
  ])('and %s after the message may have taken it', async (what, timeoutMs) => {
    const sockets: Socket[] = [];
    const onData: SMTPServerOptions['onData'] = (stream) => {
      stream.resume();
      if (what === 'hangs up') stream.on('end', () => sockets.forEach((s) => s.destroy()));
    };
    const { port, ca, close } = await startMailServer({ onData, closeTimeout: 50 });
    open.push(close);
    // In between lies a plain relay, so that the test can hang up.
    const relay = createServer((socket) => {
      const behind = connect(port, '127.0.0.1');
      for (const s of [socket, behind]) s.on('error', () => undefined);
      socket.pipe(behind).pipe(socket);
      sockets.push(socket, behind);
    });
    await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
    open.push(() => {
      sockets.forEach((s) => s.destroy());
      relay.close();
    });
    const through = (relay.address() as AddressInfo).port;
    const reached = { from: 'help@bench.test', host: 'localhost', port: through };
    const account = { implicitTls: false, plain: false, user: undefined, password: undefined };
    const mailer = smtpMailer({ ...reached, ...account }, { ca, timeoutMs });
    expect((await thrownBy(mailer.send(message))).error).toMatchObject({ sent: 'maybe' });
  });

  it('because nobody is there has taken nothing', async () => {
    const { send } = await bench({}, { port: 1 });
    expect((await thrownBy(send())).error).toMatchObject({
      sent: 'no',
      reason: 'ESOCKET ECONNREFUSED',
    });
  });
});

it('follows earlier mails, and asks for no automatic answer', async () => {
  const { taken, send } = await bench();
  const references = ['<ticket.1@bench.test>', '<RT-Ticket-13@desk.test>'];
  await send({ references, replyTo: 'answers@bench.test' });
  const mail = readMail(taken[0]?.raw ?? '');
  expect(valuesOf(mail, 'references')).toEqual([references.join(' ')]);
  expect(valuesOf(mail, 'in-reply-to')).toEqual(['<RT-Ticket-13@desk.test>']);
  expect(valuesOf(mail, 'reply-to')).toEqual(['answers@bench.test']);
  expect(valuesOf(mail, 'auto-submitted')).toEqual(['auto-generated']);
});

it('reads no file and no address that a caller hands in by mistake', async () => {
  const { taken, send } = await bench();
  for (const text of [{ path: '/etc/passwd' }, { href: 'http://127.0.0.1:9/' }])
    await thrownBy(send({ text }));
  expect(taken).toEqual([]);
});
