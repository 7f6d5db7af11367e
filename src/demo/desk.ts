import type { Library } from '../guides/library';
import type { Profile } from '../organisation/profile';

/**
 * The library with a desk that has a second queue and a promise, so that both can be seen in the demonstration. The
 * queues share a channel: the Playground has one beside the desk's, and that is everybody's.
 */
export function withDemonstrationDesk(library: Library, profile: Profile): Library {
  const { desk } = profile;
  const queues = desk.queues ?? [
    { id: 'desk', name: desk.name },
    { id: 'security', name: { en: 'Security', fr: 'Sécurité' } },
  ];
  const promise = desk.promise ?? { normal: 240, urgent: 30 };
  const shown: Profile = { ...profile, desk: { ...desk, queues, promise } };
  return { ...library, profiles: new Map([...library.profiles, [profile.id, shown]]) };
}
