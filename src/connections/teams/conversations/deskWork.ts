import { z } from 'zod';
import { happen } from '../../../escalation/desk';
import { deskRefusal, type DeskDeed } from '../../../escalation/ticketEntry';
import { resolutions, type Ticket } from '../../../escalation/ticket';
import { after, type TicketEvent } from '../../../escalation/ticketEvents';
import type { Person } from '../../../organisation/person';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { deskCard } from './desk';
import { isAtDesk, otherQueues } from './deskQueues';
import { card, text } from './simple';

type Deed = Extract<TicketEvent, { kind: DeskDeed }>;
type Agent = { readonly id: string; readonly name: string };

/** Who presses, once the directory has said that they are an agent; else what they read. It leaves a line in the record. */
export async function agentOf(
  turn: Turn,
  bot: Bot,
  deed: string,
  ticket?: Ticket,
): Promise<Person | undefined> {
  const { person } = turn;
  if (!person) return undefined;
  if (await turn.isAgent()) return person;
  await noteRefusal(bot, person, deed, 'not-an-agent', ticket);
  return undefined;
}

function noteRefusal(bot: Bot, who: Person, deed: string, reason: string, ticket?: Ticket) {
  const stamp = { id: bot.newId(), at: bot.now() };
  return bot.record.append(deskRefusal(who, deed, reason, ticket, stamp));
}

/** Whether only the desk reads what is answered. */
async function isBehindTheDesk(turn: Turn, bot: Bot): Promise<boolean> {
  return turn.inPrivate || isAtDesk(bot, turn.conversation);
}

/**
 * Carries out what an agent pressed. The role is asked of the directory at every press, never of the card.
 * @param first what goes before it, once the agent may work here at all.
 */
async function worked(
  turn: Turn,
  bot: Bot,
  id: string,
  kind: DeskDeed,
  event: (agent: Agent) => Deed,
  first?: (agent: Agent, ticket: Ticket) => Promise<void>,
): Promise<Answer> {
  const found = await bot.desk.tickets.find(id);
  const agent = await agentOf(turn, bot, kind, found);
  if (!agent) return text(turn.say.desk.notAnAgent);
  if (found?.tenantId !== agent.tenantId) {
    await noteRefusal(bot, agent, kind, 'not-found');
    return text(turn.say.ticket.notYours);
  }
  // The card comes back in the place of the pressed one: nobody else reads along, wherever that was copied to.
  if (!(await isBehindTheDesk(turn, bot))) {
    await noteRefusal(bot, agent, kind, 'not-at-the-desk', found);
    return text(turn.say.ticket.onlyInPrivate);
  }
  const deed = event({ id: agent.id, name: agent.name });
  await first?.(agent, found);
  const ticket = await happen(id, deed, bot.desk);
  if (ticket === undefined) return text(turn.say.ticket.notYours);
  if (typeof ticket === 'string') {
    await noteRefusal(bot, agent, kind, ticket, found);
    return text(turn.say.ticketRefusals[ticket]);
  }
  bot.deliver();
  return { replace: deskCard(bot, ticket, turn.inPrivate ? agent.id : undefined) };
}

/**
 * Only the desk lifts a freeze, by the ticket that it came from, and nobody their own. What is stopped goes on before the
 * ticket says so.
 */
function lift(turn: Turn, bot: Bot, id: string): Promise<Answer> {
  const event = (agent: Agent) => ({ kind: 'lift-freeze', agent }) as const;
  return worked(turn, bot, id, 'lift-freeze', event, async (agent, ticket) => {
    if (ticket.freeze !== 'on') return;
    if (typeof after(ticket, event(agent), bot.now()) === 'string') return;
    await bot.changes.freezes.lift({ tenantId: ticket.tenantId, id: ticket.personId }, agent.id, {
      id: bot.newId(),
      at: bot.now(),
      tenantId: ticket.tenantId,
      event: 'freeze',
      outcome: 'lifted',
      personal: { personId: ticket.personId, by: agent.id },
    });
  });
}

/** Hands a ticket over to another queue of this desk. */
async function handOver(
  turn: Turn,
  bot: Bot,
  { ticket: id, queue, note }: { ticket: string; queue: string; note: string },
): Promise<Answer> {
  const ticket = await bot.desk.tickets.find(id);
  const own = ticket?.tenantId === turn.person?.tenantId ? ticket : undefined;
  if (own && !otherQueues(bot, own).some((q) => q.value === queue)) {
    const agent = await agentOf(turn, bot, 'hand-over', own);
    if (!agent) return text(turn.say.desk.notAnAgent);
    await noteRefusal(bot, agent, 'hand-over', 'ticket-same-queue', own);
    return text(turn.say.ticketRefusals['ticket-same-queue']);
  }
  return worked(turn, bot, id, 'hand-over', (agent) => ({ kind: 'hand-over', agent, queue, note }));
}

const about = { ticket: z.string().max(100) };
const words = z.string().max(5000).default('');
const opened = z.object(about).strict();

/** What agents do, by the buttons of a ticket's card. */
export const deskVerbs: Verbs = {
  'desk.show': verb(opened, async (turn, data, bot) => {
    const ticket = await bot.desk.tickets.find(data.ticket);
    const agent = await agentOf(turn, bot, 'show', ticket);
    return shownTo(turn, bot, agent, ticket);
  }),
  'desk.take': verb(opened, (turn, data, bot) =>
    worked(turn, bot, data.ticket, 'take', (agent) => ({ kind: 'take', agent })),
  ),
  'desk.takeOver': verb(opened, (turn, data, bot) =>
    worked(turn, bot, data.ticket, 'take', (agent) => ({ kind: 'take', agent, over: true })),
  ),
  'desk.ask': verb(z.object({ ...about, replyText: words }).strict(), (turn, data, bot) =>
    worked(turn, bot, data.ticket, 'ask', (agent) => ({
      kind: 'ask',
      agent,
      text: data.replyText,
    })),
  ),
  'desk.resolve': verb(
    z
      .object({ ...about, resolution: z.enum(resolutions).default('other'), resolveText: words })
      .strict(),
    (turn, { ticket, resolution, resolveText }, bot) =>
      worked(turn, bot, ticket, 'resolve', (agent) => ({
        kind: 'resolve',
        agent,
        resolution,
        text: resolveText,
      })),
  ),
  'desk.handOver': verb(
    z.object({ ...about, queue: z.string().max(60), note: words }).strict(),
    (turn, data, bot) => handOver(turn, bot, data),
  ),
  'desk.freeze.lift': verb(opened, (turn, data, bot) => lift(turn, bot, data.ticket)),
  'desk.reopen': verb(opened, (turn, data, bot) =>
    worked(turn, bot, data.ticket, 'reopen', (agent) => ({
      kind: 'reopen',
      by: 'desk',
      name: agent.name,
      agent,
      text: '',
    })),
  ),
};

/** A ticket's card in an agent's own chat. */
export function shownTo(
  turn: Turn,
  bot: Bot,
  agent: Person | undefined,
  ticket: Ticket | undefined,
): Answer {
  if (!agent) return text(turn.say.desk.notAnAgent);
  if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
  if (ticket?.tenantId !== agent.tenantId) return text(turn.say.ticket.notYours);
  return card(deskCard(bot, ticket, agent.id));
}
