import { accountRule, isInRole } from '../../../escalation/reentry/issuePass';
import { agentRule, personOf, type ReentryReason } from '../../../escalation/reentry/reentry';
import { refusedEntry } from '../../../escalation/reentry/reentryEntry';
import type { Ticket } from '../../../escalation/ticket';
import type { Person } from '../../../organisation/person';
import { isTrouble } from '../../../signInMethods/carryOut';
import type { Answer, Bot, ReentryBot, Turn } from '../turn';
import { text } from './simple';

/** An agent who may do this, and what it is about. */
export interface Allowed {
  readonly agent: Person;
  readonly ticket: Ticket;
  readonly reentry: ReentryBot;
}

/** Says no, and writes it down. */
export async function refuse(
  turn: Turn,
  bot: Bot,
  reason: ReentryReason,
  ticket?: Ticket,
): Promise<Answer> {
  if (turn.person) await bot.record.append(refusedEntry(turn.person, ticket, reason, bot));
  return text(turn.say.reentry.reasons[reason]);
}

/**
 * What holds for every press of an agent here: the role, asked of the directory each time; the private chat; and a ticket
 * of the agent's own tenant.
 */
export async function allowed(turn: Turn, bot: Bot, id: string): Promise<Allowed | { no: Answer }> {
  const { person: agent } = turn;
  const { reentry } = bot;
  if (!agent) return { no: text(turn.say.desk.notAnAgent) };
  if (!reentry?.settings) return { no: await refuse(turn, bot, 'switched-off') };
  const found = await bot.desk.tickets.find(id);
  const ticket = found?.tenantId === agent.tenantId ? found : undefined;
  if (!(await turn.isAgent()) || !(await isInRole(agent, reentry)))
    return { no: await refuse(turn, bot, 'not-in-role', ticket) };
  if (!turn.inPrivate) return { no: await refuse(turn, bot, 'not-in-private', ticket) };
  if (!ticket) return { no: text(turn.say.ticket.notYours) };
  return { agent, ticket, reentry };
}

/** The same for who issues: the assignee, and never for themselves. */
export async function allowedToIssue(
  turn: Turn,
  bot: Bot,
  id: string,
): Promise<Allowed | { no: Answer }> {
  const who = await allowed(turn, bot, id);
  if ('no' in who) return who;
  const { agent, ticket, reentry } = who;
  const broken = agentRule(agent, ticket) ?? (await accountRule(personOf(ticket), reentry));
  return broken ? { no: await refuse(turn, bot, broken, ticket) } : who;
}

/** The same, with a kind word where the directory cannot say what has to be known first. */
export function unlessTrouble<D>(
  run: (turn: Turn, data: D, bot: Bot) => Promise<Answer>,
): (turn: Turn, data: D, bot: Bot) => Promise<Answer> {
  return async (turn, data, bot) => {
    try {
      return await run(turn, data, bot);
    } catch (error) {
      if (isTrouble(error)) return text(turn.say.methods.unreachable);
      throw error;
    }
  };
}
