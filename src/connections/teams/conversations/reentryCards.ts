import {
  canReenter,
  stepWithinMs,
  type Reentry,
  type ReentryReason,
} from '../../../escalation/reentry/reentry';
import { issuedIn, type PassNote, type ReentryNote } from '../../../escalation/reentry/reentryNote';
import type { Pass } from '../../../escalation/reentry/issuePass';
import type { Ticket } from '../../../escalation/ticket';
import type { Language } from '../../../organisation/language';
import { momentInWords } from '../../../wording/moments';
import type { Card, Link } from '../cards';
import { plain, quoted } from '../text';
import type { Bot } from '../turn';
import { securityInfo } from './simple';

const minute = 60_000;

/** The name under which it is kept where the agent's card of a pass stands. */
export const shownPass = (id: string) => `pass/${id}`;

interface Content {
  readonly style?: 'good' | 'attention' | 'warning' | 'default' | 'accent';
  readonly title: string;
  readonly text: string;
  readonly facts?: readonly { title: string; value: string }[];
  readonly links?: readonly Link[];
  readonly notice?: string;
  readonly pass?: string;
  /** A press with what it is about. */
  readonly actions?: readonly { title: string; data: { verb: string; of: object } }[];
}

/** A card about a pass. */
export function passCard(bot: Bot, language: Language, content: Content): Card {
  return bot.card('pass', language, { style: 'default', pass: '', ...content });
}

/** A time of the day, as the desk's cards say times. */
export function timeOf(at: number | undefined, language: Language): string {
  return at === undefined ? '' : momentInWords(at, language, 'time');
}

/** Whom it is for, by which ticket, and what was checked. */
export function factsOf(bot: Bot, language: Language, reentry: Reentry) {
  const { card: say } = bot.wordings[language].reentry;
  return [
    { title: say.who, value: plain(reentry.person.name) },
    { title: say.ticket, value: reentry.ticketNumber },
    { title: say.number, value: reentry.calledBack },
    { title: say.checks, value: say.ticked(reentry.checks) },
  ];
}

/** What the agent's card says of it now: where it waits, how it ended, and never the pass. */
export function agentCard(bot: Bot, reentry: Reentry): Card {
  const { language } = reentry;
  const { card: say } = bot.wordings[language].reentry;
  const facts = factsOf(bot, language, reentry);
  const minutes = stepWithinMs / minute;
  const cancel = { title: say.cancel, data: { verb: 'desk.tap.cancel', of: { pass: reentry.id } } };
  if (reentry.state === 'ended') return endedCard(bot, reentry);
  if (reentry.state === 'needs-second')
    return passCard(bot, language, {
      title: say.secondTitle,
      text: say.secondText(minutes),
      facts,
      actions: [cancel],
    });
  return passCard(bot, language, {
    title: say.signInTitle,
    text: say.signInText(minutes),
    facts,
    links: bot.reentry ? [{ title: say.signIn, url: bot.reentry.link(reentry.id) }] : [],
    actions: [cancel],
  });
}

function endedCard(bot: Bot, reentry: Reentry): Card {
  const { language, outcome, validUntil } = reentry;
  const { card: say, reasons } = bot.wordings[language].reentry;
  const again = {
    title: say.again,
    data: { verb: 'desk.tap.start', of: { ticket: reentry.ticketId } },
  };
  const made = outcome === 'issued' || outcome === 'unseen';
  const until =
    made && validUntil ? [{ title: say.until, value: timeOf(validUntil, language) }] : [];
  const texts: Record<string, string> = {
    issued: say.issuedText,
    unseen: say.unseenText,
    cancelled: say.cancelled,
    declined: say.declinedByOther,
    replaced: say.replaced,
  };
  return passCard(bot, language, {
    style: outcome === 'issued' ? 'good' : 'warning',
    title: made ? say.issuedTitle : say.notIssued,
    text: texts[outcome ?? ''] ?? reasons[outcome as ReentryReason],
    facts: [...factsOf(bot, language, reentry), ...until],
    actions: outcome === 'replaced' ? [] : [again],
  });
}

/** The one card that ever holds a pass. It is put in the place of the agent's card, and taken away again. */
export function valueCard(bot: Bot, reentry: Reentry, pass: Pass): Card {
  const { language } = reentry;
  const { card: say } = bot.wordings[language].reentry;
  return passCard(bot, language, {
    style: 'accent',
    title: say.passTitle,
    pass: quoted(pass.value),
    text: say.passText(reentry.calledBack),
    facts: [
      { title: say.who, value: plain(reentry.person.name) },
      { title: say.until, value: timeOf(pass.validUntil, language) },
    ],
    notice: say.passOnce,
    actions: [{ title: say.passedOn, data: { verb: 'desk.tap.passed', of: { pass: reentry.id } } }],
  });
}

/** What the desk's card of a ticket says about letting its person back in, and what can be pressed there. */
export function reentryOnDesk(
  bot: Bot,
  ticket: Ticket,
  language: Language,
  agentId: string | undefined,
) {
  const inPrivate = agentId !== undefined;
  const { reentry: say } = bot.wordings[language];
  const may = bot.reentry?.settings !== undefined && canReenter(ticket);
  const note = ticket.reentry;
  const lines = note ? noteLines(note, say, language) : [];
  const isQuiet = note === undefined || note.state === 'not-issued';
  if (may && !inPrivate && isQuiet) lines.push(say.inPrivate);
  return {
    reentry: lines.join(' '),
    canReenter: may && inPrivate && ticket.assignee?.id === agentId,
    startReentry: say.start,
    canSecond: may && inPrivate && note?.state === 'needs-second',
    secondReentry: say.second,
  };
}

function noteLines(
  note: ReentryNote,
  say: Bot['wordings']['en']['reentry'],
  language: Language,
): string[] {
  const issued = ({ by, second, at, until }: PassNote) => [
    say.note.issued(plain(by), timeOf(at, language), timeOf(until, language)),
    ...(second ? [say.approvedBy(plain(second))] : []),
  ];
  if (note.state === 'issued') return issued(note);
  return [
    say.note[note.state](plain(note.by)),
    ...(note.second ? [say.approvedBy(plain(note.second))] : []),
    ...(note.earlier ? [say.before, ...issued(note.earlier)] : []),
  ];
}

/** What is left for the person once a pass was issued: on their own card, never the pass. */
export function stepsForPerson(bot: Bot, ticket: Ticket, language: Language) {
  const { person: say } = bot.wordings[language].reentry;
  const issued = issuedIn(ticket.reentry);
  const isOn = issued !== undefined && ticket.state !== 'resolved';
  const steps = isOn ? say.steps(timeOf(issued.until, language)) : [];
  return {
    stepsTitle: say.title,
    steps: steps.map((step, i) => ({ text: `**${i + 1}** ${step}` })),
    links: isOn ? [{ title: say.portal, url: securityInfo }] : [],
    actions: isOn ? [{ title: say.methods, data: { verb: 'methods.show' } }] : [],
  };
}
