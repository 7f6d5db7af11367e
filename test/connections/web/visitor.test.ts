import type { IncomingMessage } from 'node:http';
import { visitorOf } from '../../../src/connections/web/visitor';

const request = (forwarded?: string) =>
  ({
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress: '10.0.0.1' },
  }) as unknown as IncomingMessage;

test.each<[what: string, forwarded: string | undefined, proxies: number, visitor: string]>([
  ['without a proxy is where the connection comes from', undefined, 0, '10.0.0.1'],
  ['without a proxy is not what they say', '203.0.113.9', 0, '10.0.0.1'],
  ['behind a proxy is what it saw', '203.0.113.9', 1, '203.0.113.9'],
  ['behind a proxy is not what they put before it', '198.51.100.7, 203.0.113.9', 1, '203.0.113.9'],
  [
    'behind two proxies is what the first of them saw',
    '198.51.100.7, 203.0.113.9, 10.1.1.1',
    2,
    '203.0.113.9',
  ],
  ['is told without the port', '203.0.113.9:51234', 1, '203.0.113.9'],
  ['may have an IPv6 address', '2001:db8::1', 1, '2001:db8::1'],
  ['behind a proxy that says nothing is the proxy', undefined, 1, '10.0.0.1'],
])('a visitor %s', (_what, forwarded, proxies, visitor) => {
  expect(visitorOf(request(forwarded), proxies)).toBe(visitor);
});
