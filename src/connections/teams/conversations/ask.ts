import { z } from 'zod';
import type { Decision } from '../../../guides/answering/decide';
import type { Guide } from '../../../guides/guide';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { contactCard } from './contact';
import { greetingCard } from './greeting';
import { guideMessage } from './guides';
import { startReport, stillActions } from './reach';
import { card, choices } from './simple';
import { ownTickets } from './tickets';

const longestWords = 500;

/** Answers a question in words: what it is about is decided elsewhere, this shows it. */
export async function answerTo(
  turn: Turn,
  words: string,
  decision: Decision,
  bot: Bot,
): Promise<Answer> {
  switch (decision.outcome) {
    case 'answer': {
      const message = guideMessage(bot, turn, decision.guide, decision.also);
      return { messages: [{ ...message, byModel: decision.byModel }] };
    }
    case 'offer':
      return card(offerCard(bot, turn, decision.guides));
    case 'ask':
      return card(decidingCard(bot, turn, words, decision));
    case 'escalate': {
      const form = await startReport(bot, turn, decision.topic, words.slice(0, longestWords));
      const advice = decision.guide ? [guideMessage(bot, turn, decision.guide)] : [];
      const first = decision.topic === 'suspicious-prompt' ? advice : [];
      return { messages: [...first, ...(form.messages ?? [])] };
    }
    case 'reply':
      if (decision.topic === 'greeting') return card(greetingCard(bot, turn));
      return decision.topic === 'ticket-status'
        ? ownTickets(bot, turn)
        : card(contactCard(bot, turn));
    case 'refuse':
      return card(refusal(bot, turn, turn.say.refuse.title, turn.say.refuse.text));
  }
}

export function offerCard(bot: Bot, turn: Turn, guides: readonly Guide[]) {
  const { offer } = turn.say;
  return choices(bot, turn, {
    title: offer.title,
    actions: [
      ...guides.map((g) => ({ title: g.title, data: { verb: 'guide.show', guide: g.id } })),
      { title: offer.none, data: { verb: 'ask.none' } },
    ],
  });
}

/** The question that decides between guides, or between a guide and the desk. What was said travels on. */
function decidingCard(
  bot: Bot,
  turn: Turn,
  words: string,
  { question, guides }: Extract<Decision, { outcome: 'ask' }>,
) {
  const { deciding } = turn.say;
  const shown = guides.map((g) => ({ title: g.title, data: { verb: 'guide.show', guide: g.id } }));
  const none = { title: deciding.neither, data: { verb: 'ask.none' } };
  const calm = shown.filter((g) => !/\/(?:lost-access|suspicious-prompt)\./.test(g.data.guide));
  return choices(bot, turn, {
    ...deciding.questions[question],
    actions:
      question === 'can-you-still-sign-in'
        ? [...stillActions(turn, words), ...calm.slice(0, 1), none]
        : [...shown, none],
  });
}

function refusal(bot: Bot, turn: Turn, title: string, text: string) {
  const { greeting } = turn.say;
  return choices(bot, turn, {
    title,
    text: plain(text),
    hint: greeting.ask,
    actions: [
      ...greeting.examples.map((e) => ({ title: e, data: { verb: 'say', text: e } })),
      { title: greeting.person, data: { verb: 'contact.show' } },
    ],
  });
}

const nothing = z.object({}).strict();

export const askVerbs: Verbs = {
  'ask.none': verb(nothing, (turn, _data, bot) =>
    Promise.resolve(card(refusal(bot, turn, turn.say.offer.none, turn.say.refuse.noneText))),
  ),
};
