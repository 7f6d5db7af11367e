import { z } from 'zod';
import { brokenRule, phoneOf } from '../../../signInMethods/change';
import { maskNumber } from '../../../signInMethods/masking';
import { phoneTypes, type Registration } from '../../../signInMethods/method';
import { countryChoices, readPhoneNumber } from '../../../signInMethods/phoneNumber';
import type { Person } from '../../../organisation/person';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { sendCode, type ContactChange } from './enterCode';
import { forOwnChanges } from './ownChanges';
import { atThePortal, isPortal } from './portal';
import { card, goneCard, inPlace } from './simple';

const sendVerb = 'phone.send';

interface Typed {
  readonly phoneType: string;
  readonly country: string;
  readonly number: string;
}

async function form(
  bot: Bot,
  turn: Turn,
  person: Person,
  { methods }: Registration,
  typed: Typed,
  error = '',
): Promise<Card> {
  const { phone: say } = turn.say;
  const types = phoneTypes.map((value) => {
    const existing = phoneOf(methods, value);
    const title = turn.say.phoneTypes[value];
    return {
      value,
      title: existing ? `${title} (${say.replaces(maskNumber(existing.number))})` : title,
    };
  });
  return bot.card('phoneForm', turn.language, {
    title: say.title,
    error,
    intro: say.intro,
    typeLabel: say.type,
    typeRequired: say.typeRequired,
    types,
    phoneType: typed.phoneType,
    countryLabel: say.country,
    countryRequired: say.countryRequired,
    countries: countryChoices(bot.profile.country, turn.language, bot.profile.countries),
    country: typed.country,
    numberLabel: say.number,
    numberRequired: say.numberRequired,
    placeholder: say.placeholder,
    number: typed.number,
    notice: say.smsEnd,
    submit: say.submit,
    state: await keepState(bot, turn, person, sendVerb, {}),
  });
}

function start(turn: Turn, bot: Bot): Promise<Answer> {
  if (isPortal(bot, 'add-phone') && isPortal(bot, 'replace-phone'))
    return Promise.resolve(card(atThePortal(bot, turn)));
  return forOwnChanges(turn, bot, async (person, found) => {
    const empty = { phoneType: 'mobile', country: bot.profile.country, number: '' };
    return card(await form(bot, turn, person, found, empty));
  });
}

const typedSchema = z
  .object({
    state: z.string().max(100),
    phoneType: z.enum(phoneTypes),
    country: z.string().max(10).default(''),
    number: z.string().max(200).default(''),
  })
  .strict();

async function send(turn: Turn, typed: z.infer<typeof typedSchema>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  if (!person || !(await stateOf(bot, turn, person, sendVerb, typed.state, z.object({}), 'spend')))
    return { replace: goneCard(bot, turn) };
  const answer = await forOwnChanges(turn, bot, async (_person, found) => {
    const again = async (error: string) => card(await form(bot, turn, person, found, typed, error));
    const read = readPhoneNumber(
      typed.number,
      typed.country,
      typed.phoneType,
      bot.profile.countries,
    );
    if (!read.ok) return again(turn.say.phoneReasons[read.reason]);
    const old = phoneOf(found.methods, typed.phoneType);
    const change: ContactChange = {
      phoneType: typed.phoneType,
      number: read.number.graph,
      ...(old ? { operation: 'replace-phone', replaces: old.number } : { operation: 'add-phone' }),
    };
    if (isPortal(bot, change.operation)) return card(atThePortal(bot, turn));
    const broken = brokenRule(change, found);
    if (broken) return again(turn.say.refused[broken]);
    const sent = await sendCode(bot, turn, person, change);
    return 'card' in sent ? card(sent.card) : again(sent.sentence);
  });
  return inPlace(answer);
}

export const addPhoneVerbs: Verbs = {
  'phone.start': verb(z.object({}).strict(), (turn, _data, bot) => start(turn, bot)),
  [sendVerb]: verb(typedSchema, send),
};
