import type { Card, Link, Press } from '../cards';
import type { Answer, Bot, Turn } from '../turn';

/** Microsoft's page where own sign-in methods are managed (learn.microsoft.com, "My Sign-Ins"). */
export const securityInfo = 'https://mysignins.microsoft.com/security-info';
/** Microsoft's self-service password reset. */
export const passwordReset = 'https://aka.ms/sspr';

export interface Plain {
  readonly title: string;
  readonly text?: string;
  readonly hint?: string;
  readonly facts?: readonly { title: string; value: string }[];
  readonly actions?: readonly Press[];
  readonly links?: readonly Link[];
}

/** In whose words a card speaks. */
export type Speaker = Pick<Turn, 'language' | 'say'>;

/** A card with a heading, some words and what can be pressed. */
export function choices(bot: Bot, turn: Speaker, content: Plain): Card {
  return bot.card('choices', turn.language, { text: '', hint: '', ...content });
}

/** A card that says how something ended. */
export function result(
  bot: Bot,
  turn: Speaker,
  style: 'good' | 'attention' | 'warning' | 'default',
  content: Plain & { next?: string; notice?: string },
): Card {
  return bot.card('result', turn.language, { style, text: '', next: '', ...content });
}

export function card(shown: Card): Answer {
  return { messages: [{ card: shown }] };
}

export function text(line: string): Answer {
  return { messages: [{ text: line }] };
}

/** The card of something that is used up, too old or somebody else's: one sentence for all of them. */
export function goneCard(bot: Bot, turn: Speaker): Card {
  const { result: say } = turn.say;
  return result(bot, turn, 'warning', {
    title: say.gone,
    text: say.goneText,
    actions: [{ title: say.seeMethods, data: { verb: 'methods.show' } }],
  });
}

/** Shows the first card in place of the pressed one. */
export function inPlace({ messages = [] }: Answer): Answer {
  const [first, ...rest] = messages;
  return first?.card ? { replace: first.card, messages: rest } : { messages };
}
