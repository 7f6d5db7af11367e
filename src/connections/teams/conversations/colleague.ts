import { z } from 'zod';
import { reportUnverified } from '../../../escalation/unverified';
import { keepState, stateOf } from '../cardState';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { deskLine } from './guides';
import { formFields, written } from './report';
import { card, goneCard, result, text } from './simple';

const sendVerb = 'colleague.send';

/** The form for somebody else who is locked out: whom, what, and how the desk reaches them. */
export async function colleagueForm(bot: Bot, turn: Turn, words: string): Promise<Answer> {
  const { person } = turn;
  if (!turn.inPrivate) return text(turn.say.report.onlyInPrivate(deskLine(bot, turn)));
  if (!person) return text(turn.say.methods.notYou);
  const { colleague: say } = turn.say;
  return card(
    bot.card('reportForm', turn.language, {
      ...formFields(turn.say),
      title: say.title,
      intro: say.intro,
      aboutLabel: say.about,
      aboutRequired: say.aboutRequired,
      whatLabel: say.what,
      what: words,
      reachLabel: say.reach,
      reachPlaceholder: say.reachPlaceholder,
      someoneElse: say.someoneElse,
      verb: sendVerb,
      state: await keepState(bot, turn, person, sendVerb, {}),
    }),
  );
}

/**
 * Stores the report. Nothing is looked up and nothing of the ticket comes back later, so that nobody learns anything of
 * the account by it.
 */
async function send(turn: Turn, data: z.infer<typeof aboutAnother>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const state =
    person && (await stateOf(bot, turn, person, sendVerb, data.state, z.object({}), 'spend'));
  if (!person || !state) return { replace: goneCard(bot, turn) };
  const { ticket, joined } = await reportUnverified(
    {
      kind: 'lost-access',
      what: data.what,
      since: data.since,
      reach: data.reach,
      someoneElse: data.someoneElse === 'true',
      language: turn.language,
    },
    {
      tenantId: person.tenantId,
      organisation: bot.organisation,
      name: data.about,
      about: data.about,
    },
    person,
    bot.desk,
  );
  bot.deliver();
  const { colleague: say } = turn.say;
  return {
    replace: result(bot, turn, 'good', {
      title: turn.say.ticket.title(ticket.number),
      text: joined ? say.joined(ticket.number) : say.thanks,
      next: say.next,
      notice: '',
    }),
  };
}

const aboutAnother = written.extend({ about: z.string().trim().min(1).max(200) });
const started = z.object({ words: z.string().max(1000).default('') }).strict();

export const colleagueVerbs: Verbs = {
  'colleague.start': verb(started, (turn, { words }, bot) => colleagueForm(bot, turn, words)),
  [sendVerb]: verb(aboutAnother, send),
};
