import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { NetworkRefused } from './refused.ts';
import type { Certificate, CertificateSource } from './source.ts';

/**
 * A certificate that the clinic has from elsewhere. Its files are read anew each time, so that whatever renews them need
 * not tell us.
 * @param files PEM: the chain with the server's certificate first, and its key
 */
export function givenCertificate(files: { cert: string; key: string }, now: () => number): CertificateSource {
  return {
    kind: 'given',
    async read() {
      const found = {
        certificate: await text(files.cert, 'certificate'),
        key: await text(files.key, 'key'),
      };
      checkPair(found, files, now());
      return found;
    },
  };
}

async function text(file: string, what: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new NetworkRefused(`The TLS ${what} ${file} cannot be read (${error.code ?? error.message}).`);
  });
}

/**
 * Refuses what no browser would take.
 * @throws NetworkRefused when the two are not a certificate and its key, or it is not valid now
 */
export function checkPair(found: Certificate, files: { cert: string; key: string }, nowMs: number): void {
  const certificate = parse(() => new X509Certificate(found.certificate), files.cert, 'certificate');
  const key = parse(() => createPrivateKey(found.key), files.key, 'private key without a passphrase');
  if (!certificate.checkPrivateKey(key))
    throw new NetworkRefused(`The key ${files.key} is not the one of the certificate ${files.cert}.`);
  if (Date.parse(certificate.validTo) <= nowMs)
    throw new NetworkRefused(`The certificate ${files.cert} ended on ${certificate.validTo}.`);
  if (Date.parse(certificate.validFrom) > nowMs)
    throw new NetworkRefused(`The certificate ${files.cert} begins on ${certificate.validFrom} only.`);
}

function parse<T>(read: () => T, file: string, what: string): T {
  try {
    return read();
  } catch {
    throw new NetworkRefused(`${file} holds no ${what} in PEM form.`);
  }
}
