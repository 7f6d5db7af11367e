import { z } from 'zod';
import { isAboutAnother } from '../../escalation/aboutAnother';
import { chosenGuide } from '../../guides/answering/chooser';
import { languages, type Language } from '../../organisation/language';
import type { Person } from '../../organisation/person';
import { addEmailVerbs } from './conversations/addEmail';
import { addPhoneVerbs } from './conversations/addPhone';
import { answerTo, askVerbs } from './conversations/ask';
import { become, wishToBecome } from './conversations/become';
import { changeDefaultVerbs } from './conversations/changeDefault';
import { colleagueForm, colleagueVerbs } from './conversations/colleague';
import { confirmVerbs } from './conversations/confirm';
import { contactVerbs } from './conversations/contact';
import { deskListVerbs, deskWords } from './conversations/deskList';
import { deskVerbs } from './conversations/deskWork';
import { codeVerbs } from './conversations/enterCode';
import { answerFollowUp, rememberContext } from './conversations/followUps';
import { guideVerbs } from './conversations/guides';
import { methodVerbs, showMethods } from './conversations/methods';
import { reentryVerbs } from './conversations/reentry';
import { reentrySecondVerbs } from './conversations/reentrySecond';
import { reachVerbs } from './conversations/reach';
import { removeVerbs } from './conversations/remove';
import { reportVerbs } from './conversations/report';
import { goneCard, text } from './conversations/simple';
import { neverWritten } from './conversations/written';
import { ticketVerbs } from './conversations/tickets';
import { recordPress } from './recorded';
import { verb, type Answer, type Bot, type Turn, type Verbs } from './turn';

const longestMessage = 2000;
const longestReport = 500;

/** Words on a button, pressed or typed. */
const sayVerbs: Verbs = {
  say: verb(z.object({ text: z.string().max(200) }).strict(), (turn, data, bot) =>
    answerWords(turn, data.text, bot),
  ),
};

/** Everything that can be pressed, by name. */
const verbs: ReadonlyMap<string, Verbs[string]> = new Map(
  Object.entries({
    ...sayVerbs,
    ...askVerbs,
    ...guideVerbs,
    ...methodVerbs,
    ...changeDefaultVerbs,
    ...addPhoneVerbs,
    ...addEmailVerbs,
    ...codeVerbs,
    ...confirmVerbs,
    ...removeVerbs,
    ...reachVerbs,
    ...reportVerbs,
    ...colleagueVerbs,
    ...ticketVerbs,
    ...contactVerbs,
    ...deskVerbs,
    ...deskListVerbs,
    ...reentryVerbs,
    ...reentrySecondVerbs,
  }),
);

/** Carries a press out. A name that is not known, or data of another form, is a card that is no longer valid. */
export async function answerPress(
  turn: Turn,
  pressed: { verb: string; data: Record<string, unknown> },
  bot: Bot,
): Promise<Answer> {
  const found = verbs.get(pressed.verb);
  const data = found?.data.safeParse(pressed.data);
  if (!found || !data?.success) {
    // A name that is not ours is anybody's text, and is not repeated.
    await recordPress(bot, turn, found && pressed.verb, found ? 'other-form' : 'unknown-verb');
    return { messages: [{ card: goneCard(bot, turn) }] };
  }
  return found.run(turn, data.data as never, bot);
}

/**
 * Answers what somebody wrote.
 * @param real who the channel says it is, which in the demonstration may play somebody else.
 */
export async function answerMessage(
  turn: Turn,
  words: string,
  real: Person | undefined,
  bot: Bot,
): Promise<Answer> {
  if (!words) return text(turn.say.onlyText);
  if (words.length > longestMessage) return text(turn.say.tooLong);
  const written = await neverWritten(turn, words, bot);
  if (written) return written;
  const wish = bot.cast && real ? wishToBecome(words) : undefined;
  if (wish && real) return become(bot, turn, real, wish);
  return (await deskWords(turn, words, bot)) ?? answerWords(turn, words, bot);
}

/** An emergency comes before everything; a short reply is read in its context; the rest stands for itself. */
async function answerWords(turn: Turn, words: string, bot: Bot): Promise<Answer> {
  if (isWishToSee(words, bot)) return showMethods(turn, bot);
  if (isAboutAnother(words)) return colleagueForm(bot, turn, words.slice(0, longestReport));
  const decision = bot.decide(words, undefined);
  const reply =
    decision.outcome === 'escalate' ? undefined : await answerFollowUp(turn, words, bot);
  if (reply) return reply;
  const final = await chosenGuide(decision, words, bot.chooser, bot.library, bot.organisation);
  await rememberContext(turn, words, final, bot);
  return answerTo(turn, words, final, bot);
}

/** The very words of the button show the methods at once, in any language. */
function isWishToSee(words: string, bot: Bot): boolean {
  const said = words.toLowerCase().replace(/[?!.]/g, '').trim();
  const labels = languages.map((l) => bot.wordings[l].offers['see-methods'].toLowerCase());
  return labels.includes(said) || /^(?:show )?my (?:sign-?in )?methods$/.test(said);
}

/** The language to answer a message in: the one it is written in, else the client's, else the organisation's. */
export function languageOf(words: string, locale: string | undefined, bot: Bot): Language {
  const own = languages.find((l) => locale?.toLowerCase().startsWith(l));
  const fallback =
    own && bot.profile.languages.includes(own) ? own : (bot.profile.languages[0] ?? 'en');
  return words ? bot.decide(words, undefined).language : fallback;
}
