import type { Bot } from '../connections/teams/turn';
import type { RefusalReason } from '../connections/web/door';
import { onceAMinute } from '../connections/web/limits';
import type { Parts } from './parts';

/** Refusals at the door go to the log and, once a minute for each reason, to the record of the tenant that is served. */
export function refusalRecorder({ log, web: { tenants } }: Pick<Parts, 'log' | 'web'>, bot: Bot) {
  const mayRecord = onceAMinute(bot.now);
  return async (reason: RefusalReason): Promise<void> => {
    if (!mayRecord(reason)) return;
    log.warn({ reason }, 'an activity was refused at the door');
    const tenantId = tenants?.[0];
    if (tenantId === undefined) return;
    const facts = { event: 'door', outcome: 'refused', reason } as const;
    try {
      await bot.record.append({ id: bot.newId(), at: bot.now(), tenantId, ...facts, personal: {} });
    } catch (error) {
      log.error({ err: error }, 'a refusal at the door could not be recorded');
    }
  };
}
