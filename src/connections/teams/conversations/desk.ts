import { z } from 'zod';
import { happen } from '../../../escalation/desk';
import { after, isUrgent, type Ticket, type TicketEvent } from '../../../escalation/ticket';
import { inLanguage } from '../../../organisation/language';
import type { Card } from '../cards';
import { recordDeskRefusal } from '../recorded';
import { plain, quoted } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { reentryOnDesk } from './reentryCards';
import { card, choices, text } from './simple';
import { entryLine } from './tickets';
import { saidBy, stateForDesk, typedRows, whoIsMeant } from './unverified';

export const deskPlace = 'desk';
export const shownToDesk = (ticketId: string) => `desk/${ticketId}`;

/**
 * The desk's view of a ticket, in the desk's own language: who, what, what was proven and what was not.
 * @param inPrivate in an agent's own chat, where more can be pressed than in the channel.
 */
export function deskCard(bot: Bot, ticket: Ticket, inPrivate = false): Card {
  const language = bot.profile.languages[0] ?? 'en';
  const say = bot.wordings[language].desk;
  const urgent = isUrgent(ticket);
  const working = ticket.state === 'taken' || ticket.state === 'waiting';
  return bot.card('deskTicket', language, {
    ticket: ticket.id,
    style: ticket.state === 'resolved' ? 'good' : urgent ? 'attention' : 'accent',
    title: say.title(ticket.number, bot.wordings[language].ticketKinds[ticket.kind]),
    urgent: urgent ? say.urgent : '',
    facts: facts(ticket, say),
    whatTitle: say.what,
    what: quoted(ticket.what) || '—',
    methodsTitle: say.methods,
    methods: (ticket.methods.length > 0 ? ticket.methods : [say.noMethods]).map((m) => ({
      text: m,
    })),
    provenTitle: say.proven,
    proven: say.provenText[ticket.provenBy],
    frozen: ticket.freeze === 'on' ? say.frozen : ticket.freeze === 'lifted' ? say.lifted : '',
    canLift: ticket.freeze === 'on' && working,
    lift: say.lift,
    noCodes: say.noCodes,
    threadTitle: bot.wordings[language].ticket.thread,
    thread: ticket.thread.map((e) => entryLine(e, saidBy(e, say), language)),
    ...reentryOnDesk(bot, ticket, language, inPrivate),
    canTake: ticket.state === 'open',
    canWork: working,
    canAsk: working && ticket.personId !== '',
    canReopen: ticket.state === 'resolved',
    take: say.take,
    reply: say.reply,
    replyLabel: say.replyLabel,
    resolve: say.resolve,
    resolveLabel: say.resolveLabel,
    textRequired: say.textRequired,
    send: say.send,
    reopen: say.reopen,
  });
}

function facts(ticket: Ticket, say: Bot['wordings']['en']['desk']) {
  const rows: [string, string | undefined][] = [
    [say.who, whoIsMeant(ticket, say)],
    ...typedRows(ticket, say),
    [say.address, ticket.address === undefined ? undefined : plain(ticket.address)],
    [say.since, plain(ticket.since)],
    [say.reach, plain(ticket.reach)],
    [say.urgency, isUrgent(ticket) ? say.urgent : say.normal],
    [say.state, stateForDesk(ticket, say)],
    [say.assignee, ticket.assignee ? plain(ticket.assignee.name) : say.nobody],
  ];
  return rows.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

/** The open tickets, for an agent. */
export async function openTickets(bot: Bot, turn: Turn): Promise<Answer> {
  if (!turn.person || !(await turn.isAgent())) return text(turn.say.desk.notAnAgent);
  if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
  const tickets = await bot.desk.tickets.unresolved(turn.person.tenantId);
  if (tickets.length === 0) return text(turn.say.desk.listNone);
  const { desk, ticketKinds } = turn.say;
  const line = (t: Ticket) =>
    `${t.number} · ${ticketKinds[t.kind]} · ${t.personName} · ${desk.states[t.state]}`;
  const urgentFirst = [...tickets].sort((a, b) => Number(isUrgent(b)) - Number(isUrgent(a)));
  return card(
    choices(bot, turn, {
      title: desk.listTitle,
      hint: plain(inLanguage(bot.profile.desk.name, turn.language)),
      actions: urgentFirst
        .slice(0, 6)
        .map((t) => ({ title: line(t), data: { verb: 'desk.show', ticket: t.id } })),
    }),
  );
}

/** Carries out what an agent pressed. The role is asked of the directory at every press, never of the card. */
async function worked(
  turn: Turn,
  bot: Bot,
  id: string,
  event: (agent: { id: string; name: string }) => TicketEvent,
): Promise<Answer> {
  const { person } = turn;
  if (!person || !(await turn.isAgent())) return notAnAgent(turn, bot);
  const found = await bot.desk.tickets.find(id);
  if (found?.tenantId !== person.tenantId) return text(turn.say.ticket.notYours);
  const ticket = await happen(id, event({ id: person.id, name: person.name }), bot.desk);
  if (ticket === undefined) return text(turn.say.ticket.notYours);
  if (typeof ticket === 'string') return text(turn.say.ticketRefusals[ticket]);
  bot.deliver();
  return { replace: deskCard(bot, ticket, turn.inPrivate) };
}

/** Whoever is no agent is told so, whatever card they pressed, and it is recorded. */
async function notAnAgent(turn: Turn, bot: Bot): Promise<Answer> {
  await recordDeskRefusal(bot, turn, 'not-an-agent');
  return text(turn.say.desk.notAnAgent);
}

/** Only the desk lifts a freeze, and nobody their own. What is stopped goes on before the ticket says so. */
async function lift(turn: Turn, bot: Bot, id: string): Promise<Answer> {
  const { person } = turn;
  if (!person || !(await turn.isAgent())) return notAnAgent(turn, bot);
  const ticket = await bot.desk.tickets.find(id);
  if (ticket?.tenantId !== person.tenantId) return text(turn.say.ticket.notYours);
  if (person.id === ticket.personId) {
    await recordDeskRefusal(bot, turn, 'own-account');
    return text(turn.say.desk.notOnSelf);
  }
  const event = (agent: { id: string; name: string }) => ({ kind: 'lift-freeze', agent }) as const;
  const next = after(ticket, event(person), bot.now());
  if (typeof next === 'string') return text(turn.say.ticketRefusals[next]);
  await bot.changes.freezes.lift({ tenantId: ticket.tenantId, id: ticket.personId }, person.id, {
    id: bot.newId(),
    at: bot.now(),
    tenantId: ticket.tenantId,
    event: 'freeze',
    outcome: 'lifted',
    personal: { personId: ticket.personId, by: person.id },
  });
  return worked(turn, bot, id, event);
}

const about = { ticket: z.string().max(100) };
const words = z.string().max(5000).default('');

export const deskVerbs: Verbs = {
  'desk.show': verb(z.object(about).strict(), async (turn, data, bot) => {
    if (!turn.person || !(await turn.isAgent())) return notAnAgent(turn, bot);
    if (!turn.inPrivate) return text(turn.say.ticket.onlyInPrivate);
    const ticket = await bot.desk.tickets.find(data.ticket);
    if (ticket?.tenantId !== turn.person.tenantId) return text(turn.say.ticket.notYours);
    return card(deskCard(bot, ticket, turn.inPrivate));
  }),
  'desk.take': verb(z.object(about).strict(), (turn, data, bot) =>
    worked(turn, bot, data.ticket, (agent) => ({ kind: 'take', agent })),
  ),
  'desk.ask': verb(z.object({ ...about, replyText: words }).strict(), (turn, data, bot) =>
    worked(turn, bot, data.ticket, (agent) => ({ kind: 'ask', agent, text: data.replyText })),
  ),
  'desk.resolve': verb(z.object({ ...about, resolveText: words }).strict(), (turn, data, bot) =>
    worked(turn, bot, data.ticket, (agent) => ({ kind: 'resolve', agent, text: data.resolveText })),
  ),
  'desk.freeze.lift': verb(z.object(about).strict(), (turn, data, bot) =>
    lift(turn, bot, data.ticket),
  ),
  'desk.reopen': verb(z.object(about).strict(), (turn, data, bot) =>
    worked(turn, bot, data.ticket, (agent) => ({
      kind: 'reopen',
      by: 'desk',
      name: agent.name,
      text: '',
    })),
  ),
};
