import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Why a printer's address is not let through. A station's printers are typed by a person and spoken to by the server, so
 * they must not lead it to what only the server can reach.
 */
export type HostFault = 'notPrivate' | 'metadata' | 'linkLocal' | 'thisMachine' | 'ownPort';

const ranges = (...subnets: [string, number][]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  return list;
};
/** RFC 1918, and RFC 4193 for IPv6. */
const privateNets = ranges(['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['fc00::', 7]);
const loopback = ranges(['127.0.0.0', 8], ['::1', 128]);
/** RFC 3927 and RFC 4291; clouds serve their metadata there. */
const linkLocal = ranges(['169.254.0.0', 16], ['fe80::', 10]);
/** Where clouds tell a machine its keys: AWS, Azure, Google and others; AWS by IPv6; Alibaba. */
const metadata = ranges(
  ['169.254.169.254', 32],
  ['169.254.170.2', 32],
  ['fd00:ec2::254', 128],
  ['100.100.100.200', 32],
);
const metadataNames = /^(metadata|instance-data)(\.google\.internal|\.ec2\.internal)?\.?$/i;

/** On this machine a printer may be shared on the JetDirect ports alone; everything else there is somebody's service. */
const isSharedPrinterPort = (port: number) => port >= 9100 && port <= 9199;

/** Ports on which this program and its database listen, as the environment says. */
export function ownPorts(env: NodeJS.ProcessEnv = process.env): Set<number> {
  const ports = [env.PORT ?? '8080', env.SERAMBI_TLS_PORT, env.SERAMBI_PAIRING_PORT].map(Number);
  for (const url of [env.DATABASE_URL, env.DATABASE_ADMIN_URL]) {
    // several hosts stand in one address where the database fails over, which `URL` does not read
    for (const [, port] of url?.matchAll(/:(\d{1,5})(?=[,/?]|$)/g) ?? []) ports.push(Number(port));
  }
  return new Set([5432, ...ports.filter((port) => port > 0)]);
}

/**
 * Judges one address of a printer.
 * @param address IPv4 or IPv6 in figures; IPv4 inside IPv6 is judged as what it stands for
 */
export function faultOfAddress(address: string, port: number, own = ownPorts()): HostFault | undefined {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  const within = (list: BlockList) => list.check(plain, family);
  if (within(metadata)) return 'metadata';
  if (within(linkLocal)) return 'linkLocal';
  const here = within(loopback) || isOurs(plain);
  if (here && own.has(port)) return 'ownPort';
  if (within(loopback)) return isSharedPrinterPort(port) ? undefined : 'thisMachine';
  return within(privateNets) ? undefined : 'notPrivate';
}

function isOurs(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((one) => one.address === address));
}

/** Judges what was typed, as far as that can be done without asking the network for a name. */
export function faultOfHost(host: string, port: number, own = ownPorts()): HostFault | undefined {
  if (isIP(host)) return faultOfAddress(host, port, own);
  if (metadataNames.test(host)) return 'metadata';
  return /^localhost\.?$/i.test(host) ? faultOfAddress('127.0.0.1', port, own) : undefined;
}

/**
 * The address to speak to. A name is looked up once and the address used as it is: a name that answers otherwise the
 * second time leads nowhere else.
 * @returns the address; the fault of any address that the name has; or `unreachable` when it has none
 */
export async function addressOf(
  to: { host: string; port: number },
  withinMs: number,
): Promise<{ address: string } | { fault: HostFault } | 'unreachable'> {
  const typed = faultOfHost(to.host, to.port);
  if (typed) return { fault: typed };
  if (isIP(to.host)) return { address: to.host };
  const late = AbortSignal.timeout(withinMs);
  const given = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(late.reason)));
  const found = await Promise.race([lookup(to.host, { all: true }), given]).catch(() => []);
  for (const { address } of found) {
    const fault = faultOfAddress(address, to.port);
    if (fault) return { fault };
  }
  const [first] = found;
  return first ? { address: first.address } : 'unreachable';
}
