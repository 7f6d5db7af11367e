import { inLanguage } from '../../../organisation/language';
import type { Card } from '../cards';
import { plain } from '../text';
import type { Bot, Turn } from '../turn';
import { choices } from './simple';

/** What the bot is for, with questions to press. */
export function greetingCard(bot: Bot, turn: Turn, note = ''): Card {
  const { greeting } = turn.say;
  const examples = greeting.examples.map((example) => ({
    title: example,
    data: { verb: 'say', text: example },
  }));
  return choices(bot, turn, {
    title: plain(greeting.title(inLanguage(bot.profile.name, turn.language))),
    text: plain(greeting.text(inLanguage(bot.profile.service, turn.language))),
    hint: [note, greeting.ask].filter(Boolean).join(' '),
    actions: [...examples, { title: greeting.person, data: { verb: 'contact.show' } }],
  });
}
