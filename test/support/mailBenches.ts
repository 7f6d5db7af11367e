import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphClient } from '../../src/connections/graph/client';
import { asked } from '../../src/connections/graph/errors';
import { graphMailer } from '../../src/connections/delivery/graphMail';
import { smtpMailer } from '../../src/connections/delivery/smtp';
import { demonstrationPeople } from '../../src/demo/tenant/people';
import { startTenant } from '../../src/demo/tenant/server';
import { readState } from '../../src/demo/tenant/store';
import { mailOf } from '../../src/organisation/deliverySettings';
import type { Arrived, MailBench } from '../contracts/mailer';
import { startMailServer } from './mailServer';
import { readMail, valuesOf } from './mime';

const from = 'mfa-help@bench.test';
const nextToken = () => randomBytes(9).toString('hex');

/** Mail by STARTTLS to a server in this process. */
export async function inProcessBench() {
  const server = await startMailServer();
  const { port, ca } = server;
  const settings = { from, host: 'localhost', port, implicitTls: false, plain: false };
  const mailer = smtpMailer({ ...settings, user: undefined, password: undefined }, { ca });
  const bench: MailBench = {
    mailer,
    showsName: true,
    newReference: () => `<${nextToken()}@bench.test>`,
    arrived: () =>
      Promise.resolve(server.taken.flatMap(({ to, raw }) => to.map((t) => arrivedBy(t, raw)))),
  };
  return { bench, server, close: server.close };
}

/** Mail to the server of TEST_SMTP_URL, which puts everything into TEST_MAILDIR. */
export function realServerBench(url: string, maildir: string, caFile?: string): MailBench {
  const settings = mailOf({ SMTP_URL: url, MAIL_FROM: from });
  if (settings?.kind !== 'smtp') throw new Error('TEST_SMTP_URL names no mail server');
  const ca = caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
  const mailer = smtpMailer(
    { ...settings, plain: ca === undefined },
    ca === undefined ? {} : { ca },
  );
  const sent = new Set<string>();
  return {
    mailer,
    showsName: true,
    newReference: () => {
      const id = `<${nextToken()}@bench.test>`;
      sent.add(id);
      return id;
    },
    arrived: async (reference) => {
      sent.add(reference);
      for (let tries = 0; tries < 200; tries += 1) {
        const all = inMaildir(maildir).filter((m) => sent.has(m.reference));
        if (all.some((m) => m.reference === reference)) return all;
        await new Promise((again) => setTimeout(again, 50));
      }
      throw new Error('the mail did not reach TEST_MAILDIR within ten seconds');
    },
  };
}

/** Mail through the simulated tenant's Graph. */
export async function graphBench() {
  const folder = mkdtempSync(join(tmpdir(), 'mail-'));
  const file = join(folder, 'tenant.json');
  const people = demonstrationPeople('contoso.com');
  const tenant = await startTenant({
    port: 0,
    host: '127.0.0.1',
    people,
    file,
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    token: 'demonstration',
  });
  const client = graphClient(tenant.url, () => Promise.resolve('demonstration'));
  const mailbox = 'mfa-help@contoso.com';
  const bench: MailBench = {
    mailer: graphMailer(mailbox, (path, body) => asked(() => client.api(path).post(body))),
    showsName: false,
    newReference: () => `<${nextToken()}@contoso.com>`,
    arrived: async () => (await readState(file, people)).sentMail.flatMap(arrivedByGraph),
  };
  const close = async () => {
    await tenant.close();
    rmSync(folder, { recursive: true });
  };
  return { bench, close };
}

type Sent = Awaited<ReturnType<typeof readState>>['sentMail'][number];

function arrivedByGraph({ mailbox, message }: Sent): Arrived[] {
  const { body, toRecipients = [], ccRecipients = [], bccRecipients = [] } = message;
  const headers = message.internetMessageHeaders ?? [];
  return [...toRecipients, ...ccRecipients, ...bccRecipients].map(({ emailAddress }) => ({
    to: emailAddress.address,
    fromAddress: message.from?.emailAddress.address ?? mailbox,
    fromName: '',
    subject: message.subject,
    text: body.contentType === 'text' ? body.content : '',
    html: body.contentType === 'html' ? body.content : '',
    reference: headers.find((h) => h.name === 'x-reference')?.value ?? '',
    headerNames: headers.map((h) => h.name.toLowerCase()),
  }));
}

function inMaildir(folder: string): Arrived[] {
  const fresh = join(folder, 'new');
  if (!existsSync(fresh)) return [];
  return readdirSync(fresh).map((name) => {
    const raw = readFileSync(join(fresh, name), 'utf8');
    return arrivedBy(valuesOf(readMail(raw), 'x-original-to').join(), raw);
  });
}

function arrivedBy(to: string, raw: string): Arrived {
  const mail = readMail(raw);
  const sender = valuesOf(mail, 'from').join('; ');
  const [, name = '', address = sender] = /^(.*?) ?<([^<>]*)>$/.exec(sender) ?? [];
  return {
    to,
    fromAddress: address,
    fromName: name.replace(/^"(.*)"$/, '$1').replace(/\\(.)/g, '$1'),
    subject: valuesOf(mail, 'subject').join('; '),
    text: mail.text,
    html: mail.html,
    reference: valuesOf(mail, 'message-id').join('; '),
    headerNames: mail.headers.map(([n]) => n),
  };
}
