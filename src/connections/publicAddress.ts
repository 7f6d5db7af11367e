import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * What is not the public internet, by the IANA registries of special-purpose addresses
 * (https://www.iana.org/assignments/iana-ipv4-special-registry), multicast, and the address at which Azure answers
 * its own machines about themselves.
 */
const notPublic = subnets([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]);

/** IPv6 is public in here only: loopback, local, mapped (::ffff:0:0/96) and translated addresses lie outside. */
const globalUnicast = subnets(['2000::/3']);

const loopback = subnets(['127.0.0.0/8', '::1/128']);

/** Whether a resolved address lies on the public internet. Anything that is no plain address does not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, 'ipv4');
  return (
    isPlainIPv6(address) &&
    globalUnicast.check(address, 'ipv6') &&
    !notPublic.check(address, 'ipv6')
  );
}

/** Whether a resolved address is this machine. */
export function isLoopbackAddress(address: string): boolean {
  if (isIPv4(address)) return loopback.check(address, 'ipv4');
  return isPlainIPv6(address) && loopback.check(address, 'ipv6');
}

/** Not `fe80::1%eth0`. */
function isPlainIPv6(address: string): boolean {
  return isIPv6(address) && !address.includes('%');
}

function subnets(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    list.addSubnet(network, Number(prefix), isIPv4(network) ? 'ipv4' : 'ipv6');
  }
  return list;
}
