import type { Library } from '../guides/library';
import { serviceDeskGroup } from './tenant/people';

/** The organisation's content with the simulated desk's group, and passes switched on for it, where it does not say itself. */
export function withReentry(library: Library, organisation: string): Library {
  const profile = library.profiles.get(organisation);
  if (!profile || profile.desk.reentry) return library;
  const reentry = { groups: [serviceDeskGroup], lifetimeMinutes: 60 };
  const groups = profile.desk.groups.length > 0 ? profile.desk.groups : [serviceDeskGroup];
  const switchedOn = { ...profile, desk: { ...profile.desk, groups, reentry } };
  return { ...library, profiles: new Map([...library.profiles, [organisation, switchedOn]]) };
}
