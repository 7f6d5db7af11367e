import { redacted } from '../../../guides/answering/redacted';
import { recordCode } from '../recorded';
import type { Answer, Bot, Turn } from '../turn';
import { text } from './simple';

/** A message that is one of our codes, or ends with one. */
const code = /^(?:\D{0,40}\W)?\d{4}[ -]?\d{4}\W*$/;

/**
 * The answer to what nobody should write as a message: a code, and in a group a number or an address. It is not taken,
 * and not repeated.
 */
export async function neverWritten(
  turn: Turn,
  words: string,
  bot: Bot,
): Promise<Answer | undefined> {
  const { person, inPrivate, say } = turn;
  if (code.test(words)) {
    if (person) await recordCode(bot, turn, person, 'refused', 'written-in-the-chat');
    return text(inPrivate ? say.code.notInChat : say.code.notInGroup);
  }
  const isContact = /\[(?:e-mail|number)\]/.test(redacted(words)) && holdsContact(words);
  return !inPrivate && isContact
    ? text(`${say.methods.onlyInPrivate} ${say.methods.deleteMessage}`)
    : undefined;
}

/** Years, error codes and door numbers are digits too: a telephone number has seven at least. */
function holdsContact(words: string): boolean {
  return words.includes('@') || (words.match(/\p{Nd}/gu) ?? []).length >= 7;
}
