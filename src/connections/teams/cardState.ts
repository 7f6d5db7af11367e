import type { z } from 'zod';
import type { Person } from '../../organisation/person';
import { recordPress } from './recorded';
import type { Bot, Turn } from './turn';

/** A card that leads to a write is good for a quarter of an hour. */
const lifetimeMs = 15 * 60_000;

/** Keeps what a card stands for and gives the only thing the card carries: a random reference. */
export async function keepState(
  bot: Bot,
  turn: Turn,
  person: Person,
  verb: string,
  data: unknown,
): Promise<string> {
  const id = bot.newId();
  const expiresAt = bot.now() + lifetimeMs;
  await bot.kept.keepCardState({
    id,
    person,
    conversation: turn.conversation,
    verb,
    data,
    expiresAt,
  });
  return id;
}

/**
 * What a card stood for, if it was shown to this person, here, for this purpose, and was not used. Where it is of no use
 * the record says why; the person reads the same either way.
 */
export async function stateOf<S extends z.ZodTypeAny>(
  bot: Bot,
  turn: Turn,
  person: Person,
  verb: string,
  id: string,
  schema: S,
  use: 'read' | 'spend',
): Promise<z.infer<S> | undefined> {
  const key = { id, person, conversation: turn.conversation, verb };
  const found = turn.onTime ? await bot.kept.cardState(key, use) : undefined;
  if (found !== undefined) return schema.parse(found) as z.infer<S>;
  const reason = turn.onTime ? await bot.kept.whyGone(key) : 'not-on-time';
  await recordPress(bot, turn, verb, reason);
  return undefined;
}
