import type { PendingChange } from '../signInMethods/pendingChange';
import { hasHappened } from './change';
import type { Wording } from './en';
import { momentInWords } from './moments';

/** What was changed, masked, and when. */
export function receiptText({ change, language, endedAt }: PendingChange, say: Wording): string {
  const when = momentInWords(endedAt ?? 0, language);
  return say.receipt.text(hasHappened(change, say), when);
}

/** A receipt as a mail: subject and text. `notMe` is the address that opens "this wasn't me". */
export function receiptMail(
  pending: PendingChange,
  say: Wording,
  organisation: string,
  portal: string,
  notMe: string,
): { subject: string; text: string } {
  const { receipt } = say;
  const paragraphs = [
    receiptText(pending, say),
    `${receipt.notMe}\n${notMe}`,
    receipt.undo(portal),
    organisation,
  ];
  return { subject: receipt.subject(organisation), text: `${paragraphs.join('\n\n')}\n` };
}

/** The same in one text message. */
export function receiptSms(pending: PendingChange, say: Wording, notMe: string): string {
  return `${receiptText(pending, say)} ${say.receipt.notMeShort} ${notMe}`;
}
