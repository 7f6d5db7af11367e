import { z } from 'zod';
import { inLanguage } from '../../../organisation/language';
import type { Card } from '../cards';
import { plain } from '../text';
import { verb, type Bot, type Turn, type Verbs } from '../turn';
import { card, choices } from './simple';

/** How to reach the service desk, and a ticket as one of the ways. */
export function contactCard(bot: Bot, turn: Turn): Card {
  const { contact } = turn.say;
  const { desk } = bot.profile;
  const ways = (['email', 'telephone', 'place', 'hours'] as const).flatMap((way) => {
    const value = desk[way];
    return value === undefined
      ? []
      : [{ title: contact.by[way], value: plain(inLanguage(value, turn.language)) }];
  });
  return choices(bot, turn, {
    title: plain(contact.title(inLanguage(desk.name, turn.language))),
    text: contact.text,
    facts: ways,
    actions: [
      { title: contact.raise, data: { verb: 'report.start', kind: 'help' } },
      { title: turn.say.colleague.button, data: { verb: 'colleague.start' } },
    ],
  });
}

export const contactVerbs: Verbs = {
  'contact.show': verb(z.object({}).strict(), (turn, _data, bot) =>
    Promise.resolve(card(contactCard(bot, turn))),
  ),
};
