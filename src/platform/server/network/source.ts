import type { X509Certificate } from 'node:crypto';

/** What a TLS server shows: the chain and its private key, PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

/** Where the certificate comes from. It is read again and again, and what it gives may change each time. */
export interface CertificateSource {
  kind: 'own' | 'given';
  /** Of the clinic's own authority, which devices must be told to trust. */
  authority?: X509Certificate;
  /** @throws NetworkRefused when there is none that can be served */
  read(): Promise<Certificate>;
}
