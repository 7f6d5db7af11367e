import type { Library } from '../guides/library';
import type { Profile } from '../organisation/profile';
import { securityChannel } from './playground/config';

/** The library with a desk that has a second queue and a promise, so that both can be seen in the demonstration. */
export function withDemonstrationDesk(library: Library, profile: Profile): Library {
  const { desk } = profile;
  const shown: Profile = {
    ...profile,
    desk: {
      ...desk,
      queues: desk.queues ?? [
        { id: 'desk', name: desk.name },
        {
          id: 'security',
          name: { en: 'Security', fr: 'Sécurité' },
          channel: securityChannel,
        },
      ],
      promise: desk.promise ?? { normal: 240, urgent: 30 },
    },
  };
  return { ...library, profiles: new Map([...library.profiles, [profile.id, shown]]) };
}
