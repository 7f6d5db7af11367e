import type { Answer, Bot, Turn } from '../turn';
import { card, result, securityInfo } from './simple';

/** A change that is not made in the chat: the way to Microsoft's page. */
export function atThePortal(
  bot: Bot,
  turn: Turn,
  sentence: string = turn.say.refused['at-the-portal'],
): Answer {
  return card(
    result(bot, turn, 'default', {
      title: turn.say.result.atThePortalTitle,
      text: sentence,
      links: [{ title: turn.say.offers['open-portal'], url: securityInfo }],
    }),
  );
}
