import { z } from 'zod';
import { secondRule, waitsFor } from '../../../escalation/reentry/reentry';
import { reentryEntry } from '../../../escalation/reentry/reentryEntry';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { allowed, refuse, unlessTrouble } from './reentryAllowed';
import { factsOf, passCard } from './reentryCards';
import { card, goneCard } from './simple';

const minute = 60_000;

/** Shows a second agent what a colleague asks for, with a link that counts for this agent alone. */
async function review(turn: Turn, { ticket: id }: { ticket: string }, bot: Bot): Promise<Answer> {
  const may = await allowed(turn, bot, id);
  if ('no' in may) return may.no;
  const { agent, ticket, reentry: parts } = may;
  const waiting = await parts.store.waitingForSecond(ticket.id);
  if (!waitsFor(waiting, 'needs-second', bot.now())) return card(goneCard(bot, turn));
  const broken = secondRule(agent, waiting);
  if (broken) return refuse(turn, bot, broken, ticket);
  const approvalId = bot.newId();
  if (!(await parts.store.offer(waiting.id, agent, approvalId))) return card(goneCard(bot, turn));
  const { card: say } = turn.say.reentry;
  const asks = { title: say.asks, value: plain(waiting.agent.name) };
  return card(
    passCard(bot, turn.language, {
      title: say.approveTitle,
      text: say.approveText(Math.ceil((waiting.expiresAt - bot.now()) / minute)),
      facts: [asks, ...factsOf(bot, turn.language, waiting)],
      links: [{ title: say.approve, url: parts.approvalLink(approvalId) }],
      actions: [
        { title: say.decline, data: { verb: 'desk.tap.decline', of: { approval: approvalId } } },
      ],
    }),
  );
}

async function decline(turn: Turn, { approval }: { approval: string }, bot: Bot): Promise<Answer> {
  const waiting = await bot.reentry?.store.byApproval(approval);
  const { second } = waiting ?? {};
  if (!second || second.id !== turn.person?.id || second.tenantId !== turn.person.tenantId)
    return { replace: goneCard(bot, turn) };
  if (!waitsFor(waiting, 'needs-second', bot.now())) return { replace: goneCard(bot, turn) };
  const entry = reentryEntry(waiting, 'declined', bot, { by: second });
  await bot.reentry?.store.end(waiting.id, { outcome: 'declined', at: bot.now(), entry });
  bot.deliver();
  const { card: say } = turn.say.reentry;
  const content = { title: say.declined, text: say.declinedText };
  return { replace: passCard(bot, turn.language, content) };
}

const reference = z.string().max(100);

export const reentrySecondVerbs: Verbs = {
  'desk.tap.review': verb(z.object({ ticket: reference }).strict(), unlessTrouble(review)),
  'desk.tap.decline': verb(z.object({ approval: reference }).strict(), decline),
};
