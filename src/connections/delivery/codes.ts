import type { CodeDelivery } from '../../proof/delivery';
import { messageIdOf, type Mailer } from './mail';
import type { Texter } from './sms';
import { Undelivered } from './undelivered';

export interface CodeSenders {
  readonly mailer?: Mailer | undefined;
  readonly texter?: Texter | undefined;
  /** The subject of a mail with a code; the code itself is never in it, since locked screens show subjects. */
  readonly subject: string;
  readonly fromName: string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Told codes of faults only, never a target or a text. */
  readonly onFault: (way: 'mail' | 'sms', reason: string) => void;
}

/**
 * Carries codes by mail and SMS, once each: somebody waits, and asks for another. A code that may have arrived counts
 * as sent, so that it can be typed if it did.
 */
export function codeDelivery(senders: CodeSenders): CodeDelivery {
  const { mailer, texter } = senders;
  return {
    inbox: undefined,
    canReach: (kind) => (kind === 'email' ? mailer : texter) !== undefined,
    send: (target, text) => {
      const way = target.includes('@') ? 'mail' : 'sms';
      return carried(way, senders, () =>
        way === 'mail' ? mailed(senders, target, text) : texted(senders, target, text),
      );
    },
  };
}

type Outcome = 'sent' | 'failed-for-good' | 'no-way';

async function carried(
  way: 'mail' | 'sms',
  { onFault }: CodeSenders,
  carry: () => Promise<Outcome>,
): Promise<'sent' | 'failed'> {
  try {
    const outcome = await carry();
    if (outcome === 'sent') return 'sent';
    onFault(way, outcome);
    return 'failed';
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error;
    onFault(way, error.message);
    return error.sent === 'maybe' ? 'sent' : 'failed';
  }
}

async function mailed(
  { mailer, subject, fromName, newId }: CodeSenders,
  to: string,
  text: string,
): Promise<Outcome> {
  if (!mailer) return 'no-way';
  const messageId = messageIdOf(`code.${newId()}`, mailer.from);
  return mailer.send({ to, fromName, subject, text, messageId });
}

async function texted({ texter, newId, now }: CodeSenders, to: string, text: string) {
  if (!texter) return 'no-way';
  return texter.send({ to, text, id: newId(), firstTriedAt: now() });
}
