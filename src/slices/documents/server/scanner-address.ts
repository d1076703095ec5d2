import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ownPorts } from '#platform/server/print/device/hosts.ts';

/** A virus scanner that speaks clamd's protocol over TCP (`clamd(8)`, INSTREAM). */
export interface Scanner {
  host: string;
  port: number;
}

const here = new BlockList();
here.addSubnet('127.0.0.0', 8, 'ipv4');
here.addAddress('::1', 'ipv6');
/** RFC 1918 and RFC 4193: what is scanned is not for the internet, and neither is what only this machine can reach. */
const clinic = new BlockList();
clinic.addSubnet('10.0.0.0', 8, 'ipv4');
clinic.addSubnet('172.16.0.0', 12, 'ipv4');
clinic.addSubnet('192.168.0.0', 16, 'ipv4');
clinic.addSubnet('fc00::', 7, 'ipv6');
/** Where a cloud tells a machine its keys, in the private range of IPv6. */
const keys = new BlockList();
keys.addAddress('fd00:ec2::254', 'ipv6');

/** Whether documents may be sent there: this machine, but not where we or the database listen, or the clinic's own network. */
export function isScannerAddress(address: string, port: number): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (here.check(plain, family)) return !ownPorts().has(port);
  return clinic.check(plain, family) && !keys.check(plain, family);
}

/** The address to speak to, of a name that leads nowhere else; undefined for one that does, or has none. */
export async function addressOf({ host, port }: Scanner): Promise<string | undefined> {
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
  if (found.some(({ address }) => !isScannerAddress(address, port))) return undefined;
  return found[0]?.address;
}
