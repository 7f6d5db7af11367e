import type { IncomingMessage } from 'node:http';

/**
 * Where a request comes from, for limits only. Each trusted proxy in front of the bot adds the address that it saw to the
 * end of `X-Forwarded-For`; what stands before that is whatever the visitor wrote.
 * @param proxies how many proxies there are; none: the header is not read.
 */
export function visitorOf({ headers, socket }: IncomingMessage, proxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((each) => each.trim());
  const seen = proxies > 0 ? forwarded.at(-proxies) : undefined;
  // Azure's front end writes the port behind an IPv4 address.
  return (seen ?? '').replace(/^([\d.]+):\d+$/, '$1') || (socket.remoteAddress ?? '');
}
