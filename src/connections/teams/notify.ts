import type { TeamsAdapter } from '@microsoft/teams-ai';
import { CardFactory, type ConversationReference, type TurnContext } from 'botbuilder';
import type { Pass } from '../../escalation/issuePass';
import type { Reentry } from '../../escalation/reentry';
import type { ProvenBy, Ticket } from '../../escalation/ticket';
import type { Delivery } from '../../escalation/ticketStore';
import type { PendingChange } from '../../signInMethods/pendingChange';
import { endedCard, receiptCard, shownChange } from './conversations/confirm';
import { agentCard, passCard, shownPass, valueCard } from './conversations/reentryCards';
import { deskCard, shownToDesk } from './conversations/desk';
import { channelReference, deskPlace, deskPlaceOf, movedCard } from './conversations/deskQueues';
import { deskLine } from './conversations/guides';
import { lineFor, personPlace, shownToPerson, ticketCard } from './conversations/tickets';
import type { Card } from './cards';
import { remind } from './reminders';
import type { Bot } from './turn';

/** Writes to places outside a turn. */
export interface Proactive {
  /** Posts a message and gives the id under which Teams keeps it. */
  post(place: unknown, message: { text?: string; card?: Card }): Promise<string | undefined>;
  /** Puts a card in the place of an earlier one. */
  update(place: unknown, activityId: string, card: Card): Promise<void>;
}

export function proactive(adapter: TeamsAdapter, botId: string): Proactive {
  const within = async <T>(
    place: unknown,
    run: (context: TurnContext) => Promise<T>,
  ): Promise<T | undefined> => {
    let answer: T | undefined;
    await adapter.continueConversationAsync(
      botId,
      place as Partial<ConversationReference>,
      async (context) => {
        answer = await run(context);
      },
    );
    return answer;
  };
  return {
    post: (place, { text, card }) =>
      within(place, async (context) => {
        const attachments = card ? [CardFactory.adaptiveCard(card)] : [];
        const sent = await context.sendActivity({
          type: 'message',
          ...(text ? { text } : {}),
          attachments,
        });
        return sent?.id;
      }),
    update: async (place, activityId, card) => {
      await within(place, (context) =>
        context.updateActivity({
          id: activityId,
          type: 'message',
          attachments: [CardFactory.adaptiveCard(card)],
        }),
      );
    },
  };
}

/** Brings what waits in the outbox to the desk's channel and the person's chat. @throws when it did not get there. */
export function ticketDeliverer(bot: Bot, teams: Proactive): (delivery: Delivery) => Promise<void> {
  return async ({ kind, subject }) => {
    const ticket = await bot.desk.tickets.find(subject);
    if (!ticket) throw new Error('a delivery names a ticket that does not exist');
    const own = personPlace(ticket.tenantId, ticket.personId);
    switch (kind) {
      case 'desk':
        return showAtDesk(bot, teams, ticket);
      case 'person':
        return show(
          bot,
          teams,
          own,
          shownToPerson(subject),
          ticketCard(bot, ticket.language, ticket),
        );
      case 'line':
      case 'lifted': {
        const line = await lineFor(bot, ticket, kind);
        if (line) await teams.post(await placeOf(bot, own), { text: line });
        return;
      }
      case 'reminder':
        return remind(bot, ticket, async (place, text) =>
          teams.post(await placeOf(bot, place), { text }),
        );
    }
  };
}

/** The card stands in its queue's channel; where it stood before, it says that it went. */
async function showAtDesk(bot: Bot, teams: Proactive, ticket: Ticket): Promise<void> {
  const place = deskPlaceOf(bot, ticket);
  const name = shownToDesk(ticket.id);
  const card = deskCard(bot, ticket);
  const earlier = await bot.kept.shown(name);
  if (!earlier || earlier.place === place) return show(bot, teams, place, name, card);
  const there = await placeOf(bot, earlier.place);
  await updated(teams, there, earlier.activityId, movedCard(bot, ticket));
  const id = await teams.post(await placeOf(bot, place), { card });
  if (id) await bot.kept.keepShown(name, place, id);
}

/** Whom nobody knows to be in this chat is told nothing there. */
const ownReports: readonly ProvenBy[] = ['teams-session', 'receipt-link'];

/** Tells a person in one line that no desk has got their new ticket yet, and where the desk is. */
export async function tellUnreached(bot: Bot, teams: Proactive, ticketId: string): Promise<void> {
  const ticket = await bot.desk.tickets.find(ticketId);
  if (!ticket) throw new Error('a delivery names a ticket that does not exist');
  if (!ownReports.includes(ticket.provenBy)) return;
  const place = await bot.kept.place(personPlace(ticket.tenantId, ticket.personId));
  if (place === undefined) return;
  const { language, number } = ticket;
  const text = bot.wordings[language].ticket.lineUnreached(number, deskLine(bot, { language }));
  await teams.post(place, { text });
}

/** Shows what became of a change on the card where it was started. */
export function changeDeliverer(bot: Bot, teams: Proactive): (changeId: string) => Promise<void> {
  return async (changeId) => {
    const pending = await bot.changes.store.find(changeId);
    if (!pending) throw new Error('a delivery names a change that does not exist');
    const place = personPlace(pending.person.tenantId, pending.person.id);
    return show(bot, teams, place, shownChange(changeId), endedCard(bot, pending));
  };
}

/** Brings a receipt to its person's own chat. */
export function receiptToChat(
  bot: Bot,
  teams: Proactive,
): (pending: PendingChange, notMe: string) => Promise<void> {
  return async (pending, notMe) => {
    const place = personPlace(pending.person.tenantId, pending.person.id);
    await teams.post(await placeOf(bot, place), { card: receiptCard(bot, pending, notMe) });
  };
}

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

/** Updates the card that stands there; where there is none, or it cannot be updated, posts a new one. */
async function show(
  bot: Bot,
  teams: Proactive,
  place: string,
  name: string,
  card: Card,
): Promise<void> {
  const reference = await placeOf(bot, place);
  const earlier = await bot.kept.shown(name);
  if (earlier && (await updated(teams, reference, earlier.activityId, card))) return;
  const id = await teams.post(reference, { card });
  if (id) await bot.kept.keepShown(name, place, id);
}

async function updated(
  teams: Proactive,
  place: unknown,
  activityId: string,
  card: Card,
): Promise<boolean> {
  try {
    await teams.update(place, activityId, card);
    return true;
  } catch (error) {
    const status = (error as { statusCode?: number }).statusCode ?? 0;
    if (status >= 400 && status < 500 && status !== 429) return false;
    if (status === 501) return false;
    throw error;
  }
}

async function placeOf(bot: Bot, name: string): Promise<unknown> {
  const own = await bot.kept.place(name);
  const reference = own ?? channelReference(bot, name, await bot.kept.place(deskPlace));
  if (reference === undefined)
    throw new Error(`there is no known way to ${name.split('/')[0]} yet`);
  return reference;
}
