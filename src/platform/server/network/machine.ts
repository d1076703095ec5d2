import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import os from 'node:os';

/** An address without the IPv4-in-IPv6 spelling and without a zone: `::ffff:10.0.0.1` is `10.0.0.1`. */
export function plainAddress(address: string): string {
  const bare = (address.split('%')[0] ?? '').replace(/^\[|\]$/g, '');
  const mapped = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  const hex = /^(?:0*:)*:?(?:0*:)*ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(bare);
  if (!hex || isIP(bare) !== 6) return bare.toLowerCase();
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Networks that belong to a house and not to the internet: RFC 1918, RFC 4193, and link-local. */
export const privateNetworks = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
] as const;

export const loopbackNetworks = [
  ['127.0.0.0', 8],
  ['::1', 128],
] as const;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function listOf(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of networks) list.addSubnet(net, prefix, familyOf(net));
  return list;
}
const privateList = listOf(privateNetworks);
const loopbackList = listOf(loopbackNetworks);

function within(list: BlockList, address: string): boolean {
  const plain = plainAddress(address);
  return isIP(plain) !== 0 && list.check(plain, familyOf(plain));
}

/** @param address IPv4 or IPv6 in any spelling; a name is none */
export const isPrivateAddress = (address: string): boolean => within(privateList, address);
/** @param address IPv4 or IPv6 in any spelling; a name is none */
export const isLoopbackAddress = (address: string): boolean => within(loopbackList, address);

/**
 * Whether nobody but this machine can reach what listens on a host: every address that it stands for is loopback. Names are
 * looked up as listening does, so `0`, `127.1`, a name that resolves elsewhere and the empty host are all told apart.
 */
export async function staysOnThisMachine(host: string): Promise<boolean> {
  // listening on no host in particular is listening on all
  if (host === '') return false;
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.length > 0 && found.every(({ address }) => isLoopbackAddress(address));
}

/** What a server certificate of this machine must speak for. */
export interface MachineNames {
  /** The host name, `NAME.local` and `localhost`. */
  names: string[];
  /** Private addresses, those of real network cards first, then loopback. */
  addresses: string[];
}

/** Network cards that other devices of the house cannot reach: bridges of containers and virtual machines. */
const virtualCard = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|podman|lxc|tap|utun|bridge)/;

/** Reads the machine's names and addresses as they are now. */
export function namesOfMachine(
  hostName: string = os.hostname(),
  cards: NodeJS.Dict<os.NetworkInterfaceInfo[]> = os.networkInterfaces(),
): MachineNames {
  const name = hostName.toLowerCase().replace(/\.$/, '');
  const named = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\.[a-z0-9][a-z0-9-]{0,62})*$/.test(name);
  const local = `${name.split('.')[0]}.local`;
  const reachable = Object.entries(cards)
    .sort(([a], [b]) => Number(virtualCard.test(a)) - Number(virtualCard.test(b)))
    .flatMap(([, infos]) => infos ?? [])
    // a link-local IPv6 address means nothing without the name of a card, which differs on each device
    .filter(({ address, internal }) => !internal && isPrivateAddress(address) && !/^fe80:/i.test(address))
    .map(({ address }) => plainAddress(address));
  // what a person types first: IPv4 is shorter
  const ordered = [
    ...reachable.filter((one) => isIP(one) === 4),
    ...reachable.filter((one) => isIP(one) === 6),
  ];
  return {
    names: [...new Set([...(named ? [name, local] : []), 'localhost'])],
    addresses: [...new Set([...ordered, '127.0.0.1', '::1'])],
  };
}

/** The address for a URL: IPv6 stands in brackets. */
export function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
