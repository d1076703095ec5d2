import type { X509Certificate } from 'node:crypto';
import type { Logger } from 'pino';
import type { Handle } from '../http/listener.ts';
import { givenCertificate } from './given-certificate.ts';
import { type HttpsServer, serveHttps } from './https-server.ts';
import { everywhere } from './listen.ts';
import { inUrl, isLoopbackAddress, type MachineNames, namesOfMachine } from './machine.ts';
import { ownCertificate } from './own-certificate.ts';
import { NetworkRefused } from './refused.ts';
import { keepTls, type Tls } from './settings.ts';
import { serveTrust, type TrustServer } from './trust-server.ts';

export interface NetworkState {
  /** `proxy`: something before us speaks TLS, by `PUBLIC_URL`. */
  kind: 'off' | 'own' | 'given' | 'proxy';
  /** Addresses that other devices reach, best first, without a slash at their end. */
  addresses: string[];
  /** Where a device gets the authority's certificate and what it must see there; own authority only. */
  trust?: { addresses: string[]; fingerprint: string; until: string };
}

/** The clinic's network as one process serves it. */
export interface Network {
  state(): NetworkState;
  /** Whether a name or address in a Host or Origin header is this server's own. */
  isOwnHost(host: string): boolean;
  /**
   * Serves the network from now on by the clinic's own authority, also after the next start.
   * @throws NetworkRefused with `because`
   */
  turnOn(): Promise<void>;
  close(): Promise<void>;
}

/** For what serves nobody: commands at the terminal, tests. */
export const noNetwork: Network = {
  state: () => ({ kind: 'off', addresses: [] }),
  isOwnHost: isLoopbackName,
  turnOn: () => Promise.reject(new NetworkRefused('No server is running here.', 'openNetwork')),
  close: async () => undefined,
};

export interface NetworkOptions {
  dataDir: string;
  /** Where HTTPS listens; all addresses unless told. */
  host?: string;
  /** 0 takes any free port. */
  tlsPort: number;
  pairingPort: number;
  publicUrl?: string | undefined;
  log: Logger;
  now(): number;
  machine?: () => MachineNames;
  lookEveryMs?: number;
  /** A demo clinic is for this machine alone. */
  hasDemo(): Promise<boolean>;
}

/**
 * A network that is not served yet. `serve` opens it for a handler; `turnOn` does the same later, on a person's word.
 * @throws NetworkRefused when `PUBLIC_URL` is no address, or one that leads records out in clear
 */
export function openNetwork(
  options: NetworkOptions,
): Network & { serve(tls: Tls, handler: Handle): Promise<void> } {
  const { dataDir, log, now } = options;
  const machine = options.machine ?? namesOfMachine;
  const host = options.host ?? everywhere;
  const outside = options.publicUrl ? outsideOf(options.publicUrl) : undefined;
  let handler: Handle | undefined;
  let https: (HttpsServer & { kind: 'own' | 'given'; authority?: X509Certificate | undefined }) | undefined;
  let trust: TrustServer | undefined;
  let opening: Promise<void> | undefined;

  async function open(tls: Exclude<Tls, { kind: 'off' }>): Promise<void> {
    if (!handler) return noNetwork.turnOn();
    if (await options.hasDemo()) throw new NetworkRefused(demoWords, 'demo');
    const source =
      tls.kind === 'own' ? await ownCertificate(dataDir, machine, now) : givenCertificate(tls, now);
    const lookEveryMs = options.lookEveryMs ?? 30_000;
    const opened = await serveHttps({ source, handler, host, port: options.tlsPort, log, lookEveryMs });
    try {
      const { authority } = source;
      if (authority)
        trust = await serveTrust({ authority, host, port: options.pairingPort, httpsPort: opened.port });
      https = { ...opened, kind: source.kind, authority };
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  function state(): NetworkState {
    if (outside) return { kind: 'proxy', addresses: [outside] };
    if (!https) return { kind: 'off', addresses: [] };
    const { port, kind, authority } = https;
    const hosts = reachable(machine(), https.certificate(), kind);
    const addresses = hosts.map((one) => `https://${inUrl(one)}:${port}`);
    if (!authority || !trust) return { kind, addresses };
    const pairingPort = trust.port;
    return {
      kind,
      addresses,
      trust: {
        addresses: withoutNames(hosts).map((one) => `http://${inUrl(one)}:${pairingPort}`),
        fingerprint: authority.fingerprint256,
        until: new Date(authority.validTo).toISOString(),
      },
    };
  }

  return {
    state,
    isOwnHost: (given) =>
      isLoopbackName(given) || (https !== undefined && speaksFor(https.certificate(), given)),
    async serve(tls, given) {
      handler = given;
      if (outside && (await options.hasDemo())) throw new NetworkRefused(demoWords, 'demo');
      if (tls.kind !== 'off') await open(tls);
    },
    async turnOn() {
      if (https) return;
      // pressed twice, it opens once
      opening ??= open({ kind: 'own' })
        .then(() => keepTls(dataDir, { kind: 'own' }))
        .finally(() => {
          opening = undefined;
        });
      await opening;
    },
    async close() {
      await Promise.all([https?.close(), trust?.close()]);
      https = undefined;
      trust = undefined;
    },
  };
}

export const demoWords =
  'Refusing to serve the network: this data folder holds a demo clinic, whose sign-ins everybody knows. Use a data folder of its own for the real clinic (SERAMBI_DATA=… with SERAMBI_DEMO=0), or go on on this machine alone.';

/** Where a proxy serves others than this machine; undefined where it serves this one alone. */
function outsideOf(publicUrl: string): string | undefined {
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new NetworkRefused(`PUBLIC_URL is an address such as https://klinik.example, not ${publicUrl}`);
  if (isLoopbackName(url.hostname)) return undefined;
  if (url.protocol === 'https:') return url.origin;
  throw new NetworkRefused(
    `Refusing to serve records at ${publicUrl} without TLS: PUBLIC_URL must begin with https://.`,
    'openNetwork',
  );
}

/** @param host as in a Host header, without its port */
function isLoopbackName(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

const isAddress = (host: string) => /^[\d.]+$|:/.test(host);

/** A name of ours is held to HTTPS by a browser that was there before; an address never is. */
function withoutNames(hosts: string[]): string[] {
  const addresses = hosts.filter(isAddress);
  return addresses.length > 0 ? addresses : hosts;
}

function speaksFor(certificate: X509Certificate, host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (isAddress(bare) ? certificate.checkIP(bare) : certificate.checkHost(bare)) !== undefined;
}

/** What other devices can type: names of a given certificate, or our addresses and then our names. */
function reachable(machine: MachineNames, shown: X509Certificate, kind: 'own' | 'given'): string[] {
  const beyond = (one: string) => !isLoopbackName(one);
  const { names, addresses } = machine;
  if (kind === 'own') {
    const local = names.filter((one) => one.endsWith('.local'));
    return [...addresses, ...local].filter(beyond).filter((one) => speaksFor(shown, one));
  }
  const own = [...names, ...addresses].filter(beyond).filter((one) => speaksFor(shown, one));
  const written = [...(shown.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):([^,\s]+)/g)].map(
    (one) => one[1] ?? '',
  );
  return [...new Set([...own, ...written.filter((one) => beyond(one) && !one.startsWith('*'))])];
}
