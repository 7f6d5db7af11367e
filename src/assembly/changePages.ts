import type { Changing } from './changing';
import { methodInWords } from '../connections/teams/conversations/methods';
import { securityInfo } from '../connections/teams/conversations/simple';
import type { Bot } from '../connections/teams/turn';
import { confirmPages } from '../connections/web/confirmPages';
import { notMePages } from '../connections/web/notMePages';
import type { Page } from '../connections/web/pages';
import { report } from '../escalation/desk';
import { inLanguage, type Language } from '../organisation/language';
import { dispute } from '../receipts/dispute';
import { maskAddress } from '../signInMethods/masking';
import type { PendingChange } from '../signInMethods/pendingChange';
import { beginSignIn, finishSignIn, waiting } from '../signInMethods/stepUp';
import { hasHappened } from '../wording/change';

/** The pages for proving a change and for disputing one, joined with what they need. */
export function changePages(bot: Bot, changing: Changing): Page[] {
  const { stepUp } = changing;
  const language = bot.profile.languages[0] ?? 'en';
  const organisation = (l: Language) => inLanguage(bot.profile.name, l);
  const common = { wordings: bot.wordings, language, organisation };
  const confirming = stepUp
    ? confirmPages({
        ...common,
        waiting: (id) => waiting(id, stepUp),
        begin: (id, browser) => beginSignIn(id, browser, stepUp),
        finish: async (callback, browser) => {
          const confirmed = await finishSignIn(callback, browser, stepUp);
          bot.deliver();
          return confirmed;
        },
        portal: securityInfo,
        newId: bot.newId,
      })
    : [];
  const found = async (token: string) => {
    const receipt = await changing.receipts.byToken(token);
    return receipt && changing.changes.find(receipt.changeId);
  };
  const disputing = notMePages({
    ...common,
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
  return [...confirming, ...disputing];
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
