import { randomUUID } from 'node:crypto';
import { Application, type TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import {
  ActivityTypes,
  TurnContext,
  type Activity,
  type MessagingExtensionResult,
} from 'botbuilder';
import { languages } from '../../organisation/language';
import type { Person } from '../../organisation/person';
import { greetingCard } from './conversations/greeting';
import { played } from './conversations/become';
import { deskPlace } from './conversations/deskQueues';
import { personPlace } from './conversations/ticketCard';
import { rememberTold } from './conversations/told';
import { answerMessage, answerPress, languageOf } from './dispatch';
import { findTicketCommand, findTicketParameter, foundTickets } from './findTicket';
import { channelOf, isOnTime, isPrivate, pressOf, senderOf, wordsOf } from './inbound';
import { activityFor, invokeBody } from './speaker';
import { plain } from './text';
import type { Answer, Bot, Turn } from './turn';

export interface BotOptions {
  /** The log's line for a fault, under the reference that the person was given. */
  readonly onFault: (reference: string, error: unknown) => void;
  /** Whether messages may go to a connector at this address later on. */
  readonly mayWriteTo: (serviceUrl: string) => boolean;
  /** The Teams conversation id of the channel where the desk gets its tickets. */
  readonly deskChannel: string;
}

/** The router: teams-ai finds the route, everything else is ours. It gets no storage, so it keeps no state. */
export function teamsBot(adapter: TeamsAdapter, bot: Bot, options: BotOptions): Application {
  const app = new Application({ adapter, startTypingTimer: false });
  const route =
    (handle: (context: TurnContext) => Promise<void>) =>
    async (context: TurnContext, _state: TurnState) => {
      const { activity } = context;
      const key = `${activity.channelId}/${activity.conversation?.id}/${activity.id}/${activity.type}`;
      if (activity.id && !(await bot.kept.isNew(key))) return;
      await handle(context);
    };
  app.activity(
    ActivityTypes.Message,
    route((context) => onMessage(context, bot, options)),
  );
  app.adaptiveCards.actionExecute(/^[\w.]{1,60}$/, async (context) => {
    await route((c) => onInvoke(c, bot, options))(context, undefined as unknown as TurnState);
    return '';
  });
  app.messageExtensions.query(findTicketCommand, (context, _state, { parameters }) =>
    onSearch(context, parameters[findTicketParameter], bot, options),
  );
  app.activity(
    ActivityTypes.ConversationUpdate,
    route((context) => onArrival(context, bot, options)),
  );
  app.activity(
    ActivityTypes.InstallationUpdate,
    route((context) => rememberPlace(context.activity, bot, options)),
  );
  return app;
}

async function onMessage(context: TurnContext, bot: Bot, options: BotOptions): Promise<void> {
  const { activity } = context;
  await rememberPlace(activity, bot, options);
  const pressed = activity.text ? undefined : pressOf(activity);
  const words = pressed ? '' : wordsOf(activity);
  const real = senderOf(activity);
  const turn = await turnFor(context, real, bot, words, pressed?.language);
  const answer = await guarded(turn, bot, options, () =>
    pressed ? answerPress(turn, pressed, bot) : answerMessage(turn, words, real, bot),
  );
  await speak(context, answer, 'message');
}

async function onInvoke(context: TurnContext, bot: Bot, options: BotOptions): Promise<void> {
  await rememberPlace(context.activity, bot, options);
  const pressed = pressOf(context.activity) ?? { verb: '', language: undefined, data: {} };
  const turn = await turnFor(context, senderOf(context.activity), bot, '', pressed.language);
  const answer = await guarded(turn, bot, options, () => answerPress(turn, pressed, bot));
  await speak(context, answer, 'invoke');
}

/** Somebody opened the chat, or the bot came into a team: it says once what it is for. */
async function onArrival(context: TurnContext, bot: Bot, options: BotOptions): Promise<void> {
  const { activity } = context;
  await rememberPlace(activity, bot, options);
  const cameItself = activity.membersAdded?.some((m) => m.id === activity.recipient?.id) ?? false;
  if (!isPrivate(activity) || !cameItself) return;
  const turn = await turnFor(context, senderOf(activity), bot, '', undefined);
  const acting = turn.person?.name || bot.cast?.people.find((p) => p.id === turn.person?.id)?.name;
  const note = bot.cast
    ? turn.say.demonstration.note(plain(acting ?? ''), bot.codeDelivery.inbox ?? '')
    : '';
  await speak(context, { messages: [{ card: greetingCard(bot, turn, note) }] }, 'message');
}

/** Keeps how to write to a person's chat, and to the team's channel where the desk works. */
async function rememberPlace(activity: Activity, bot: Bot, options: BotOptions): Promise<void> {
  if (!options.mayWriteTo(activity.serviceUrl ?? '')) return;
  const reference = TurnContext.getConversationReference(activity);
  const real = senderOf(activity);
  if (isPrivate(activity)) {
    const acting = real && bot.cast ? await played(bot.kept, real) : undefined;
    if (real)
      await bot.kept.keepPlace(personPlace(real.tenantId, acting?.id ?? real.id), reference);
    return;
  }
  // Anybody can add the bot to a team of their own: the desk's channel is the configured one alone.
  const channel = channelOf(activity.conversation?.id ?? '');
  if (channel !== options.deskChannel) return;
  const conversation = { ...reference.conversation, id: channel };
  await bot.kept.keepPlace(deskPlace, { ...reference, conversation });
}

async function turnFor(
  context: TurnContext,
  real: Person | undefined,
  bot: Bot,
  words: string,
  cardLanguage: string | undefined,
): Promise<Turn> {
  const { activity } = context;
  const acting = real && bot.cast ? await played(bot.kept, real) : undefined;
  const person = real && acting ? { ...real, id: acting.id, name: acting.name } : real;
  const language =
    languages.find((l) => l === cardLanguage) ?? languageOf(words, activity.locale, bot);
  return {
    person,
    isAgent: async () =>
      bot.cast
        ? (acting?.agent ?? false)
        : person !== undefined &&
          (await bot.directory.isMemberOfAny(person, bot.profile.desk.groups)),
    conversation: activity.conversation?.id ?? '',
    inPrivate: isPrivate(activity),
    onTime: isOnTime(activity, bot.now()),
    language,
    say: bot.wordings[language],
    cardActivity: activity.replyToId,
  };
}

/** The one place where a fault is caught: the person reads a sentence with a reference, the log has the cause. */
async function guarded(
  turn: Turn,
  bot: Bot,
  options: BotOptions,
  run: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await run();
    await rememberTold(turn, answer, bot);
    return answer;
  } catch (error) {
    return { messages: [{ text: faultLine(turn, options, error) }] };
  }
}

function faultLine(turn: Turn, options: BotOptions, error: unknown): string {
  const reference = randomUUID().slice(0, 8);
  options.onFault(reference, error);
  return turn.say.fault(reference);
}

/** A search for tickets, from wherever in Teams: where it comes from is not kept as a way to anybody. */
async function onSearch(
  context: TurnContext,
  query: unknown,
  bot: Bot,
  options: BotOptions,
): Promise<MessagingExtensionResult> {
  const turn = await turnFor(context, senderOf(context.activity), bot, '', undefined);
  try {
    return await foundTickets(turn, query, bot);
  } catch (error) {
    return { type: 'message', text: faultLine(turn, options, error) };
  }
}

async function speak(
  context: TurnContext,
  answer: Answer,
  as: 'message' | 'invoke',
): Promise<void> {
  const messages = [...(answer.messages ?? [])];
  if (as === 'invoke')
    await context.sendActivity({
      type: ActivityTypes.InvokeResponse,
      value: { status: 200, body: invokeBody(answer.replace) },
    });
  else if (answer.replace) messages.unshift({ card: answer.replace });
  for (const message of messages) {
    const sent = await context.sendActivity(activityFor(message));
    if (sent?.id) await message.posted?.(sent.id);
  }
}
