import { z } from 'zod';
import { brokenRule, emailOf } from '../../../signInMethods/change';
import { readEmailAddress } from '../../../signInMethods/emailAddress';
import { maskAddress } from '../../../signInMethods/masking';
import type { Registration } from '../../../signInMethods/method';
import type { Person } from '../../../organisation/person';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { sendCode, type ContactChange } from './enterCode';
import { forOwnChanges } from './ownChanges';
import { atThePortal, isPortal } from './portal';
import { card, goneCard, inPlace } from './simple';

const sendVerb = 'email.send';

async function form(
  bot: Bot,
  turn: Turn,
  person: Person,
  { methods }: Registration,
  address: string,
  error = '',
): Promise<Card> {
  const { email: say } = turn.say;
  const existing = emailOf(methods);
  return bot.card('emailForm', turn.language, {
    title: say.title,
    error,
    intro: say.intro,
    replaces: existing ? say.replaces(plain(maskAddress(existing.address))) : '',
    addressLabel: say.address,
    addressRequired: say.addressRequired,
    placeholder: say.placeholder,
    address,
    submit: say.submit,
    state: await keepState(bot, turn, person, sendVerb, {}),
  });
}

function start(turn: Turn, bot: Bot): Promise<Answer> {
  if (isPortal(bot, 'add-email') && isPortal(bot, 'replace-email'))
    return Promise.resolve(card(atThePortal(bot, turn)));
  return forOwnChanges(turn, bot, async (person, found) =>
    card(await form(bot, turn, person, found, '')),
  );
}

const typedSchema = z
  .object({ state: z.string().max(100), address: z.string().max(1000).default('') })
  .strict();

async function send(turn: Turn, typed: z.infer<typeof typedSchema>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  if (!person || !(await stateOf(bot, turn, person, sendVerb, typed.state, z.object({}), 'spend')))
    return { replace: goneCard(bot, turn) };
  const answer = await forOwnChanges(turn, bot, async (_person, found, known) => {
    const again = async (error: string) =>
      card(await form(bot, turn, person, found, typed.address, error));
    const read = readEmailAddress(typed.address, bot.profile.mailDomains, known.address);
    if (!read.ok) return again(turn.say.emailReasons[read.reason]);
    const old = emailOf(found.methods);
    const change: ContactChange = {
      address: read.address,
      ...(old ? { operation: 'replace-email', replaces: old.address } : { operation: 'add-email' }),
    };
    if (isPortal(bot, change.operation)) return card(atThePortal(bot, turn));
    const broken = brokenRule(change, found);
    if (broken) return again(turn.say.refused[broken]);
    const sent = await sendCode(bot, turn, person, change);
    return 'card' in sent ? card(sent.card) : again(sent.sentence);
  });
  return inPlace(answer);
}

export const addEmailVerbs: Verbs = {
  'email.start': verb(z.object({}).strict(), (turn, _data, bot) => start(turn, bot)),
  [sendVerb]: verb(typedSchema, send),
};
