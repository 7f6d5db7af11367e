/** How many activities are taken within a minute. */
export interface Limits {
  readonly perPerson: number;
  readonly perTenant: number;
}

/** Far above what a person does, far below what a machine can. */
export const ordinaryLimits: Limits = { perPerson: 60, perTenant: 1200 };

const windowMs = 60_000;
/** Counters of older minutes are dropped when there are this many. */
const mostCounters = 10_000;

/** Counts who knocks, minute by minute. False: not now. */
export type Admit = (tenant: string, person: string) => boolean;

export function admission(limits: Limits, now: () => number): Admit {
  const counters = new Map<string, { minute: number; count: number }>();
  const counted = (key: string, limit: number): boolean => {
    const minute = Math.floor(now() / windowMs);
    const counter = counters.get(key);
    const count = counter?.minute === minute ? counter.count + 1 : 1;
    counters.set(key, { minute, count });
    if (counters.size > mostCounters)
      for (const [old, c] of counters) if (c.minute !== minute) counters.delete(old);
    return count <= limit;
  };
  return (tenant, person) =>
    counted(`person/${tenant}/${person}`, limits.perPerson) &&
    counted(`tenant/${tenant}`, limits.perTenant);
}

/** True at most once a minute for each kind: for what an attacker could repeat at will. */
export function onceAMinute(now: () => number): (kind: string) => boolean {
  const last = new Map<string, number>();
  return (kind) => {
    const before = last.get(kind);
    if (before !== undefined && now() < before + windowMs) return false;
    last.set(kind, now());
    return true;
  };
}
