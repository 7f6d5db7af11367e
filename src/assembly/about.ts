import type { Bot } from '../connections/teams/turn';
import type { About } from '../connections/web/about';
import { inLanguage } from '../organisation/language';

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
