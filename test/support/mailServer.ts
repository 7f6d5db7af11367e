import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { certificateFor, type Certificate } from './certificate';

/** One mail as the server got it. */
export interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly secure: boolean;
}

/** A mail server on loopback. Recipients at refused.test are refused for good, those at busy.test for now. */
export async function startMailServer(options: SMTPServerOptions = {}) {
  const taken: Taken[] = [];
  const certificate: Certificate = certificateFor(['localhost']);
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    onRcptTo: ({ address }, _session, done) => done(refusalOf(address)),
    onData: (stream, { envelope, secure }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map((r) => r.address),
          raw: Buffer.concat(parts).toString('utf8'),
          secure,
        });
        done();
      });
    },
    ...options,
    logger: false,
  });
  // A client that breaks a handshake off is no fault of the server.
  server.on('error', () => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.server.address() as AddressInfo).port,
    ca: certificate.cert,
    taken,
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}

function refusalOf(address: string): Error | null {
  if (address.endsWith('@refused.test')) return refusal(550, `no such mailbox: ${address}`);
  if (address.endsWith('@busy.test')) return refusal(450, `try later: ${address}`);
  return null;
}

/** An answer of SMTP with a code. */
export function refusal(responseCode: number, sentence: string): Error {
  return Object.assign(new Error(sentence), { responseCode });
}
