import { DeskRefused, DeskUnanswered, type ServiceDesk } from '../../escalation/desks/serviceDesk';

export interface DeskMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** Message-IDs of the earlier mails of the same ticket. */
  readonly references: string[];
}

/**
 * Sends one mail. `failed-for-good`: the mail system will not take it.
 * @throws where it may work later; `sent: 'no'` on the error says that it surely did not go out.
 */
export type SendMail = (mail: DeskMail) => Promise<'sent' | 'failed-for-good'>;

export interface EmailSettings {
  readonly name: string;
  /** The desk's mailbox. */
  readonly to: string;
  /** The domain of our Message-IDs. */
  readonly domain: string;
}

const longestHeader = 4000;

/** Long enough for a bounce, or for the desk's own acknowledgement. */
const settlingMs = 15 * 60_000;

/**
 * A desk that takes tickets as mails, one a ticket; what follows has the same subject and refers to it. Desks make a second
 * ticket of a mail that comes twice, whatever its Message-ID, so an unclear one goes out once more at most.
 */
export function emailDesk({ name, to, domain }: EmailSettings, send: SendMail): ServiceDesk {
  const idOf = (id: string) => `<${id}@${domain}>`;
  const deliver = async (mail: DeskMail) => {
    if ((await sent(name, send, mail)) === 'sent') return;
    throw new DeskRefused(
      name,
      'rejected',
      'the mail system does not take mail for the desk’s address. Check to.',
    );
  };
  const follow = (deskId: string, { id, text }: { id: string; text: string }) =>
    deliver({
      to,
      subject: `Re: ${tag(deskId)}`,
      text,
      messageId: idOf(id),
      references: [idOf(deskId)],
    });
  return {
    name,
    whenUnclear: { by: 'neither', afterMs: settlingMs },
    find: () => Promise.resolve(undefined),
    fetch: () => Promise.resolve(undefined),
    create: async ({ correlationId, subject, text }) => {
      await deliver({
        to,
        subject: `${tag(correlationId)} ${subject}`,
        text,
        messageId: idOf(correlationId),
        references: [],
      });
      return { deskId: correlationId, state: 'open' };
    },
    comment: follow,
    close: follow,
  };
}

/**
 * The ticket that a mail answers, by the Message-IDs of ours in its In-Reply-To and References. Anybody can write such a
 * mail: it says where to look at most, never what is so.
 */
export function answeredTicket(headers: readonly string[], domain: string): string | undefined {
  const ids = headers.flatMap((h) => [
    ...h.slice(0, longestHeader).matchAll(/<([^<>@\s]+)@([^<>@\s]+)>/g),
  ]);
  const ours = ids.filter(([, , at]) => at?.toLowerCase() === domain.toLowerCase());
  const found = ours.map(([, local = '']) => /^mfa-[0-9a-f]{32}(?=-|$)/.exec(local)?.[0]);
  return found.find((id) => id !== undefined);
}

/** By this people merge what a desk took for two tickets. */
function tag(correlationId: string): string {
  return `[${correlationId}]`;
}

async function sent(name: string, send: SendMail, mail: DeskMail): ReturnType<SendMail> {
  try {
    return await send(mail);
  } catch (error) {
    const surelyNot = error instanceof Error && 'sent' in error && error.sent === 'no';
    throw new DeskUnanswered(name, surelyNot ? 'no' : 'maybe', 'the mail could not be handed over');
  }
}
