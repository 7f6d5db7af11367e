import type { TeamsAdapter } from '@microsoft/teams-ai';
import { CardFactory, type ConversationReference, type TurnContext } from 'botbuilder';
import type { ProvenBy, Ticket } from '../../escalation/ticket';
import type { Delivery } from '../../escalation/ticketStore';
import type { PendingChange } from '../../signInMethods/pendingChange';
import { endedCard, receiptCard, shownChange } from './conversations/confirm';
import { deskCard, shownToDesk } from './conversations/desk';
import { channelReference, deskPlace, deskPlaceOf, movedCard } from './conversations/deskQueues';
import {
  lineFor,
  personPlace,
  shownToPerson,
  ticketCard,
  unreachedLine,
} from './conversations/ticketCard';
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
  return async ({ kind, subject, version }) => {
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
        return remind(bot, ticket, version, async (place, text) =>
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
  // There may be no way to where it stood any more: a queue, or its channel, that the profile names no longer.
  const there = await wayTo(bot, earlier.place);
  if (there !== undefined) await updated(teams, there, earlier.activityId, movedCard(bot, ticket));
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
  const text = unreachedLine(ticket, bot.profile, bot.wordings[ticket.language]);
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

/** Updates the card that stands there; where there is none, or it cannot be updated, posts a new one. */
export async function show(
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

/** Whether the card that stood there could be replaced. @throws when it is worth trying again */
export async function updated(
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

async function wayTo(bot: Bot, name: string): Promise<unknown> {
  const own = await bot.kept.place(name);
  return own ?? channelReference(bot, name, await bot.kept.place(deskPlace));
}

/** How to write to a place. @throws when nobody has been there yet */
export async function placeOf(bot: Bot, name: string): Promise<unknown> {
  const reference = await wayTo(bot, name);
  if (reference === undefined)
    throw new Error(`there is no known way to ${name.split('/')[0]} yet`);
  return reference;
}
