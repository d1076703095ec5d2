import { BlockList, isIP, isIPv6 } from 'node:net';

/** Machines of the clinic's own network: RFC 1918, loopback and link-local, and their likes in IPv6 (RFC 4193, 4291). */
const own = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  own.addSubnet(net, bits, 'ipv4');
own.addAddress('::1', 'ipv6');
own.addSubnet('fc00::', 7, 'ipv6');
own.addSubnet('fe80::', 10, 'ipv6');

/** IPv4 that arrives on an IPv6 socket is written `::ffff:192.0.2.1`. */
function plain(address: string): string {
  return address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
}

/** Whether an address lies outside of loopback and private networks. One that cannot be read counts as outside. */
export function isRemote(address: string): boolean {
  const bare = plain(address);
  return isIP(bare) === 0 || !own.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}

/**
 * What tries are counted on: an IPv4 address, or the /64 of an IPv6 one, which a single line gets whole.
 * @returns null where there is none (the terminal)
 */
export function addressGroup(address: string | undefined): string | null {
  if (address === undefined) return null;
  const bare = plain(address);
  if (!isIPv6(bare)) return bare.slice(0, 60);
  const [head = '', tail = ''] = bare.replace(/%.*$/, '').split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = bare.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}
