import type { Outcome } from '../../../signInMethods/carryOut';
import { nextTime } from '../../../signInMethods/nextTime';
import type { Card } from '../cards';
import type { Bot, Turn } from '../turn';
import { result, securityInfo } from './simple';

/** How a change ended, in a true sentence, with the next step. */
export function outcomeCard(
  bot: Bot,
  turn: Turn,
  outcome: Outcome,
  done: string,
  notice = '',
): Card {
  const { result: say, refused, methods, offers, askedFor } = turn.say;
  const actions = [{ title: say.seeMethods, data: { verb: 'methods.show' } }];
  switch (outcome.kind) {
    case 'done': {
      const next = nextTime(outcome.after);
      const nextLine =
        next.kind === 'system-preferred'
          ? methods.systemPreferred(askedFor[next.asked])
          : next.kind === 'nothing-registered'
            ? ''
            : methods.next(askedFor[next.asked]);
      return result(bot, turn, 'good', {
        title: say.done,
        text: done,
        hint: '',
        notice: notice || nextLine,
        actions,
      });
    }
    case 'refused':
      return result(bot, turn, 'warning', {
        title: say.notDone,
        text: refused[outcome.reason],
        actions,
        links: [{ title: offers['open-portal'], url: securityInfo }],
      });
    case 'unclear':
      return result(bot, turn, 'attention', { title: say.unclear, text: say.unclearText, actions });
  }
}
