import { samePerson, type Person } from '../../src/organisation/person';
import type { Challenge, ChallengeStore } from '../../src/proof/oneTimeCode';

interface Kept extends Challenge {
  readonly succeeded: boolean;
}

export interface InMemoryChallenges extends ChallengeStore {
  /** Everything that is kept, in the order it was stored. */
  readonly kept: () => readonly Challenge[];
}

/** Challenges in memory. No call waits inside, so each is atomic. */
export function inMemoryChallenges(): InMemoryChallenges {
  const challenges = new Map<string, Kept>();
  const ofPerson = new Map<string, Set<string>>();
  const ofTarget = new Map<string, Set<string>>();
  const ofTenant = new Map<string, Set<string>>();

  const key = (c: Pick<Challenge, 'tenantId' | 'personId'>) => `${c.tenantId}/${c.personId}`;
  const listed = (index: Map<string, Set<string>>, name: string): Kept[] =>
    [...(index.get(name) ?? [])].flatMap((id) => challenges.get(id) ?? []);
  const list = (index: Map<string, Set<string>>, name: string, id: string) =>
    index.set(name, (index.get(name) ?? new Set()).add(id));
  const change = (challenge: Kept, by: Partial<Kept>) => {
    const changed = { ...challenge, ...by };
    challenges.set(challenge.id, changed);
    return changed;
  };
  const isOf = (challenge: Challenge, person: Person) =>
    samePerson(person, { tenantId: challenge.tenantId, id: challenge.personId, name: '' });
  const personKey = (person: Person) => key({ tenantId: person.tenantId, personId: person.id });
  const challengeOf = ({ succeeded: _, ...challenge }: Kept): Challenge => challenge;

  let turn: Promise<unknown> = Promise.resolve();
  const store: InMemoryChallenges = {
    exclusively: (_of, steps) => {
      const mine = turn.then(() => steps(store));
      turn = mine.catch(() => undefined);
      return mine;
    },
    kept: () => [...challenges.values()].map(challengeOf),
    replace: (challenge) => {
      if (challenges.has(challenge.id))
        return Promise.reject(new Error(`there is a challenge ${challenge.id} already`));
      for (const open of listed(ofPerson, key(challenge)))
        if (open.purpose === challenge.purpose && open.endedAt === undefined)
          change(open, { endedAt: challenge.sentAt });
      challenges.set(challenge.id, { ...challenge, succeeded: false });
      list(ofPerson, key(challenge), challenge.id);
      list(ofTarget, challenge.targetDigest, challenge.id);
      list(ofTenant, challenge.tenantId, challenge.id);
      return Promise.resolve();
    },
    countTry: (id, person) => {
      const found = challenges.get(id);
      if (!found || found.endedAt !== undefined || !isOf(found, person))
        return Promise.resolve(undefined);
      return Promise.resolve(challengeOf(change(found, { tries: found.tries + 1 })));
    },
    end: (id, at) => {
      const found = challenges.get(id);
      if (!found || found.endedAt !== undefined) return Promise.resolve(false);
      change(found, { endedAt: at, succeeded: true });
      return Promise.resolve(true);
    },
    sent: (by, since) =>
      Promise.resolve(
        ('person' in by
          ? listed(ofPerson, personKey(by.person))
          : 'tenantId' in by
            ? listed(ofTenant, by.tenantId)
            : listed(ofTarget, by.targetDigest)
        )
          .filter((c) => c.sentAt > since)
          .map((c) => ({ at: c.sentAt, purpose: c.purpose })),
      ),
    failures: (person, since) =>
      Promise.resolve(
        listed(ofPerson, personKey(person))
          .filter((c) => c.sentAt > since)
          .reduce((sum, c) => sum + c.tries - Number(c.succeeded), 0),
      ),
  };
  return store;
}
