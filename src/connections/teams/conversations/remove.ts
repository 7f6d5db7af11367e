import { z } from 'zod';
import type { Person } from '../../../organisation/person';
import type { Change } from '../../../signInMethods/change';
import type { Registration } from '../../../signInMethods/method';
import { removableHere, removalOf } from '../../../signInMethods/removal';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { askToConfirm } from './confirm';
import { methodInWords, notDone } from './methods';
import { forOwnChanges } from './ownChanges';
import { atThePortal } from './portal';
import { card, goneCard, inPlace } from './simple';

const chosenVerb = 'remove.chosen';

async function form(bot: Bot, turn: Turn, person: Person, found: Registration): Promise<Card> {
  const { change: say } = turn.say;
  const removable = removableHere(found.methods, bot.routes);
  const changes = removable.map(removalOf);
  return bot.card('chooseMethod', turn.language, {
    title: say.removeTitle,
    now: '',
    id: 'which',
    label: say.removeLabel,
    required: say.removeRequired,
    choices: removable.map((m, i) => ({ value: String(i), title: methodInWords(m, turn.say) })),
    submit: say.removeNext,
    verb: chosenVerb,
    style: 'default',
    state: await keepState(bot, turn, person, chosenVerb, { changes }),
  });
}

function start(turn: Turn, bot: Bot): Promise<Answer> {
  return forOwnChanges(turn, bot, async (person, found) => {
    if (removableHere(found.methods, bot.routes).length > 0)
      return card(await form(bot, turn, person, found));
    return found.methods.some((m) => removalOf(m))
      ? card(atThePortal(bot, turn))
      : notDone(bot, turn, turn.say.change.removeNone);
  });
}

const chosenSchema = z
  .object({ state: z.string().max(100), which: z.string().regex(/^\d{1,3}$/) })
  .strict();
/** The changes as `removalOf` made them; the card carries no more than a number. */
const keptSchema = z.object({ changes: z.array(z.custom<Change>()) });

async function chosen(
  turn: Turn,
  { state, which }: z.infer<typeof chosenSchema>,
  bot: Bot,
): Promise<Answer> {
  const { person } = turn;
  const kept = person && (await stateOf(bot, turn, person, chosenVerb, state, keptSchema, 'spend'));
  const change = kept?.changes[Number(which)];
  if (!change) return { replace: goneCard(bot, turn) };
  return inPlace(
    await forOwnChanges(turn, bot, async (own, found) =>
      card(await askToConfirm(bot, turn, own, change, found)),
    ),
  );
}

export const removeVerbs: Verbs = {
  'remove.start': verb(z.object({}).strict(), (turn, _data, bot) => start(turn, bot)),
  [chosenVerb]: verb(chosenSchema, chosen),
};
