import { z } from 'zod';
import { reviewDue, type Guide, type Offer } from '../../../guides/guide';
import { guideById } from '../../../guides/library';
import { noticesFor } from '../../../guides/notice';
import { inLanguage } from '../../../organisation/language';
import type { Card, Link, Press } from '../cards';
import { linked, plain, quoted, shortened } from '../text';
import { verb, type Answer, type Bot, type Message, type Turn, type Verbs } from '../turn';
import { goneCard, passwordReset, securityInfo } from './simple';

/** What a press on an offer starts. Those that change something go to the portal where policy says so. */
const offerVerbs: Record<Exclude<Offer, 'open-portal' | 'open-password-reset'>, string> = {
  'see-methods': 'methods.show',
  'change-default': 'default.start',
  'add-phone': 'phone.start',
  'change-phone': 'phone.start',
  'add-email': 'email.start',
  'report-lost-access': 'report.start',
  'report-suspicious': 'report.start',
  'contact-desk': 'contact.show',
};

const operationOf = {
  'change-default': 'change-default',
  'add-phone': 'add-phone',
  'change-phone': 'add-phone',
  'add-email': 'add-email',
} as const;

/** A guide as a message: its card, and where it comes from as a citation. */
export function guideMessage(bot: Bot, turn: Turn, guide: Guide, also?: Guide): Message {
  return {
    text: turn.say.guide.lead,
    card: guideCard(bot, turn, guide, '', also),
    guide: guide.id,
    citation: {
      name: shortened(quoted(guide.source), 80),
      abstract: shortened(guide.title, 160),
    },
  };
}

/** The card of a guide, word for word, with the actions that belong to it. `noted` thanks for feedback. */
export function guideCard(bot: Bot, turn: Turn, guide: Guide, noted = '', also?: Guide): Card {
  const { guide: say } = turn.say;
  const due = reviewDue(guide);
  const today = new Date(bot.now()).toISOString().slice(0, 10);
  const overdue = due < today;
  const lines = (texts: readonly string[]) => texts.map((t) => ({ text: linked(t) }));
  return bot.card('guide', turn.language, {
    guide: guide.id,
    title: plain(guide.title),
    otherLanguage: guide.language === turn.language ? '' : say.otherLanguage,
    overdue: overdue ? say.overdue(due) : '',
    notices: noticesFor(guide, bot.library.notices, today).map((n) => ({ text: plain(n) })),
    introduction: lines(guide.introduction),
    steps: guide.steps.map((t, i) => ({ number: `${i + 1}.`, text: linked(t) })),
    notes: lines(guide.notes),
    ...presses(bot, turn, guide, also),
    facts: footer(bot, turn, guide),
    noted,
    helpful: say.helpful,
    notHelpful: say.notHelpful,
    whyNot: say.whyNot,
    reasonNeeded: say.reasonNeeded,
    commentLabel: say.comment,
    send: say.send,
    reasons: Object.entries(say.reasons).map(([value, title]) => ({ value, title })),
  });
}

function presses(
  bot: Bot,
  turn: Turn,
  guide: Guide,
  also: Guide | undefined,
): { actions: Press[]; links: Link[] } {
  const actions: Press[] = [];
  const links: Link[] = [];
  for (const offer of guide.offers) {
    const title = turn.say.offers[offer];
    if (offer === 'open-portal') links.push({ title, url: bot.profile.portal });
    else if (offer === 'open-password-reset') links.push({ title, url: passwordReset });
    else if (
      offer in operationOf &&
      bot.routes[operationOf[offer as keyof typeof operationOf]] === 'portal'
    )
      links.push({ title, url: securityInfo });
    else actions.push({ title, data: { verb: offerVerbs[offer], ...kindOf(offer) } });
  }
  const stuck = {
    title: turn.say.guide.didNotHelp,
    data: { verb: 'guide.stuck', guide: guide.id },
  };
  const second = also && {
    title: turn.say.guide.also(also.title),
    data: { verb: 'guide.show', guide: also.id },
  };
  return { actions: [...(second ? [second] : []), ...actions, stuck], links };
}

function kindOf(offer: Offer): { kind?: string } {
  if (offer === 'report-lost-access') return { kind: 'lost-access' };
  return offer === 'report-suspicious' ? { kind: 'suspicious-prompt' } : {};
}

function footer(bot: Bot, turn: Turn, guide: Guide): { title: string; value: string }[] {
  const { guide: say } = turn.say;
  return [
    { title: say.desk, value: deskLine(bot, turn) },
    { title: say.portal, value: linked(bot.profile.portal) },
    { title: say.source, value: plain(guide.source) },
    { title: say.reviewed, value: guide.reviewed },
  ];
}

/** The desk in one line: its name and the ways to it that the profile gives. */
export function deskLine(bot: Bot, turn: Pick<Turn, 'language'>): string {
  const { desk } = bot.profile;
  const parts = [desk.name, desk.place, desk.email, desk.telephone].filter((p) => p !== undefined);
  return parts.map((p) => plain(inLanguage(p, turn.language))).join(' · ');
}

const aboutGuide = { guide: z.string().max(200) };

/** A multi-select arrives as values joined by commas. */
const reasons = z
  .string()
  .max(200)
  .transform((joined) => joined.split(',').filter(Boolean));

async function keepFeedback(
  turn: Turn,
  bot: Bot,
  said: { guide: string; helpful: boolean; reasons: string[]; comment: string },
): Promise<Answer> {
  const guide = guideById(bot.library, bot.organisation, said.guide);
  if (!guide) return { replace: goneCard(bot, turn) };
  await bot.kept.keepFeedback({
    ...said,
    id: bot.newId(),
    tenantId: turn.person?.tenantId ?? '',
    organisation: bot.organisation,
  });
  return { replace: guideCard(bot, turn, guide, turn.say.guide.thanks) };
}

export const guideVerbs: Verbs = {
  'guide.show': verb(z.object(aboutGuide).strict(), (turn, data, bot) => {
    const guide = guideById(bot.library, bot.organisation, data.guide);
    const message = guide ? guideMessage(bot, turn, guide) : { card: goneCard(bot, turn) };
    return Promise.resolve({ messages: [message] });
  }),
  'guide.helpful': verb(z.object(aboutGuide).strict(), (turn, data, bot) =>
    keepFeedback(turn, bot, { ...data, helpful: true, reasons: [], comment: '' }),
  ),
  'guide.notHelpful': verb(
    z.object({ ...aboutGuide, reasons, comment: z.string().max(1000).default('') }).strict(),
    (turn, data, bot) => {
      if (data.reasons.length > 0) return keepFeedback(turn, bot, { ...data, helpful: false });
      return Promise.resolve({ messages: [{ text: turn.say.guide.reasonNeeded }] });
    },
  ),
};
