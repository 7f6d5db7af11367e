/** Which other sides a request may go to. Comes from configuration, never from a message or an answer. */
export interface Allowed {
  /** Host names in lower case, without ports. */
  readonly hosts: readonly string[];
  /** The other side is a simulation on this machine: a loopback host is taken, and http to it. */
  readonly simulation?: boolean;
}

export const urlRefusals = [
  'not-a-url',
  'not-https',
  'credentials-in-url',
  'not-a-full-host-name',
  'host-not-allowed',
] as const;
export type UrlRefusal = (typeof urlRefusals)[number];

export type CheckedUrl =
  { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly reason: UrlRefusal };

/** The names of this machine, as a parsed address shows them. */
const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request may go to an address at all: https, a listed host by its full public-looking name, no
 * credentials in it. Addresses in figures are refused in all spellings, since parsing makes them one
 * (`http://2130706433` is 127.0.0.1). Where the name leads is checked when connecting.
 */
export function checkUrl(address: string, allowed: Allowed): CheckedUrl {
  if (!URL.canParse(address)) return refused('not-a-url');
  const url = new URL(address);
  const simulated = allowed.simulation === true && isLoopbackName(url.hostname);
  if (url.protocol !== 'https:' && !(simulated && url.protocol === 'http:'))
    return refused('not-https');
  if (url.username !== '' || url.password !== '') return refused('credentials-in-url');
  if (!simulated && !isFullName(url.hostname)) return refused('not-a-full-host-name');
  if (!allowed.hosts.includes(url.hostname)) return refused('host-not-allowed');
  return { ok: true, url };
}

/** The only host that an address from the settings may be used for; empty where it cannot be read. */
export function hostsOf(address: string): string[] {
  return URL.canParse(address) ? [new URL(address).hostname] : [];
}

/** Whether a parsed address's host is this machine. */
export function isLoopbackName(hostname: string): boolean {
  return loopbackNames.includes(hostname);
}

/** At least two labels, the last with a letter in it; no trailing dot, which would dodge a list of names. */
function isFullName(hostname: string): boolean {
  return (
    /^(?:[a-z0-9_-]+\.)+[a-z0-9-]*[a-z][a-z0-9-]*$/.test(hostname) &&
    !hostname.endsWith('.localhost')
  );
}

function refused(reason: UrlRefusal): CheckedUrl {
  return { ok: false, reason };
}
