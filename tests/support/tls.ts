import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 24 * 60 * 60 * 1000;

export interface Pem {
  certificate: string;
  key: string;
}

/**
 * A certificate as somebody else would make it: self-signed, or by an authority whose key was taken.
 * @param fromDays begin and `untilDays` end, counted from now
 */
export async function foreignCertificate(
  host: string,
  options: { authority?: Pem; fromDays?: number; untilDays?: number } = {},
): Promise<Pem> {
  const { authority, fromDays = -1, untilDays = 90 } = options;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  // of two with the same name a client would try the wrong one
  const name = `CN=${host} ${globalThis.crypto.randomUUID()}`;
  const type = isIP(host) === 0 ? ('dns' as const) : ('ip' as const);
  const dates = {
    notBefore: new Date(Date.now() + fromDays * dayMs),
    notAfter: new Date(Date.now() + untilDays * dayMs),
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type, value: host }])],
  };
  const made = authority
    ? await x509.X509CertificateGenerator.create({
        ...dates,
        subject: name,
        issuer: new x509.X509Certificate(authority.certificate).subjectName,
        publicKey: keys.publicKey as never,
        signingKey: (await importKey(authority.key)) as never,
      })
    : await x509.X509CertificateGenerator.createSelfSigned({
        ...dates,
        name,
        keys: keys as never,
      });
  const key = x509.PemConverter.encode(
    await webcrypto.subtle.exportKey('pkcs8', keys.privateKey),
    'PRIVATE KEY',
  );
  return { certificate: made.toString('pem'), key };
}

function importKey(pem: string) {
  const [bytes] = x509.PemConverter.decode(pem);
  return webcrypto.subtle.importKey('pkcs8', bytes as ArrayBuffer, algorithm, false, ['sign']);
}

/** A TLS server that shows a certificate and says nothing. */
export async function serveOnce(
  { certificate, key }: Pem,
  options: TlsOptions = {},
): Promise<{ port: number; close(): Promise<void> }> {
  const open = new Set<TLSSocket>();
  const server = createServer({ ...options, cert: certificate, key }, (socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface Shaken {
  authorized: boolean;
  /** OpenSSL's or Node's code of what is wrong. */
  error?: string;
  protocol?: string | null;
  fingerprint?: string;
}

/**
 * Node's own client shakes hands and checks the chain and the name.
 * @param options.ca trusted alone; `host` is the name that the certificate must be for; `at` where to connect
 */
export async function handshake(
  port: number,
  options: {
    ca?: string;
    host: string;
    at?: string;
    versions?: { min: 'TLSv1' | 'TLSv1.2'; max: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' };
  },
): Promise<Shaken> {
  const { ca, host, at = '127.0.0.1', versions } = options;
  const socket = connect({
    port,
    host: at,
    // the name to check; an address is never sent as a server name
    ...(isIP(host) === 0 && { servername: host }),
    checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
    ...(ca !== undefined && { ca }),
    // old versions are refused by OpenSSL itself unless the client asks for its lowest level
    ...(versions && { minVersion: versions.min, maxVersion: versions.max, ciphers: 'DEFAULT@SECLEVEL=0' }),
  });
  try {
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    return { authorized: socket.authorized, protocol: socket.getProtocol(), fingerprint: fingerprint256 };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { authorized: false, error: code === undefined || code === 'UNSPECIFIED' ? message : code };
  } finally {
    socket.destroy();
  }
}
