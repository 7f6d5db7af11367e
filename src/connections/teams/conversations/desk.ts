import { isOutside, isUrgent, resolutions, type Ticket } from '../../../escalation/ticket';
import { redactedToShow } from '../../../guides/answering/redacted';
import type { Card } from '../cards';
import { plain, quoted } from '../text';
import type { Bot } from '../turn';
import { deskAdvice, deskFacts, deskLanguage, otherQueues } from './deskQueues';
import { reentryOnDesk } from './reentryCards';
import { withThread } from './thread';
import { entryLine } from './ticketCard';
import { saidBy, stateForDesk, typedRows, whoIsMeant } from './unverified';

export const shownToDesk = (ticketId: string) => `desk/${ticketId}`;

/**
 * The desk's view of a ticket, in the desk's own language: who, what, what was proven and what was not. Codes, numbers and
 * addresses are taken out of what was written, but for how somebody wants to be reached.
 * @param agentId whose own chat it is in: there more can be pressed than in the channel, and nothing that is another's.
 */
export function deskCard(bot: Bot, ticket: Ticket, agentId?: string): Card {
  const language = deskLanguage(bot);
  const say = bot.wordings[language].desk;
  const urgent = isUrgent(ticket);
  const outside = isOutside(ticket);
  const isBegun = (ticket.state === 'taken' || ticket.state === 'waiting') && !outside;
  const isAnothers = isBegun && agentId !== undefined && ticket.assignee?.id !== agentId;
  const working = isBegun && !isAnothers;
  const queues = otherQueues(bot, ticket);
  const thread = ticket.thread.map((e) =>
    entryLine({ ...e, text: redactedToShow(e.text) }, saidBy(e, say), language),
  );
  const data = {
    ticket: ticket.id,
    style: ticket.state === 'resolved' ? 'good' : urgent ? 'attention' : 'accent',
    title: say.title(ticket.number, bot.wordings[language].ticketKinds[ticket.kind]),
    urgent: urgent ? say.urgent : '',
    facts: facts(bot, ticket, say),
    whatTitle: say.what,
    what: quoted(redactedToShow(ticket.what)) || '—',
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
    ...deskAdvice(bot, ticket),
    threadTitle: bot.wordings[language].ticket.thread,
    ...reentryOnDesk(bot, ticket, language, agentId),
    canTake: ticket.state === 'open' || isAnothers || (outside && ticket.state !== 'resolved'),
    takeVerb: isAnothers ? 'desk.takeOver' : 'desk.take',
    canWork: working,
    canAsk: working && ticket.personId !== '',
    canReopen: ticket.state === 'resolved',
    take: isAnothers ? say.takeOver : say.take,
    ...labels(say),
    resolutions: resolutions.map((value) => ({
      title: bot.wordings[language].resolutions[value],
      value,
    })),
    queues,
    canHandOver: queues.length > 0 && ticket.state !== 'resolved' && !outside && !isAnothers,
  };
  return withThread(thread, bot.wordings[language].ticket.earlier, (shown) =>
    bot.card('deskTicket', language, { ...data, ...shown }),
  );
}

/** The words on what can be filled in and pressed. */
function labels(say: Bot['wordings']['en']['desk']) {
  return {
    reply: say.reply,
    replyLabel: say.replyLabel,
    resolve: say.resolve,
    resolveLabel: say.resolveLabel,
    outcome: say.outcome,
    outcomeRequired: say.outcomeRequired,
    handOver: say.handOver,
    handOverTo: say.handOverTo,
    handOverRequired: say.handOverRequired,
    handOverNote: say.handOverNote,
    textRequired: say.textRequired,
    send: say.send,
    reopen: say.reopen,
  };
}

function facts(bot: Bot, ticket: Ticket, say: Bot['wordings']['en']['desk']) {
  const rows: [string, string | undefined][] = [
    [say.who, whoIsMeant(ticket, say)],
    ...typedRows(ticket, say),
    [say.address, ticket.address === undefined ? undefined : plain(ticket.address)],
    [say.since, plain(ticket.since)],
    [say.reach, plain(ticket.reach)],
    [say.urgency, isUrgent(ticket) ? say.urgent : say.normal],
    [say.state, stateForDesk(ticket, say)],
    [say.assignee, ticket.assignee ? plain(ticket.assignee.name) : say.nobody],
    ...deskFacts(bot, ticket),
  ];
  return rows.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}
