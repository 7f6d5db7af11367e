interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly expiresAt: number;
}

/** The cookies of a browser. As in a browser, a host's cookies are the same on each of its ports. */
export interface CookieJar {
  /** Takes the `Set-Cookie` headers of an answer. */
  take(url: URL, setCookies: readonly string[]): void;
  /** The `Cookie` header for a request; empty when there is none. */
  header(url: URL): string;
}

export function cookieJar(now: () => number = Date.now): CookieJar {
  const kept = new Map<string, Cookie>();
  const fits = (cookie: Cookie, { hostname, pathname }: URL) =>
    cookie.host === hostname &&
    cookie.expiresAt > now() &&
    (pathname === cookie.path || pathname.startsWith(cookie.path.replace(/\/?$/, '/')));
  return {
    take: (url, setCookies) => {
      for (const line of setCookies) {
        const cookie = cookieOf(line, url, now());
        kept.set(`${cookie.host} ${cookie.path} ${cookie.name}`, cookie);
      }
    },
    header: (url) =>
      [...kept.values()]
        .filter((cookie) => fits(cookie, url))
        .sort((one, other) => other.path.length - one.path.length)
        .map(({ name, value }) => `${name}=${value}`)
        .join('; '),
  };
}

function cookieOf(line: string, url: URL, now: number): Cookie {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
  const [name = '', value = ''] = pair.split(/=(.*)/s);
  const attributes = new Map(
    rest.map((part) => {
      const [key = '', said = ''] = part.split(/=(.*)/s);
      return [key.toLowerCase(), said] as const;
    }),
  );
  const maxAge = attributes.get('max-age');
  const expires = attributes.get('expires');
  const expiresAt = maxAge ? now + Number(maxAge) * 1000 : expires ? Date.parse(expires) : Infinity;
  const path = attributes.get('path') ?? '/';
  return { name, value, host: url.hostname, path, expiresAt };
}
