import { z } from 'zod';
import type { Change } from '../../../signInMethods/change';
import { defaultMethods, possibleDefaults, type Registration } from '../../../signInMethods/method';
import type { Person } from '../../../organisation/person';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { askToConfirm } from './confirm';
import { atThePortal } from './portal';
import { defaultInWords, notDone } from './methods';
import { forOwnChanges } from './ownChanges';
import { card, goneCard, inPlace } from './simple';

const changeVerb = 'default.change';

async function form(bot: Bot, turn: Turn, person: Person, found: Registration): Promise<Card> {
  const { changeDefault: say, defaults } = turn.say;
  return bot.card('chooseMethod', turn.language, {
    title: say.title,
    now: say.now(defaultInWords(found.preferences.preferred, turn.say)),
    id: 'to',
    verb: changeVerb,
    style: 'positive',
    label: say.label,
    required: say.required,
    choices: possibleDefaults(found.methods)
      .filter((d) => d !== found.preferences.preferred)
      .map((value) => ({ value, title: defaults[value] })),
    notice: found.preferences.systemPreferred ? say.systemPreferred : '',
    submit: say.submit,
    state: await keepState(bot, turn, person, changeVerb, {}),
  });
}

function start(turn: Turn, bot: Bot): Promise<Answer> {
  if (bot.routes['change-default'] === 'portal')
    return Promise.resolve(card(atThePortal(bot, turn)));
  return forOwnChanges(turn, bot, async (person, found) => {
    const others = possibleDefaults(found.methods).filter((d) => d !== found.preferences.preferred);
    if (others.length === 0) return notDone(bot, turn, turn.say.changeDefault.tooFew);
    return card(await form(bot, turn, person, found));
  });
}

const chosen = z.object({ state: z.string().max(100), to: z.enum(defaultMethods) }).strict();

export const changeDefaultVerbs: Verbs = {
  'default.start': verb(z.object({}).strict(), (turn, _data, bot) => start(turn, bot)),
  [changeVerb]: verb(chosen, async (turn, { state, to }, bot) => {
    const { person } = turn;
    const found =
      person && (await stateOf(bot, turn, person, changeVerb, state, z.object({}), 'spend'));
    if (!person || !found) return { replace: goneCard(bot, turn) };
    const change: Change = { operation: 'change-default', to };
    return inPlace(
      await forOwnChanges(turn, bot, async (own, registration) =>
        card(await askToConfirm(bot, turn, own, change, registration)),
      ),
    );
  }),
};
