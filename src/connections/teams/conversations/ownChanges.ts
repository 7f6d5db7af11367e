import { barredFromChanges } from '../../../signInMethods/carryOut';
import type { DirectoryPerson } from '../../../signInMethods/directory';
import type { Registration } from '../../../signInMethods/method';
import type { Person } from '../../../organisation/person';
import { recordRefusal } from '../recorded';
import type { Answer, Bot, Turn } from '../turn';
import { forOwnMethods, notDone } from './methods';
import { atThePortal } from './portal';
import { card } from './simple';

/**
 * Runs something that leads to a change of own methods. An account that is not changed from the chat, ever or for now,
 * hears so before a form is shown or a code is sent: a form that comes back is asked about again.
 */
export function forOwnChanges(
  turn: Turn,
  bot: Bot,
  then: (person: Person, registration: Registration, known: DirectoryPerson) => Promise<Answer>,
): Promise<Answer> {
  return forOwnMethods(turn, bot, async (person, registration, known) => {
    const reason =
      (await bot.changes.held(person)) ?? (await barredFromChanges(person, bot.directory));
    if (reason === undefined) return then(person, registration, known);
    await recordRefusal(bot, person, reason);
    const sentence = turn.say.refused[reason];
    return reason === 'privileged'
      ? card(atThePortal(bot, turn, sentence))
      : notDone(bot, turn, sentence);
  });
}
