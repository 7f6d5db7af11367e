import type { Pass } from '../../escalation/reentry/issuePass';
import type { Reentry } from '../../escalation/reentry/reentry';
import { agentCard, passCard, shownPass, valueCard } from './conversations/reentryCards';
import { personPlace } from './conversations/ticketCard';
import { placeOf, show, updated, type Proactive } from './notify';
import type { Bot } from './turn';

/** Shows on the agent's card what became of a pass, never the pass. It also takes away what was shown. */
export function passDeliverer(bot: Bot, teams: Proactive): (id: string) => Promise<void> {
  return async (id) => {
    const reentry = await bot.reentry?.store.find(id);
    if (!reentry) return;
    const { agent } = reentry;
    const place = personPlace(agent.tenantId, agent.id);
    await show(bot, teams, place, shownPass(id), agentCard(bot, reentry));
  };
}

/** Tells the person in one line that a pass was issued: they must act, or say that it was not them who asked. */
export function passLineDeliverer(bot: Bot, teams: Proactive): (id: string) => Promise<void> {
  return async (id) => {
    const reentry = await bot.reentry?.store.find(id);
    const ticket = reentry && (await bot.desk.tickets.find(reentry.ticketId));
    if (!ticket) return;
    const place = personPlace(ticket.tenantId, ticket.personId);
    const line = bot.wordings[ticket.language].reentry.person.line(ticket.number);
    await teams.post(await placeOf(bot, place), { text: line });
  };
}

/**
 * Puts a pass in the place of the agent's card, in their own chat. Where a new card is needed, it is posted without the
 * pass first: what can be taken away again is known before the pass is shown. @throws when it was not shown
 */
export async function showPass(
  bot: Bot,
  teams: Proactive,
  reentry: Reentry,
  pass: Pass,
): Promise<void> {
  const { agent, id, language } = reentry;
  const place = personPlace(agent.tenantId, agent.id);
  const reference = await placeOf(bot, place);
  const value = valueCard(bot, reentry, pass);
  const earlier = await bot.kept.shown(shownPass(id));
  if (earlier && (await updated(teams, reference, earlier.activityId, value))) return;
  const { passTitle: title, passOnce } = bot.wordings[language].reentry.card;
  const posted = await teams.post(reference, {
    card: passCard(bot, language, { title, text: passOnce }),
  });
  if (!posted) throw new Error('Teams did not say where the card of a pass stands');
  await bot.kept.keepShown(shownPass(id), place, posted);
  await teams.update(reference, posted, value);
}
