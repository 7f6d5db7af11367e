import type { Decision } from '../../../guides/answering/decide';
import {
  contextSchema,
  followUp,
  type Context,
  type FollowUp,
} from '../../../guides/answering/followUp';

import { findGuide, guideById } from '../../../guides/library';
import type { Answer, Bot, Turn } from '../turn';
import { askVerbs, offerCard } from './ask';
import { guideMessage } from './guides';
import { reachVerbs, startReport } from './reach';
import { card } from './simple';

const contextName = (turn: Turn) =>
  `${turn.person?.tenantId ?? ''}/${turn.person?.id ?? ''}/${turn.conversation}`;

/** Keeps what an answer leaves open, so that "the second" or "no, my other phone" is understood next. */
export async function rememberContext(
  turn: Turn,
  words: string,
  decision: Decision,
  bot: Bot,
): Promise<void> {
  const context = contextOf(turn, words, decision, bot);
  if (context) await bot.kept.keepContext(contextName(turn), context);
}

function contextOf(turn: Turn, words: string, decision: Decision, bot: Bot): Context | undefined {
  const said = words.slice(0, 500);
  switch (decision.outcome) {
    case 'offer':
      return { kind: 'offer', guides: decision.guides.map((g) => g.id) };
    case 'ask':
      return decision.question === 'can-you-still-sign-in'
        ? { kind: 'ask', words: said }
        : { kind: 'offer', guides: decision.guides.map((g) => g.id) };
    case 'answer': {
      const others = decision.topics
        .slice(1)
        .flatMap((t) => findGuide(bot.library, bot.organisation, t, turn.language) ?? []);
      return {
        kind: 'answer',
        words: said,
        guide: decision.guide.id,
        others: others.map((g) => g.id),
      };
    }
    case 'escalate':
    case 'reply':
    case 'refuse':
      return undefined;
  }
}

/** The answer to a short reply, or undefined where the message stands for itself. */
export async function answerFollowUp(
  turn: Turn,
  words: string,
  bot: Bot,
): Promise<Answer | undefined> {
  const kept = await bot.kept.context(contextName(turn));
  if (kept === undefined) return undefined;
  const context = contextSchema.parse(kept);
  const reply = followUp(words, context);
  return reply && replied(turn, reply, context, bot);
}

async function replied(
  turn: Turn,
  reply: FollowUp,
  context: Context,
  bot: Bot,
): Promise<Answer | undefined> {
  const none = () => askVerbs['ask.none']?.run(turn, {} as never, bot);
  switch (context.kind) {
    case 'offer': {
      if (reply.kind === 'no') return reply.rest ? undefined : none();
      const id = context.guides[reply.kind === 'pick' ? reply.index : 0];
      const guide = id === undefined ? undefined : guideById(bot.library, bot.organisation, id);
      return guide && { messages: [guideMessage(bot, turn, guide)] };
    }
    case 'ask':
      if (reply.kind === 'no') return startReport(bot, turn, 'lost-access', context.words);
      return reachVerbs['still.yes']?.run(turn, {} as never, bot);
    case 'answer':
      return reply.kind === 'no' ? corrected(turn, reply.rest, context, bot) : undefined;
  }
}

/** "No, my other phone": the first message read again with what was added, and the given guide left out. */
function corrected(
  turn: Turn,
  rest: string,
  context: Extract<Context, { kind: 'answer' }>,
  bot: Bot,
): Answer {
  const again = rest ? bot.decide(`${context.words} ${rest}`, turn.language) : undefined;
  if (again?.outcome === 'answer' && again.guide.id !== context.guide)
    return { messages: [guideMessage(bot, turn, again.guide)] };
  const guides = context.others.flatMap((id) => guideById(bot.library, bot.organisation, id) ?? []);
  return card(offerCard(bot, turn, guides));
}
