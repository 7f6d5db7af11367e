import type { Logger } from 'pino';
import { passMaker } from '../connections/graph/temporaryAccessPass';
import type { Database } from '../connections/storage/database';
import type { Delivery } from '../connections/storage/outbox';
import { reentries } from '../connections/storage/reentries';
import type { RecordStore } from '../connections/storage/record/record';
import type { Proactive } from '../connections/teams/notify';
import { passDeliverer, passLineDeliverer, showPass } from '../connections/teams/passNotify';
import type { Bot, Cast } from '../connections/teams/turn';
import type { Page, PageReply } from '../connections/web/pages';
import {
  reentryPages,
  reentryPath,
  stepSignedIn,
  type ReentryDesk,
  type StepTold,
} from '../connections/web/reentryPages';
import { resumePasses } from '../escalation/reentry/issuePass';
import {
  beginStep,
  finishStep,
  waitingStep,
  type ReentryStepParts,
  type StepEnded,
} from '../escalation/reentry/reentrySteps';
import type { TicketStore } from '../escalation/ticketStore';
import { inLanguage } from '../organisation/language';
import type { Person } from '../organisation/person';
import type { Profile } from '../organisation/profile';
import type { BegunSignIn } from '../proof/signIn';
import { momentInWords } from '../wording/moments';
import type { DirectoryReader } from '../signInMethods/directory';
import { commonOf } from './about';
import type { Changing, SignInSetup } from './changing';
import type { Senders } from './outgoing';

/** The pages of a pass, and what they do after a sign-in. */
export interface StepPages {
  readonly pages: Page[];
  readonly finish: (callback: URL, begun: BegunSignIn) => Promise<PageReply>;
}

/** What letting people back in is made of. */
export interface ReentrySources {
  readonly profile: Profile;
  readonly database: Database;
  readonly record: RecordStore;
  readonly changes: Changing;
  readonly signIn: SignInSetup | undefined;
  readonly tickets: TicketStore;
  readonly reading: DirectoryReader;
  readonly cast: Cast | undefined;
  /** Where the bot's pages are. */
  readonly origin: () => string;
}

export type Reentering = ReentryStepParts & NonNullable<Bot['reentry']>;

/** Joins what it needs; undefined where nobody can sign in for it. */
export function reentering(from: ReentrySources): Reentering | undefined {
  const { profile, record, changes, signIn, cast, reading } = from;
  const { stepUp } = changes;
  if (!signIn || !stepUp) return undefined;
  const actors = cast && [cast.agent, ...(cast.secondAgent ? [cast.secondAgent] : [])];
  return {
    ...stepUp,
    settings: profile.desk.reentry,
    store: reentries(from.database, (trx, entry) => record.appendWithin(trx, entry)),
    tickets: from.tickets,
    reading,
    isAgent: (person: Person) =>
      actors
        ? Promise.resolve(actors.some((a) => a.id === person.id))
        : reading.isMemberOfAny(person, profile.desk.groups),
    record,
    makerFor: (accessToken) => passMaker(signIn.delegated(accessToken)),
    link: (id) => `${from.origin()}${reentryPath('reentry', id)}`,
    approvalLink: (id) => `${from.origin()}${reentryPath('reentry-approval', id)}`,
  };
}

/** The pages where agents sign in for a pass; what was made is shown in their own chat at once. */
export function reentryStepPages(
  bot: Bot,
  parts: Reentering | undefined,
  teams: Proactive,
  log: Logger,
): StepPages | undefined {
  if (!parts) return undefined;
  const show = async (ended: StepEnded): Promise<StepTold> => {
    if (ended.kind !== 'ended') return ended;
    const { reentry, issued } = ended;
    if (issued.kind !== 'issued') return { ...ended, issued };
    const told = (kind: 'shown' | 'hidden') => ({ ...ended, issued: { kind } });
    try {
      await showPass(bot, teams, reentry, issued.pass);
      return told('shown');
    } catch (error) {
      // What was to be sent may be part of the error, so nothing of it is logged but the status.
      const { statusCode: status } = error as { statusCode?: unknown };
      const isStatus = typeof status === 'number';
      log.warn({ ...(isStatus ? { status } : {}) }, 'a pass was made and could not be shown');
      return told('hidden');
    }
  };
  const desk: ReentryDesk = {
    ...commonOf(bot),
    waiting: (step, id) => waitingStep(step, id, parts),
    begin: (step, id, browser) => beginStep(step, id, browser, parts),
    finish: async (callback, begun) => {
      const told = await show(await finishStep(callback, begun, parts));
      bot.deliver();
      return told;
    },
    newId: bot.newId,
  };
  return {
    pages: reentryPages(desk),
    finish: (callback, begun) => stepSignedIn(callback, begun, desk),
  };
}

export interface PassSenders {
  readonly bot: Bot;
  readonly teams: Proactive;
  readonly mail: Senders['mail'];
  readonly log: Logger;
}

/** Carries out the deliveries about passes, and leaves all others to `send`. */
export function withPasses(
  { bot, teams, mail, log }: PassSenders,
  send: (waiting: Delivery) => Promise<void>,
): (waiting: Delivery) => Promise<void> {
  const card = passDeliverer(bot, teams);
  const line = passLineDeliverer(bot, teams);
  return async (waiting) => {
    const { kind, subject } = waiting;
    if (kind === 'pass') return card(subject);
    if (kind === 'pass-line') return line(subject);
    if (kind !== 'pass-mail') return send(waiting);
    const sent = await mailAbout(bot, mail, subject);
    if (sent !== 'sent')
      log.warn({ reentryId: subject, sent }, 'nobody was told of a pass by mail');
  };
}

/** Tells the owner of the account by their own mailbox, whoever it was that asked. */
async function mailAbout(bot: Bot, mail: Senders['mail'], id: string) {
  const reentry = await bot.reentry?.store.find(id);
  const ticket = reentry && (await bot.desk.tickets.find(reentry.ticketId));
  const known = reentry && (await bot.directory.person(reentry.person));
  if (!mail || !ticket || !known?.address) return 'no-way';
  const { language } = ticket;
  const { mail: say } = bot.wordings[language].reentry;
  const { name, desk } = bot.profile;
  const when = momentInWords(reentry.endedAt ?? bot.now(), language);
  const ways = [desk.name, desk.telephone, desk.place, desk.email].filter((w) => w !== undefined);
  return mail({
    id,
    to: known.address,
    subject: say.subject(inLanguage(name, language)),
    text: say.text(ticket.number, when, ways.map((w) => inLanguage(w, language)).join(', ')),
  });
}

/** Finds out what became of passes whose writer fell silent. */
export async function resumeReentries(parts: Reentering | undefined, log: Logger): Promise<void> {
  if (!parts) return;
  for (const [{ id }, outcome] of await resumePasses(parts))
    log.info(
      { reentryId: id, outcome: outcome.kind },
      'what became of a pass was found by reading',
    );
}
