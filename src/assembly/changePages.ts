import { commonOf } from './about';
import type { Changing } from './changing';
import type { StepPages } from './reentry';
import { methodInWords } from '../connections/teams/conversations/methods';
import { securityInfo } from '../connections/teams/conversations/simple';
import type { Bot } from '../connections/teams/turn';
import {
  changeSignedIn,
  confirmPages,
  gone,
  type ConfirmDesk,
} from '../connections/web/confirmPages';
import { signedInPage } from '../connections/web/signedInPage';
import { notMePages } from '../connections/web/notMePages';
import type { Page } from '../connections/web/pages';
import { report } from '../escalation/desk';
import { inLanguage, type Language } from '../organisation/language';
import { dispute } from '../receipts/dispute';
import { takeBegun } from '../proof/signIn';
import { maskAddress } from '../signInMethods/masking';
import type { PendingChange } from '../signInMethods/pendingChange';
import { beginSignIn, finishSignIn, waiting } from '../signInMethods/stepUp';
import { hasHappened } from '../wording/change';

/** The pages for proving a change and for letting somebody back in, joined with what they need. */
export function signInPages(bot: Bot, { stepUp }: Changing, steps: StepPages | undefined): Page[] {
  if (!stepUp) return [];
  const common = commonOf(bot);
  const desk: ConfirmDesk = {
    ...common,
    waiting: (id) => waiting(id, stepUp),
    begin: (id, browser) => beginSignIn(id, browser, stepUp),
    finish: async (callback, begun) => {
      const confirmed = await finishSignIn(callback, begun, stepUp);
      bot.deliver();
      return confirmed;
    },
    portal: securityInfo,
    newId: bot.newId,
  };
  const nothing = () => Promise.resolve(gone(common));
  return [
    ...confirmPages(desk),
    ...(steps?.pages ?? []),
    signedInPage({
      take: (callback, browser) => takeBegun(callback, browser, stepUp),
      finish: {
        change: (callback, begun) => changeSignedIn(callback, begun, desk),
        reentry: steps?.finish ?? nothing,
        'reentry-approval': steps?.finish ?? nothing,
      },
      gone: () => gone(common),
    }),
  ];
}

/** The pages for disputing a change, joined with what they need. */
export function changePages(bot: Bot, changing: Changing): Page[] {
  const found = async (token: string) => {
    const receipt = await changing.receipts.byToken(token);
    return receipt && changing.changes.find(receipt.changeId);
  };
  return notMePages({
    ...commonOf(bot),
    find: async (token) => {
      const pending = await found(token);
      return pending && { language: pending.language, what: whatOf(bot, pending) };
    },
    dispute: async (token) => {
      const pending = await found(token);
      if (!pending) throw new Error('a dispute names a change that does not exist');
      const openTicket = () => urgentTicket(bot, pending);
      const number = await dispute(pending, { ...bot, freezes: changing.frozen, openTicket });
      bot.deliver();
      return number;
    },
    deskWays: (l) => deskWays(bot, l),
  });
}

function whatOf(bot: Bot, pending: PendingChange): string {
  return hasHappened(pending.change, bot.wordings[pending.language]);
}

async function urgentTicket(bot: Bot, pending: PendingChange): Promise<string> {
  const deskLanguage = bot.profile.languages[0] ?? pending.language;
  const say = bot.wordings[deskLanguage];
  const methods = pending.after?.methods ?? [];
  const mailbox = pending.before?.mailbox;
  const { ticket } = await report(
    pending.person,
    {
      kind: 'suspicious-prompt',
      what: say.notMePage.ticket(hasHappened(pending.change, say)),
      since: '',
      reach: '',
      someoneElse: true,
      language: pending.language,
    },
    {
      organisation: bot.organisation,
      address: mailbox === undefined ? undefined : maskAddress(mailbox),
      methods: methods.filter((m) => m.kind !== 'password').map((m) => methodInWords(m, say)),
      provenBy: 'receipt-link',
      freeze: 'on',
    },
    bot.desk,
  );
  return ticket.number;
}

function deskWays({ profile: { desk } }: Bot, language: Language): string {
  const ways = [desk.telephone, desk.email, desk.place].filter((w) => w !== undefined);
  return [desk.name, ...ways].map((w) => inLanguage(w, language)).join(', ');
}
