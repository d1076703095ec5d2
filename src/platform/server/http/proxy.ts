import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import { plainAddress } from '../network/machine.ts';
import { isStrictTls } from './listener.ts';

export interface TrustProxy {
  /** Says of an address whether it is a proxy of ours: `hop` 0 is who is connected to us, 1 whom that one names, and so on. */
  (address: string | undefined, hop: number): boolean;
  /** Proxies are known by their addresses, and not by standing next to us. */
  named: boolean;
}

/**
 * Reads `TRUST_PROXY`: `1` (or `true`) is whoever is connected to us, one hop and no further, so that what a browser writes into
 * `X-Forwarded-For` itself is never believed; addresses or networks with commas name the proxies.
 * @returns undefined where no proxy is trusted
 * @throws Error when it is neither
 */
export function trustProxyOf(given: string | undefined): TrustProxy | undefined {
  if (!given || given === '0' || given === 'false') return undefined;
  if (given === '1' || given === 'true')
    return Object.assign((_address: string | undefined, hop: number) => hop === 0, { named: false });
  const list = new BlockList();
  for (const one of given.split(',')) {
    const [net, prefix, family] = networkOf(one.trim()) ?? refuseSetting(given);
    list.addSubnet(net, prefix, family);
  }
  const isListed = (address: string | undefined) => {
    const plain = plainAddress(address ?? '');
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
  return Object.assign(isListed, { named: true });
}

/** An address or `address/prefix`. Prefix 0 is none: it would believe whoever calls. */
function networkOf(text: string): [string, number, 'ipv4' | 'ipv6'] | undefined {
  const [, net = '', given] = /^([^/]+)(?:\/([1-9]\d{0,2}))?$/.exec(text) ?? [];
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(net)] ?? 0;
  const prefix = Number(given ?? bits);
  return bits > 0 && prefix <= bits ? [net, prefix, bits === 32 ? 'ipv4' : 'ipv6'] : undefined;
}

function refuseSetting(given: string): never {
  throw new Error(`TRUST_PROXY is 1, or addresses of proxies with commas, not ${given}`);
}

const written = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto'];

/**
 * Takes from a request what only a proxy may say of it, where no proxy of ours sent it. The clinic's devices come to our
 * own TLS themselves: who stands next to us there is a proxy only where its address was named. What is left names addresses
 * and no ports.
 */
export function keepTrusted({ socket, headers }: IncomingMessage, trustProxy: TrustProxy | undefined): void {
  if (!trustProxy) return;
  const isProxy = trustProxy(socket.remoteAddress, 0) && (trustProxy.named || !(socket instanceof TLSSocket));
  if (!isProxy) for (const name of written) delete headers[name];
  const chain = headers['x-forwarded-for'];
  if (chain)
    headers['x-forwarded-for'] = String(chain)
      .split(',')
      .map((one) => withoutPort(one.trim()))
      .join();
}

/** Some proxies write the port too, `203.0.113.9:4711` or `[2001:db8::1]:4711`; tries would be counted on each port anew. */
const withoutPort = (entry: string): string =>
  /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;

/** Whether a request came by TLS that a browser should hold us to: to us, or to a proxy that we trust and that says so. */
export function cameByTls(trustProxy: TrustProxy | undefined) {
  return ({ socket, headers }: IncomingMessage): boolean => {
    if (isStrictTls(socket)) return true;
    if (!trustProxy?.(socket.remoteAddress, 0)) return false;
    // the proxy that is connected to us wrote the last one
    return (
      String(headers['x-forwarded-proto'] ?? '')
        .split(',')
        .at(-1)
        ?.trim() === 'https'
    );
  };
}
