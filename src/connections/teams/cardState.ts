import type { z } from 'zod';
import type { Person } from '../../organisation/person';
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

/** What a card stood for, if it was shown to this person, here, for this purpose, and was not used. */
export async function stateOf<S extends z.ZodTypeAny>(
  bot: Bot,
  turn: Turn,
  person: Person,
  verb: string,
  id: string,
  schema: S,
  use: 'read' | 'spend',
): Promise<z.infer<S> | undefined> {
  const found = await bot.kept.cardState(
    { id, person, conversation: turn.conversation, verb },
    use,
  );
  return found === undefined ? undefined : (schema.parse(found) as z.infer<S>);
}
