import type { Running } from '../assembly/assemble';
import { inLanguage } from '../organisation/language';
import type { Profile } from '../organisation/profile';
import type { DemonstrationSettings } from '../organisation/settings';

/** Where to go, and what to try there. */
export function welcome(
  settings: DemonstrationSettings,
  folder: string,
  url: string,
  profile: Profile,
  { bot }: Running,
): string {
  return `
  The demonstration runs. Open  ${url}

  Ask in the personal chat:   How do I change my number?
                              Show my sign-in methods
                              My phone fell in the canal
  Then try:                   change or remove a method, sign in for it (or as somebody else),
                              read the receipt below, and press “This wasn’t me”
  Be the service desk:        be the desk, then “tickets”: take one, and let the person back in
  Be somebody else:           be Megan, be Adele, be Isaiah, be Patti, be the second agent

  Organisation:               ${inLanguage(profile.name, 'en')} (ORGANISATION=${settings.ORGANISATION})
  Phone and mailbox:          ${bot.codeDelivery.inbox ?? ''}
  For who is locked out:      http://localhost:${settings.PORT}/help
  Data:                       ${folder}

  This is a demonstration: a simulated tenant and sign-in, this machine only. Ctrl-C ends it.
`;
}
