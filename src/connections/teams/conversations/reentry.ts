import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { personOf, stepWithinMs, type Reentry } from '../../../escalation/reentry/reentry';
import { reentryEntry } from '../../../escalation/reentry/reentryEntry';
import type { Person } from '../../../organisation/person';
import { maskNumber } from '../../../signInMethods/masking';
import { keepState, stateOf } from '../cardState';
import { plain } from '../text';
import { verb, type Answer, type Bot, type Turn, type Verbs } from '../turn';
import { allowedToIssue, refuse, unlessTrouble, type Allowed } from './reentryAllowed';
import { agentCard, shownPass } from './reentryCards';
import { checksOf } from './deskQueues';
import { card, goneCard, text } from './simple';
import { personPlace } from './ticketCard';

const createVerb = 'desk.tap.create';
const mostChecks = 8;

/** A number that was on record before anybody called: masked, with what it is. */
interface OnRecord {
  readonly masked: string;
  readonly label: string;
}

/** What the directory has, and never what a ticket says. */
async function numbersOnRecord(turn: Turn, bot: Bot, person: Person): Promise<OnRecord[]> {
  const { reentry: say, phoneTypes } = turn.say;
  const known = await bot.directory.person(person);
  const { methods } = await bot.directory.registration(person);
  const atWork = (known?.telephones ?? []).map((n) => ({ number: n, kind: say.form.atWork }));
  const registered = methods.flatMap((m) =>
    m.kind === 'phone' ? [{ number: m.number, kind: phoneTypes[m.phoneType] }] : [],
  );
  return [...atWork, ...registered].map(({ number, kind }) => {
    const masked = maskNumber(number);
    return { masked, label: `${kind}: ${masked}` };
  });
}

const stateSchema = z.object({ ticket: z.string(), masked: z.array(z.string()) });

/** The form: what was checked, and which number on record was called. */
async function start(turn: Turn, { ticket: id }: { ticket: string }, bot: Bot): Promise<Answer> {
  const may = await allowedToIssue(turn, bot, id);
  if ('no' in may) return may.no;
  const { agent, ticket, reentry } = may;
  const person = personOf(ticket);
  const numbers = await numbersOnRecord(turn, bot, person);
  if (numbers.length === 0) return refuse(turn, bot, 'no-number', ticket);
  const privileged = await bot.directory.isPrivileged(person);
  const { form: say } = turn.say.reentry;
  const kept = { ticket: id, masked: numbers.map((n) => n.masked) };
  return card(
    bot.card('reentryForm', turn.language, {
      ticket: id,
      title: say.title(ticket.number),
      intro: say.intro(plain(person.name), reentry.settings?.lifetimeMinutes ?? 0),
      privileged: privileged ? say.privileged : '',
      someoneElse: ticket.someoneElse ? say.someoneElse : '',
      numberLabel: say.number,
      numberRequired: say.numberRequired,
      onRecord: say.onRecord,
      numbers: numbers.map((n, i) => ({ title: n.label, value: String(i) })),
      calledBack: say.calledBack,
      checksTitle: say.checksTitle,
      checks: checksOf(bot, turn.language).map((title, i) => ({
        id: `check${i}`,
        title: plain(title),
      })),
      tick: say.tick,
      done: say.done,
      next: say.next,
      state: await keepState(bot, turn, agent, createVerb, kept),
    }),
  );
}

const ticked = z.enum(['true', 'false']).default('false');
const written = z
  .object({
    state: z.string().max(100),
    ticket: z.string().max(100),
    number: z.string().max(10).default(''),
    calledBack: ticked,
    ...(Object.fromEntries(
      Array.from({ length: mostChecks }, (_, i) => [`check${i}`, ticked]),
    ) as Record<string, typeof ticked>),
  })
  .strict();

/** Takes the form, and asks for the sign-in that the pass needs, or for a second person first. */
async function create(turn: Turn, data: z.infer<typeof written>, bot: Bot): Promise<Answer> {
  const { person: presser } = turn;
  if (!presser) return text(turn.say.desk.notAnAgent);
  const may = await allowedToIssue(turn, bot, data.ticket);
  if ('no' in may) return may.no;
  const kept = await stateOf(bot, turn, presser, createVerb, data.state, stateSchema, 'read');
  if (kept?.ticket !== data.ticket) return { replace: goneCard(bot, turn) };
  const checks = checksOf(bot, turn.language);
  const fields = data as Readonly<Record<string, string>>;
  if (checks.some((_, i) => fields[`check${i}`] !== 'true'))
    return refuse(turn, bot, 'checks-missing', may.ticket);
  const chosen = /^\d$/.test(data.number) ? kept.masked[Number(data.number)] : undefined;
  const numbers = await numbersOnRecord(turn, bot, personOf(may.ticket));
  if (data.calledBack !== 'true' || !numbers.some((n) => n.masked === chosen))
    return refuse(turn, bot, 'number-missing', may.ticket);
  const privileged = await bot.directory.isPrivileged(personOf(may.ticket));
  if (!(await stateOf(bot, turn, presser, createVerb, data.state, stateSchema, 'spend')))
    return { replace: goneCard(bot, turn) };
  return ask(turn, bot, may, { checks: checks.length, calledBack: chosen ?? '', privileged });
}

async function ask(
  turn: Turn,
  bot: Bot,
  { agent, ticket, reentry: parts }: Allowed,
  done: Pick<Reentry, 'checks' | 'calledBack' | 'privileged'>,
): Promise<Answer> {
  const reentry: Reentry = {
    ...done,
    id: bot.newId(),
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    agent,
    person: personOf(ticket),
    lifetimeMinutes: parts.settings?.lifetimeMinutes ?? 0,
    language: turn.language,
    requestId: randomUUID(),
    state: done.privileged ? 'needs-second' : 'needs-proof',
    approvalId: undefined,
    second: undefined,
    approvedAt: undefined,
    expiresAt: bot.now() + stepWithinMs,
    proof: undefined,
    before: undefined,
    validUntil: undefined,
    endedAt: undefined,
    outcome: undefined,
  };
  if (!(await parts.store.open(reentry, reentryEntry(reentry, 'asked', bot))))
    return refuse(turn, bot, 'under-way', ticket);
  if (turn.cardActivity) {
    const place = personPlace(agent.tenantId, agent.id);
    await bot.kept.keepShown(shownPass(reentry.id), place, turn.cardActivity);
  }
  bot.deliver();
  return { replace: agentCard(bot, reentry) };
}

/** The agent's own one, or nothing. */
async function own(turn: Turn, bot: Bot, id: string): Promise<Reentry | undefined> {
  const reentry = await bot.reentry?.store.find(id);
  const { person } = turn;
  const isOwn = reentry?.agent.id === person?.id && reentry?.agent.tenantId === person?.tenantId;
  return isOwn && turn.inPrivate ? reentry : undefined;
}

async function cancel(turn: Turn, { pass }: { pass: string }, bot: Bot): Promise<Answer> {
  const reentry = await own(turn, bot, pass);
  if (!reentry) return { replace: goneCard(bot, turn) };
  if (reentry.state === 'needs-second' || reentry.state === 'needs-proof') {
    const entry = reentryEntry(reentry, 'cancelled', bot);
    await bot.reentry?.store.end(pass, { outcome: 'cancelled', at: bot.now(), entry });
    bot.deliver();
  }
  return passed(turn, { pass }, bot);
}

/** The card without the pass, from then on: what a press answers is shown there and then, the message itself follows. */
async function passed(turn: Turn, { pass }: { pass: string }, bot: Bot): Promise<Answer> {
  const reentry = await own(turn, bot, pass);
  if (!reentry) return { replace: goneCard(bot, turn) };
  await bot.reentry?.store.takeAway(pass, bot.now());
  bot.deliver();
  return { replace: agentCard(bot, reentry) };
}

const reference = z.string().max(100);
const about = z.object({ ticket: reference }).strict();
const aboutPass = z.object({ pass: reference }).strict();

export const reentryVerbs: Verbs = {
  'desk.tap.start': verb(about, unlessTrouble(start)),
  [createVerb]: verb(written, unlessTrouble(create)),
  'desk.tap.cancel': verb(aboutPass, cancel),
  'desk.tap.passed': verb(aboutPass, passed),
};
