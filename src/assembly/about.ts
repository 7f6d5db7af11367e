import type { Bot } from '../connections/teams/turn';
import type { About } from '../connections/web/about';
import { inLanguage, type Language } from '../organisation/language';

/** What the public pages name of the organisation. */
export function aboutOf({ profile }: Bot): About {
  const { name, desk } = profile;
  const ways = [desk.place, desk.email, desk.telephone].filter((w) => w !== undefined);
  return {
    organisation: inLanguage(name, 'en'),
    desk: inLanguage(desk.name, 'en'),
    deskWays: ways.map((w) => inLanguage(w, 'en')),
  };
}

/** In whose name the pages speak, and in which language where nothing says. */
export function commonOf(bot: Bot) {
  return {
    wordings: bot.wordings,
    language: bot.profile.languages[0] ?? 'en',
    organisation: (l: Language) => inLanguage(bot.profile.name, l),
  };
}
