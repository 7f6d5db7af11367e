import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../../organisation/deliverySettings';
import { checkedMail, type Mailer, type MailMessage } from './mail';
import { Undelivered } from './undelivered';

const connectTimeoutMs = 10_000;
const silenceTimeoutMs = 20_000;
const wholeTimeoutMs = 45_000;

/** What the tests change. */
export interface SmtpOptions {
  /** Certificates (PEM) to trust in place of the well-known ones. */
  readonly ca?: string;
  /** From the connection to the server's last word; shorter than an outbox's lease. */
  readonly timeoutMs?: number;
}

/**
 * Mail by SMTP, a connection each. Encrypted, except where the settings say that the server is on this machine.
 * A message that the server may have taken is `sent: 'maybe'`: tried again, it arrives with the same Message-ID.
 */
export function smtpMailer(settings: SmtpSettings, options: SmtpOptions = {}): Mailer {
  const { host, port, implicitTls, plain, user, password, from } = settings;
  const transport = createTransport({
    host,
    port,
    secure: implicitTls,
    requireTLS: !plain,
    ignoreTLS: plain,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: { minVersion: 'TLSv1.2', ...(options.ca === undefined ? {} : { ca: options.ca }) },
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
  return {
    from,
    send: async (message) => {
      const checked = checkedMail(message);
      if (!checked) return 'failed-for-good';
      const signal = AbortSignal.timeout(options.timeoutMs ?? wholeTimeoutMs);
      try {
        await transport.sendMail({ ...composed(checked, from), signal });
        return 'sent';
      } catch (error) {
        return judged(error as SmtpFault);
      }
    },
  };
}

/** Addresses are objects throughout: nodemailer reads lists, names and comments into texts. */
function composed(message: MailMessage, from: string) {
  const { to, subject, text, html, messageId, references = [], replyTo, fromName = '' } = message;
  const previous = references.at(-1);
  return {
    envelope: { from, to: [to] },
    from: { name: fromName, address: from },
    to: { name: '', address: to },
    subject,
    text,
    messageId,
    ...(html === undefined ? {} : { html }),
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    ...(previous === undefined ? {} : { references: [...references], inReplyTo: previous }),
    // RFC 3834, and Exchange's own: no out-of-office answers.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/** What nodemailer adds to its errors. Their sentences hold what the server said, and so addresses. */
interface SmtpFault {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly timeoutType?: string;
  readonly originalCode?: string;
}

/** @throws Undelivered unless the server refused this recipient or this message for good. */
function judged(fault: SmtpFault): 'failed-for-good' {
  const { code = 'unknown', responseCode, command } = fault;
  const refused = responseCode !== undefined && responseCode >= 500 && responseCode < 600;
  if (refused && (command === 'RCPT TO' || code === 'EMESSAGE')) return 'failed-for-good';
  const detail = responseCode ?? fault.timeoutType ?? fault.originalCode;
  throw new Undelivered(sentBefore(fault), detail === undefined ? code : `${code} ${detail}`);
}

const beforeTheMessage = ['EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EENVELOPE'];
const inTheMiddle = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'];

/** Where nodemailer does not tell, the message may have been on its way. */
function sentBefore({ code = '', timeoutType, originalCode }: SmtpFault): 'no' | 'maybe' {
  if (beforeTheMessage.includes(code)) return 'no';
  if (timeoutType !== undefined) return timeoutType === 'SOCKET_TIMEOUT' ? 'maybe' : 'no';
  if (code === 'ESOCKET' && originalCode !== undefined && !inTheMiddle.includes(originalCode))
    return 'no';
  return 'maybe';
}
