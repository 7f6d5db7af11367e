import { promisedUntil } from '../../escalation/routing';
import type { Ticket } from '../../escalation/ticket';
import { deskLanguage, deskPlaceOf, momentIn, rulesOf } from './conversations/deskQueues';
import type { Bot } from './turn';

/** The name under which it is kept that the desk was reminded of a promise, or was about to be. */
const reminderName = (ticketId: string, until: number) => `reminder/${ticketId}/${until}`;
const beingSent = '';
const notSent = '-';

/**
 * Tells the desk in one line that nobody has taken a ticket, once for each promise: where it broke off so that the line may stand there,
 * it is not said again.
 * @param version the ticket's when the reminder was planned: one for an earlier wait is not said.
 * @param post writes to a place. @throws what it throws.
 */
export async function remind(
  bot: Bot,
  ticket: Ticket,
  version: number,
  post: (place: string, text: string) => Promise<string | undefined>,
): Promise<void> {
  const until = promisedUntil(ticket, rulesOf(bot));
  if (ticket.state !== 'open' || until === undefined) return;
  if (version < (ticket.waitsAnew?.version ?? 0)) return;
  const name = reminderName(ticket.id, until);
  const earlier = await bot.kept.shown(name);
  if (earlier && earlier.activityId !== notSent) return;
  const language = deskLanguage(bot);
  const { desk, ticketKinds } = bot.wordings[language];
  const place = deskPlaceOf(bot, ticket);
  const line = desk.reminder(ticket.number, ticketKinds[ticket.kind], momentIn(until, language));
  await bot.kept.keepShown(name, place, beingSent);
  try {
    await post(place, line);
  } catch (error) {
    if (surelyNotSent(error)) await bot.kept.keepShown(name, place, notSent);
    throw error;
  }
}

/** Teams said no, or that it is not there (503), or was not reached at all. */
function surelyNotSent(error: unknown): boolean {
  const { statusCode = 0, code = '' } = error as { statusCode?: number; code?: unknown };
  return (
    (statusCode >= 400 && statusCode < 500) ||
    statusCode === 503 ||
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(code))
  );
}
