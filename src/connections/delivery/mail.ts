import { isMailAddress } from '../../organisation/mailAddress';

/** One mail to one person. */
export interface MailMessage {
  /** One plain address. */
  readonly to: string;
  /** The name beside the sender's address, where the way of sending can show one. */
  readonly fromName?: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** In angle brackets, see `messageIdOf`; the same in every try, so that a second arrival can be told. */
  readonly messageId: string;
  /** Message ids of the mails that this one follows, the latest last. */
  readonly references?: readonly string[];
  /** Where answers go; absent: to the sender. */
  readonly replyTo?: string;
}

/**
 * Hands mails over. `sent`: the next server took it; whether it reaches the person is not known.
 * `failed-for-good`: it will never be taken, as it stands; nothing was sent.
 */
export interface Mailer {
  /** The sender's address. */
  readonly from: string;
  /** @throws Undelivered where another try may help. */
  send(message: MailMessage): Promise<'sent' | 'failed-for-good'>;
}

const longestSubject = 200;
const longestName = 80;
/** Control characters, line separators, and what turns the direction of writing round. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * The message as it may be handed to a mail program, whatever names it was made from; undefined where an
 * address or an id is not exactly one: those programs would find others in it.
 */
export function checkedMail(message: MailMessage): MailMessage | undefined {
  const { to, replyTo, messageId, references = [] } = message;
  if (!isMailAddress(to) || (replyTo !== undefined && !isMailAddress(replyTo))) return undefined;
  if (![messageId, ...references].every(isMessageId)) return undefined;
  return {
    ...message,
    subject: oneLine(message.subject, longestSubject),
    ...(message.fromName === undefined ? {} : { fromName: oneLine(message.fromName, longestName) }),
  };
}

/** The message id of something of ours: `<code.4fPq…@example.org>`, from the sender's domain. */
export function messageIdOf(id: string, from: string): string {
  return `<${id.replace(/[^A-Za-z0-9._-]/g, '-')}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

function isMessageId(text: string): boolean {
  return text.length <= 250 && /^<[\x21-\x3b\x3d\x3f\x41-\x7e]+@[A-Za-z0-9.[\]:-]+>$/.test(text);
}

function oneLine(text: string, longest: number): string {
  return [...text.replace(unseen, ' ').trim()].slice(0, longest).join('');
}
