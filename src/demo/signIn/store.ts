import type { Adapter, AdapterPayload } from './library';

/** More than a demonstration needs at once; the oldest make room. */
const most = 1_000;

/**
 * Keeps what the provider hands out (codes, tokens, sign-ins under way) in memory only: a restart forgets it all,
 * and people sign in again. The provider itself looks at the expiry of what it finds.
 *
 * @returns what oidc-provider asks an adapter of, once for each kind of thing
 */
export function inMemory(): (kind: string) => Adapter {
  return () => {
    const kept = new Map<string, AdapterPayload>();
    const find = (wanted: (payload: AdapterPayload) => boolean) =>
      Promise.resolve([...kept.values()].find(wanted));
    return {
      upsert: (id, payload) => {
        kept.delete(id);
        const [oldest] = kept.keys();
        if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
        kept.set(id, payload);
        return Promise.resolve();
      },
      find: (id) => Promise.resolve(kept.get(id)),
      findByUid: (uid) => find((payload) => payload.uid === uid),
      findByUserCode: (userCode) => find((payload) => payload.userCode === userCode),
      consume: (id) => {
        const payload = kept.get(id);
        if (payload) kept.set(id, { ...payload, consumed: true });
        return Promise.resolve();
      },
      destroy: (id) => {
        kept.delete(id);
        return Promise.resolve();
      },
      revokeByGrantId: (grantId) => {
        for (const [id, payload] of kept) if (payload.grantId === grantId) kept.delete(id);
        return Promise.resolve();
      },
    };
  };
}
