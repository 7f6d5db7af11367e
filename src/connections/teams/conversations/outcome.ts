import type { Outcome } from '../../../signInMethods/carryOut';
import { nextTime } from '../../../signInMethods/nextTime';
import type { Registration } from '../../../signInMethods/method';
import type { Wording } from '../../../wording/en';
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
  const { result: say, refused, offers } = turn.say;
  const actions = [{ title: say.seeMethods, data: { verb: 'methods.show' } }];
  switch (outcome.kind) {
    case 'done': {
      return result(bot, turn, 'good', {
        title: say.done,
        text: done,
        next: nextLine(outcome, turn.say),
        notice,
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

/** What is asked next time, where the change has to do with it: an address for password reset has not. */
function nextLine({ before, after }: Extract<Outcome, { kind: 'done' }>, say: Wording): string {
  const line = nextInWords(after, say);
  const sameDefault = before.preferences.preferred === after.preferences.preferred;
  return sameDefault && line === nextInWords(before, say) ? '' : line;
}

function nextInWords(registration: Registration, { methods, askedFor }: Wording): string {
  const next = nextTime(registration);
  if (next.kind === 'nothing-registered') return '';
  return next.kind === 'system-preferred'
    ? methods.systemPreferred(askedFor[next.asked])
    : methods.next(askedFor[next.asked]);
}
