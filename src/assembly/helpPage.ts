import type { Bot } from '../connections/teams/turn';
import { helpAdmission, ordinaryHelpLimits } from '../connections/web/helpLimits';
import { helpPages } from '../connections/web/helpPages';
import type { Page } from '../connections/web/pages';
import { reportUnverified } from '../escalation/unverified';
import { inLanguage } from '../organisation/language';

/** The public page, joined with the desk it writes to. It gets no way to ask the directory anything. */
export function helpPage(bot: Bot, tenantId: string): Page[] {
  const { profile } = bot;
  return helpPages({
    wordings: bot.wordings,
    languages: profile.languages,
    organisation: (language) => inLanguage(profile.name, language),
    desk: (language) => inLanguage(profile.desk.name, language),
    ways: (language) =>
      (['telephone', 'hours', 'place', 'email'] as const).flatMap((way) => {
        const value = profile.desk[way];
        const title = bot.wordings[language].contact.by[way];
        return value === undefined ? [] : [{ title, value: inLanguage(value, language) }];
      }),
    colour: profile.colour,
    admit: helpAdmission(ordinaryHelpLimits, bot.now),
    report: async ({ name, account, ...said }, language) => {
      const { ticket } = await reportUnverified(
        { ...said, language },
        { tenantId, organisation: bot.organisation, name, about: account },
        undefined,
        bot.desk,
      );
      bot.deliver();
      return ticket.number;
    },
    newId: bot.newId,
  });
}
