import type { Operation } from '../../../organisation/policy';
import type { Card } from '../cards';
import type { Bot, Turn } from '../turn';
import { result, securityInfo } from './simple';

/** Whether a change is made on Microsoft's page rather than here. */
export function isPortal(bot: Bot, operation: Operation): boolean {
  return bot.routes[operation] === 'portal';
}

/** A change that is not made in the chat: why, and the way to Microsoft's page. */
export function atThePortal(
  bot: Bot,
  turn: Turn,
  sentence: string = turn.say.refused['at-the-portal'],
): Card {
  return result(bot, turn, 'default', {
    title: turn.say.result.atThePortalTitle,
    text: sentence,
    links: [{ title: turn.say.offers['open-portal'], url: securityInfo }],
  });
}
