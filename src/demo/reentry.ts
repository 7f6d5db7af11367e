import type { Library } from '../guides/library';
import { serviceDeskGroup } from './tenant/people';

/** The organisation's content with passes switched on for the simulated desk, where it does not say itself. */
export function withReentry(library: Library, organisation: string): Library {
  const profile = library.profiles.get(organisation);
  if (!profile || profile.desk.reentry) return library;
  const reentry = { groups: [serviceDeskGroup], lifetimeMinutes: 60 };
  const switchedOn = { ...profile, desk: { ...profile.desk, reentry } };
  return { ...library, profiles: new Map([...library.profiles, [organisation, switchedOn]]) };
}
