import type { Person } from '../../organisation/person';
import type { RefusedReason } from '../../signInMethods/carryOut';
import type { Change } from '../../signInMethods/change';
import { maskedTarget } from '../../signInMethods/entry';
import type { Bot, Turn } from './turn';

/** Writes down that a press was refused. @param verb one of ours; what else somebody sent is not repeated. */
export async function recordPress(
  bot: Bot,
  { person, conversation }: Turn,
  verb: string | undefined,
  reason: string,
): Promise<void> {
  if (!person) return;
  await bot.record.append({
    ...factsOf(bot, person),
    event: 'card',
    outcome: 'refused',
    reason,
    ...(verb === undefined ? {} : { operation: verb.replace(/\./g, '-') }),
    personal: { personId: person.id, conversation },
  });
}

/** Writes down whose methods were not shown or changed, and why. */
export async function recordRefusal(
  bot: Bot,
  person: Person,
  reason: RefusedReason,
  change?: Change,
): Promise<void> {
  const target = change && maskedTarget(change);
  await bot.record.append({
    ...factsOf(bot, person),
    event: 'change',
    outcome: 'refused',
    reason,
    ...(change ? { operation: change.operation } : {}),
    personal: { personId: person.id, ...(target ? { target } : {}) },
  });
}

/** Writes down what became of a one-time code. @param change what it was for; absent where a code came as words. */
export async function recordCode(
  bot: Bot,
  { conversation }: Turn,
  person: Person,
  outcome: 'sent' | 'refused' | 'wrong' | 'locked' | 'done',
  reason: string | undefined,
  change?: Change,
): Promise<void> {
  await bot.record.append({
    ...factsOf(bot, person),
    event: 'code',
    outcome,
    ...(reason === undefined ? {} : { reason }),
    ...(change ? { operation: change.operation } : {}),
    personal: {
      personId: person.id,
      conversation,
      ...(change ? { target: maskedTarget(change) } : {}),
    },
  });
}

function factsOf(bot: Bot, { tenantId }: Person) {
  return { id: bot.newId(), at: bot.now(), tenantId };
}
