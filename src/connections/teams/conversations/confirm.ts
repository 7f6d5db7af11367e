import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../../../organisation/person';
import { barredFromChanges, type Outcome } from '../../../signInMethods/carryOut';
import { brokenRule, type Change } from '../../../signInMethods/change';
import { entryOf } from '../../../signInMethods/entry';
import type { Registration } from '../../../signInMethods/method';
import { nextTime } from '../../../signInMethods/nextTime';
import { proofWithinMs, type PendingChange } from '../../../signInMethods/pendingChange';
import type { Wording } from '../../../wording/en';
import { receiptText } from '../../../wording/receipt';
import { hasHappened, mindAfter, willHappen } from '../../../wording/change';
import type { Card } from '../cards';
import { keepState, stateOf } from '../cardState';
import { recordRefusal } from '../recorded';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { atThePortal } from './portal';
import { goneCard, result, securityInfo, type Speaker } from './simple';

const cancelVerb = 'change.cancel';
const minute = 60_000;

/** The name under which it is kept where the card of a change stands. */
export const shownChange = (id: string) => `change/${id}`;

/**
 * Shows a change once more, exactly as it will be written, with the way to the sign-in that proves it. What would be
 * refused at the write is said here already.
 */
export async function askToConfirm(
  bot: Bot,
  turn: Turn,
  person: Person,
  change: Change,
  found: Registration,
): Promise<Card> {
  const route = bot.routes[change.operation];
  if (route === 'portal') return atThePortal(bot, turn);
  const refusal = await refusalOf(bot, person, change, found);
  if (refusal) {
    await recordRefusal(bot, person, refusal, change);
    return refusedCard(bot, turn, refusal);
  }
  const now = bot.now();
  const pending: PendingChange = {
    id: bot.newId(),
    person,
    change,
    route,
    language: turn.language,
    requestId: randomUUID(),
    state: 'needs-proof',
    createdAt: now,
    expiresAt: now + proofWithinMs,
    proof: undefined,
    before: undefined,
    after: undefined,
    endedAt: undefined,
    outcome: undefined,
  };
  await bot.changes.store.open(pending, entryOf(pending, 'change', 'started', bot));
  if (turn.cardActivity)
    await bot.kept.keepShown(shownChange(pending.id), turn.conversation, turn.cardActivity);
  return confirmCard(bot, turn, person, pending);
}

async function refusalOf(bot: Bot, person: Person, change: Change, found: Registration) {
  return (
    (await bot.changes.held(person)) ??
    (await barredFromChanges(person, bot.directory)) ??
    brokenRule(change, found)
  );
}

async function confirmCard(
  bot: Bot,
  turn: Turn,
  person: Person,
  { id, change, route }: PendingChange,
): Promise<Card> {
  const { change: say, code } = turn.say;
  return bot.card('confirm', turn.language, {
    title: say.confirmTitle,
    willDoTitle: code.willDo,
    willDo: plain(willHappen(change, turn.say)),
    text: say.confirmText(proofWithinMs / minute),
    route: say.route[route],
    cancel: say.cancel,
    state: await keepState(bot, turn, person, cancelVerb, { id }),
    links: [{ title: say.signIn, url: bot.changes.link(id) }],
  });
}

/** What the card of an ended change says, from then on. */
export function endedCard(bot: Bot, pending: PendingChange): Card {
  const turn = { language: pending.language, say: bot.wordings[pending.language] };
  if (pending.outcome === 'cancelled') return cancelledCard(bot, turn);
  if (pending.outcome !== 'done')
    return refusedCard(bot, turn, (pending.outcome ?? 'spent') as RefusedReason);
  return result(bot, turn, 'good', {
    title: turn.say.result.done,
    text: plain(hasHappened(pending.change, turn.say)),
    next: nextLine(pending, turn.say),
    notice: mindAfter(pending.change, turn.say),
    actions: [{ title: turn.say.result.seeMethods, data: { verb: 'methods.show' } }],
  });
}

/** What is asked next time, where the change has to do with it: an address for password reset has not. */
function nextLine({ before, after }: PendingChange, say: Wording): string {
  if (!before || !after) return '';
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

type RefusedReason = Extract<Outcome, { kind: 'refused' }>['reason'];

/** Why a change was not made, with the next step. */
export function refusedCard(bot: Bot, turn: Speaker, reason: RefusedReason): Card {
  const { result: say, refused, offers } = turn.say;
  const desk = { title: offers['contact-desk'], data: { verb: 'contact.show' } };
  const own = { title: say.seeMethods, data: { verb: 'methods.show' } };
  const stuck = { title: turn.say.guide.didNotHelp, data: { verb: 'guide.stuck' } };
  return result(bot, turn, 'warning', {
    title: say.notDone,
    text: refused[reason],
    actions: ['frozen', 'paused', 'disabled', 'unknown-person'].includes(reason)
      ? [desk]
      : [own, stuck],
    links: reason === 'frozen' ? [] : [{ title: offers['open-portal'], url: securityInfo }],
  });
}

function cancelledCard(bot: Bot, turn: Speaker): Card {
  const { result: say, code } = turn.say;
  const actions = [{ title: say.seeMethods, data: { verb: 'methods.show' } }];
  return result(bot, turn, 'default', { title: say.notDone, text: code.cancelled, actions });
}

/** What was changed and when, how to undo it, and the way out for whom it was not. */
export function receiptCard(bot: Bot, pending: PendingChange, notMe: string): Card {
  const say = bot.wordings[pending.language];
  return result(bot, { language: pending.language, say }, 'default', {
    title: say.receipt.title,
    text: plain(receiptText(pending, say)),
    next: say.receipt.notMeHere,
    links: [
      { title: say.receipt.notMeButton, url: notMe },
      { title: say.offers['open-portal'], url: securityInfo },
    ],
  });
}

async function cancel(turn: Turn, { state }: { state: string }, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const schema = z.object({ id: z.string() });
  const kept = person && (await stateOf(bot, turn, person, cancelVerb, state, schema, 'spend'));
  const pending = kept && (await bot.changes.store.find(kept.id));
  if (!pending) return { replace: goneCard(bot, turn) };
  const entry = entryOf(pending, 'change', 'cancelled', bot);
  const cancelled = await bot.changes.store.cancel(pending.id, bot.now(), entry);
  return { replace: cancelled ? cancelledCard(bot, turn) : goneCard(bot, turn) };
}

export const confirmVerbs: Verbs = {
  [cancelVerb]: verb(z.object({ state: z.string().max(100) }).strict(), cancel),
};
