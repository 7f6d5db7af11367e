import { z } from 'zod';
import { checkCode, issueCode, type CodeReason } from '../../../proof/oneTimeCode';
import { barredFromChanges, carryOut } from '../../../signInMethods/carryOut';
import type { Change } from '../../../signInMethods/change';
import { maskAddress, maskNumber } from '../../../signInMethods/masking';
import { phoneTypes } from '../../../signInMethods/method';
import { inLanguage } from '../../../organisation/language';
import type { Person } from '../../../organisation/person';
import type { Wording } from '../../../wording/en';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { outcomeCard } from './outcome';
import { goneCard, result } from './simple';

/** A change that waits for its code. `shown` is the new value as the person reads it, `old` the masked value it replaces. */
const pendingSchema = z.object({
  change: z.discriminatedUnion('operation', [
    z.object({
      operation: z.literal('add-phone'),
      phoneType: z.enum(phoneTypes),
      number: z.string(),
      replaces: z.string().optional(),
    }),
    z.object({
      operation: z.literal('add-email'),
      address: z.string(),
      replaces: z.string().optional(),
    }),
  ]),
  shown: z.string(),
  old: z.string(),
  challengeId: z.string(),
});

type Pending = z.infer<typeof pendingSchema>;
export type ContactChange = Pending['change'];

const stateName = 'code';

function targetOf(change: ContactChange): string {
  return change.operation === 'add-phone' ? change.number : change.address;
}

/** Why a code was not sent, as a sentence; or the card that asks for it. */
export async function sendCode(
  bot: Bot,
  turn: Turn,
  person: Person,
  wish: Omit<Pending, 'challengeId'>,
): Promise<{ card: Card } | { sentence: string }> {
  const target = targetOf(wish.change);
  const issued = await issueCode(person, wish.change.operation, target, bot.codes);
  if (issued.kind === 'wait') return { sentence: turn.say.code.wait(issued.seconds) };
  if (issued.kind === 'locked') return { sentence: turn.say.codeReasons['code-locked'] };
  const organisation = inLanguage(bot.profile.name, turn.language);
  const sent = await bot.codeDelivery.send(
    target,
    turn.say.code.message(issued.code, organisation),
  );
  if (sent === 'failed') return { sentence: turn.say.code.notSent };
  const pending: Pending = { ...wish, challengeId: issued.challengeId };
  const state = await keepState(bot, turn, person, stateName, pending);
  return { card: codeCard(bot, turn, pending, state) };
}

function codeCard(bot: Bot, turn: Turn, pending: Pending, state: string, error = ''): Card {
  const { code: say } = turn.say;
  return bot.card('enterCode', turn.language, {
    title: say.title,
    error,
    sentTo: say.sentTo(plain(pending.shown)),
    willDoTitle: say.willDo,
    willDo: willDo(pending, turn.say),
    label: say.label,
    required: say.required,
    submit: say.submit,
    again: say.again,
    cancel: say.cancel,
    state,
    links: bot.codeDelivery.inbox
      ? [{ title: say.openInbox[pending.change.operation], url: bot.codeDelivery.inbox }]
      : [],
  });
}

/** Exactly what will be written, from the stored change itself. */
function willDo({ change, shown, old }: Pending, { code, phoneTypes: types }: Wording): string {
  const target = plain(shown);
  if (change.operation === 'add-email')
    return old ? code.replaceEmail(target, plain(old)) : code.addEmail(target);
  const type = types[change.phoneType];
  return old ? code.replacePhone(target, type, plain(old)) : code.addPhone(target, type);
}

const confirmed = z.object({ state: z.string().max(100), code: z.string().max(100) }).strict();
const referred = z.object({ state: z.string().max(100) }).strict();

async function confirm(turn: Turn, data: z.infer<typeof confirmed>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const read = (use: 'read' | 'spend') =>
    person && stateOf(bot, turn, person, stateName, data.state, pendingSchema, use);
  const pending = await read('read');
  if (!person || !pending) return { replace: goneCard(bot, turn) };
  const target = targetOf(pending.change);
  const checked = await checkCode(person, pending.challengeId, target, data.code, bot.codes);
  if (checked !== 'right')
    return { replace: codeCard(bot, turn, pending, data.state, refusal(checked, turn)) };
  if (!(await read('spend'))) return { replace: goneCard(bot, turn) };
  const outcome = await carryOut(person, pending.change, bot.directory, bot.routes);
  return {
    replace: outcomeCard(
      bot,
      turn,
      outcome,
      doneLine(pending, turn.say),
      notice(pending.change, turn),
    ),
  };
}

function refusal(reason: CodeReason, turn: Turn): string {
  return turn.say.codeReasons[reason];
}

function doneLine({ change, old }: Pending, say: Wording): string {
  if (change.operation === 'add-email') {
    const masked = plain(maskAddress(change.address));
    return old ? say.email.replaced(masked) : say.email.added(masked);
  }
  const masked = maskNumber(change.number);
  return old ? say.phone.replaced(masked) : say.phone.added(masked);
}

function notice(change: Change, turn: Turn): string {
  return change.operation === 'add-phone' ? turn.say.phone.smsEnd : '';
}

async function again(turn: Turn, data: z.infer<typeof referred>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const pending =
    person && (await stateOf(bot, turn, person, stateName, data.state, pendingSchema, 'read'));
  if (!person || !pending) return { replace: goneCard(bot, turn) };
  const barred = await barredFromChanges(person, bot.directory);
  if (barred) return { replace: outcomeCard(bot, turn, { kind: 'refused', reason: barred }, '') };
  const sent = await sendCode(bot, turn, person, pending);
  if ('card' in sent) return { replace: sent.card };
  return { replace: codeCard(bot, turn, pending, data.state, sent.sentence) };
}

async function cancel(turn: Turn, data: z.infer<typeof referred>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const spent =
    person && (await stateOf(bot, turn, person, stateName, data.state, pendingSchema, 'spend'));
  if (!spent) return { replace: goneCard(bot, turn) };
  const { result: say, code } = turn.say;
  const actions = [{ title: say.seeMethods, data: { verb: 'methods.show' } }];
  return {
    replace: result(bot, turn, 'default', { title: say.notDone, text: code.cancelled, actions }),
  };
}

export const codeVerbs: Verbs = {
  'code.confirm': verb(confirmed, confirm),
  'code.again': verb(referred, again),
  'code.cancel': verb(referred, cancel),
};
