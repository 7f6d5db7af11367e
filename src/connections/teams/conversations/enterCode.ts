import { z } from 'zod';
import { checkCode, contactDigest, issueCode, type CodeReason } from '../../../proof/oneTimeCode';
import { phoneTypes } from '../../../signInMethods/method';
import { proofWithinMs } from '../../../signInMethods/pendingChange';
import { shownNumber } from '../../../signInMethods/phoneNumber';
import { inLanguage } from '../../../organisation/language';
import type { Person } from '../../../organisation/person';
import { willHappen } from '../../../wording/change';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { recordCode } from '../recorded';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { askToConfirm } from './confirm';
import { forOwnChanges } from './ownChanges';
import { card, goneCard, inPlace, result } from './simple';

/** A change that waits for its code: kept as it will be written. */
const pendingSchema = z.object({
  change: z.discriminatedUnion('operation', [
    z.object({
      operation: z.literal('add-phone'),
      phoneType: z.enum(phoneTypes),
      number: z.string(),
    }),
    z.object({
      operation: z.literal('replace-phone'),
      phoneType: z.enum(phoneTypes),
      number: z.string(),
      replaces: z.string(),
    }),
    z.object({ operation: z.literal('add-email'), address: z.string() }),
    z.object({
      operation: z.literal('replace-email'),
      address: z.string(),
      replaces: z.string(),
    }),
  ]),
  challengeId: z.string(),
});

type Pending = z.infer<typeof pendingSchema>;
export type ContactChange = Pending['change'];

const stateName = 'code';

function targetOf(change: ContactChange): string {
  return 'number' in change ? change.number : change.address;
}

/** Whether somebody else has proven this number or address to be theirs, and the organisation lets none be shared. */
async function isTakenByOther(person: Person, target: string, bot: Bot): Promise<boolean> {
  if (bot.sharedContacts) return false;
  return bot.contacts.isOfAnother(person, contactDigest(person, target, bot.codes.key), bot.now());
}

/** Why a code was not sent, as a sentence; or the card that asks for it. */
export async function sendCode(
  bot: Bot,
  turn: Turn,
  person: Person,
  change: ContactChange,
): Promise<{ card: Card } | { sentence: string }> {
  const target = targetOf(change);
  const issued = await issueCode(person, change.operation, target, bot.codes);
  const record = (outcome: 'sent' | 'refused' | 'locked', reason?: string) =>
    recordCode(bot, turn, person, outcome, reason, change);
  if (issued.kind === 'wait') {
    await record('refused', 'too-many-codes');
    return { sentence: turn.say.code.wait(issued.seconds) };
  }
  if (issued.kind === 'locked') {
    await record('locked', 'code-locked');
    return { sentence: turn.say.codeReasons['code-locked'] };
  }
  // Asked after the code was counted, and answered like a code that could not be sent: nobody learns whose it is.
  const isTaken = await isTakenByOther(person, target, bot);
  const sent = isTaken ? 'failed' : await send(bot, turn, target, issued.code);
  if (sent === 'failed') {
    await record('refused', isTaken ? 'contact-of-another' : 'not-delivered');
    return { sentence: turn.say.code.notSent };
  }
  await record('sent');
  const pending: Pending = { change, challengeId: issued.challengeId };
  const state = await keepState(bot, turn, person, stateName, pending);
  return { card: codeCard(bot, turn, pending, state) };
}

function send(bot: Bot, turn: Turn, target: string, code: string): Promise<'sent' | 'failed'> {
  const organisation = inLanguage(bot.profile.name, turn.language);
  return bot.codeDelivery.send(target, turn.say.code.message(code, organisation));
}

function codeCard(bot: Bot, turn: Turn, pending: Pending, state: string, error = ''): Card {
  const { code: say } = turn.say;
  const kind = 'number' in pending.change ? 'phone' : 'email';
  return bot.card('enterCode', turn.language, {
    title: say.title,
    error,
    sentTo: say.sentTo(plain(shownTarget(pending.change))),
    willDoTitle: say.willDo,
    willDo: plain(willHappen(pending.change, turn.say)),
    label: say.label,
    required: say.required,
    submit: say.submit,
    again: say.again,
    cancel: say.cancel,
    state,
    links: bot.codeDelivery.inbox
      ? [{ title: say.openInbox[kind], url: bot.codeDelivery.inbox }]
      : [],
  });
}

function shownTarget(change: ContactChange): string {
  return 'number' in change ? shownNumber(change.number) : change.address;
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
  if (checked !== 'right') {
    const outcome = checked === 'code-locked' ? 'locked' : 'wrong';
    await recordCode(bot, turn, person, outcome, checked, pending.change);
    return { replace: codeCard(bot, turn, pending, data.state, refusal(checked, turn)) };
  }
  await recordCode(bot, turn, person, 'done', undefined, pending.change);
  const digest = contactDigest(person, target, bot.codes.key);
  await bot.contacts.keep(person, digest, bot.now() + proofWithinMs);
  if (!(await read('spend'))) return { replace: goneCard(bot, turn) };
  const answer = await forOwnChanges(turn, bot, async (own, found) =>
    card(await askToConfirm(bot, turn, own, pending.change, found)),
  );
  return inPlace(answer);
}

function refusal(reason: CodeReason, turn: Turn): string {
  return turn.say.codeReasons[reason];
}

async function again(turn: Turn, data: z.infer<typeof referred>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const pending =
    person && (await stateOf(bot, turn, person, stateName, data.state, pendingSchema, 'read'));
  if (!person || !pending) return { replace: goneCard(bot, turn) };
  return inPlace(
    await forOwnChanges(turn, bot, async (own) => {
      const sent = await sendCode(bot, turn, own, pending.change);
      return card(
        'card' in sent ? sent.card : codeCard(bot, turn, pending, data.state, sent.sentence),
      );
    }),
  );
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
