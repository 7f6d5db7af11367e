/** How many reports the public page takes within an hour. */
export interface HelpLimits {
  readonly perNetwork: number;
  readonly total: number;
}

/** A household or a small office may be locked out together; a machine that writes tickets is soon stopped. */
export const ordinaryHelpLimits: HelpLimits = { perNetwork: 5, total: 60 };

const hourMs = 60 * 60_000;

/** Says whether one more report is taken now from this address, and counts it then. A refused one counts for nothing. */
export function helpAdmission(limits: HelpLimits, now: () => number): (from: string) => boolean {
  const taken: { at: number; network: string }[] = [];
  return (from) => {
    const since = now() - hourMs;
    while (taken[0] && taken[0].at <= since) taken.shift();
    const network = networkOf(from);
    const mine = taken.filter((t) => t.network === network).length;
    if (mine >= limits.perNetwork || taken.length >= limits.total) return false;
    taken.push({ at: now(), network });
    return true;
  };
}

/** What one subscriber has: an IPv4 address, or the first 64 bits of an IPv6 address (RFC 6177). */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
