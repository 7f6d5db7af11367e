import { z } from 'zod';
import { report, type Background } from '../../../escalation/desk';
import { ticketKinds, type TicketKind } from '../../../escalation/ticket';
import { maskAddress } from '../../../signInMethods/masking';
import { isTrouble } from '../../../signInMethods/carryOut';
import type { Method } from '../../../signInMethods/method';
import type { Person } from '../../../organisation/person';
import { keepState, stateOf } from '../cardState';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { deskLine } from './guides';
import { methodInWords } from './methods';
import { card, goneCard, text } from './simple';
import { showTicket } from './tickets';
import { ticketCard } from './ticketCard';
import { toldLately } from './told';

const sendVerb = 'report.send';
const stateSchema = z.object({ kind: z.enum(ticketKinds) });

/** The one form: what happened, since when, how to reach them, and whether somebody else has it. */
export async function reportForm(
  bot: Bot,
  turn: Turn,
  kind: TicketKind,
  words: string,
): Promise<Answer> {
  const { person } = turn;
  if (!turn.inPrivate) return text(turn.say.report.onlyInPrivate(deskLine(bot, turn)));
  if (!person) return text(turn.say.methods.notYou);
  const { report: say } = turn.say;
  const isPrompt = kind === 'suspicious-prompt';
  return card(
    bot.card('reportForm', turn.language, {
      ...formFields(turn.say),
      title: say.title[kind],
      intro: say.intro[kind],
      firstTitle: isPrompt ? say.firstTitle : '',
      first: isPrompt ? say.first.map((line) => ({ text: `• ${line}` })) : [],
      what: words,
      verb: sendVerb,
      state: await keepState(bot, turn, person, sendVerb, { kind }),
    }),
  );
}

/** What the form says whatever is reported. */
export function formFields({ report: say }: Turn['say']) {
  return {
    firstTitle: '',
    first: [],
    aboutLabel: '',
    aboutRequired: '',
    whatLabel: say.what,
    whatRequired: say.whatRequired,
    sinceLabel: say.since,
    sincePlaceholder: say.sincePlaceholder,
    reachLabel: say.reach,
    reachPlaceholder: say.reachPlaceholder,
    reachRequired: say.reachRequired,
    someoneElse: say.someoneElse,
    noSecrets: say.noSecrets,
    submit: say.submit,
  };
}

/** What is registered. A directory that does not answer must not keep a report back. */
export async function registered(bot: Bot, person: Person): Promise<readonly Method[]> {
  return (await unlessDown(() => bot.directory.registration(person)))?.methods ?? [];
}

async function unlessDown<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isTrouble(error)) return undefined;
    throw error;
  }
}

/** What the form brings. */
export const written = z
  .object({
    state: z.string().max(100),
    what: z.string().max(5000).default(''),
    since: z.string().max(1000).default(''),
    reach: z.string().max(1000).default(''),
    someoneElse: z.enum(['true', 'false']).default('false'),
  })
  .strict();

async function send(turn: Turn, data: z.infer<typeof written>, bot: Bot): Promise<Answer> {
  const { person } = turn;
  const state =
    person && (await stateOf(bot, turn, person, sendVerb, data.state, stateSchema, 'spend'));
  if (!person || !state) return { replace: goneCard(bot, turn) };
  const { ticket, joined } = await report(
    person,
    {
      kind: state.kind,
      what: data.what,
      since: data.since,
      reach: data.reach,
      someoneElse: data.someoneElse === 'true',
      language: turn.language,
    },
    { ...(await background(bot, turn, person)), ...(await soFar(bot, turn, data.what)) },
    bot.desk,
  );
  await showTicket(bot, turn, ticket);
  bot.deliver();
  const { stored, joined: same, full } = turn.say.ticket;
  const lead = joined ? (ticket.kind === state.kind ? same : full) : stored;
  return { replace: ticketCard(bot, turn.language, ticket, lead) };
}

/** What the bot told them already, and what it is about: by their words, then by what they were shown. */
async function soFar(bot: Bot, turn: Turn, what: string) {
  const { told, topics } = await toldLately(turn, bot);
  return { told, topics: [...new Set([bot.decide(what, turn.language).topic, ...topics])] };
}

/** What the desk gets beside the person's own words, as far as the directory answers. */
async function background(bot: Bot, turn: Turn, person: Person): Promise<Background> {
  const [known, methods] = await Promise.all([
    unlessDown(() => bot.directory.person(person)),
    registered(bot, person),
  ]);
  return {
    organisation: bot.organisation,
    address: known?.address === undefined ? undefined : maskAddress(known.address),
    methods: methods
      .filter((m) => m.kind !== 'password')
      .map((m) => methodInWords(m, bot.wordings[bot.profile.languages[0] ?? turn.language])),
  };
}

export const reportVerbs: Verbs = {
  [sendVerb]: verb(written, send),
};
