import { DirectoryRefused, DirectoryUnreachable } from '../../signInMethods/directory';
import { checkedMail, type Mailer, type MailMessage } from './mail';
import { Undelivered } from './undelivered';

/** Posts to a path of Graph v1.0, without the version. @throws DirectoryRefused, DirectoryUnreachable */
export type GraphPost = (path: string, body: unknown) => Promise<unknown>;

/** Graph's codes for a recipient that it will never take. */
const badRecipient = ['ErrorInvalidRecipients', 'ErrorRecipientNotFound'];

/**
 * Mail from a mailbox of the organisation's own, `POST /users/{mailbox}/sendMail`
 * (https://learn.microsoft.com/graph/api/user-sendmail). Graph answers 202 to what it accepted. It makes the Message-ID
 * itself and takes headers that begin with `x-` only, so that ours lies in one of those and threads are not kept.
 */
export function graphMailer(mailbox: string, post: GraphPost): Mailer {
  const path = `/users/${encodeURIComponent(mailbox)}/sendMail`;
  return {
    from: mailbox,
    send: async (message) => {
      const checked = checkedMail(message);
      if (!checked) return 'failed-for-good';
      try {
        await post(path, { message: composed(checked), saveToSentItems: false });
        return 'sent';
      } catch (error) {
        return judged(error);
      }
    },
  };
}

function composed({ to, subject, text, html, messageId, replyTo }: MailMessage) {
  const person = (address: string) => ({ emailAddress: { address } });
  return {
    subject,
    body: { contentType: html === undefined ? 'text' : 'html', content: html ?? text },
    toRecipients: [person(to)],
    ...(replyTo === undefined ? {} : { replyTo: [person(replyTo)] }),
    internetMessageHeaders: [
      { name: 'x-reference', value: messageId },
      { name: 'x-auto-response-suppress', value: 'All' },
    ],
  };
}

/** @throws Undelivered; anything else as it came. */
function judged(error: unknown): 'failed-for-good' {
  if (error instanceof DirectoryRefused) {
    if (badRecipient.includes(error.code)) return 'failed-for-good';
    throw new Undelivered('no', `Graph ${error.status}`);
  }
  if (error instanceof DirectoryUnreachable) throw new Undelivered('maybe', 'Graph not reached');
  throw error;
}
