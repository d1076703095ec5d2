import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import { loopbackNetworks, privateNetworks } from './machine.ts';

/**
 * The part that makes certificates; loaded when one must be made and not at every start. P-256 and SHA-256 throughout:
 * every browser and telephone takes them.
 */
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** A certificate and its private key, both PEM. */
export interface Pair {
  certificate: string;
  key: string;
}

/** The authority lives longer than the office PC; every device has to be visited when it ends. */
const authorityYears = 10;
/** Browsers refuse more than 398 days. */
export const serverDays = 397;

/**
 * A new local authority. It can vouch only for this machine's name, for `.local`, and for addresses that exist in no other
 * house (RFC 5280, 4.2.1.10): whoever steals it cannot stand in for a bank.
 * @param hostName the machine's; left out where it is none that a certificate can carry
 */
export async function makeAuthority(hostName: string | undefined, nowMs: number): Promise<Pair> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuedOn = new Date(nowMs).toISOString().slice(0, 10);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: [{ O: ['Serambi'] }, { CN: [`Serambi ${hostName ?? 'clinic'} ${issuedOn}`] }],
    notBefore: new Date(nowMs - hourMs),
    notAfter: new Date(nowMs + authorityYears * 365.25 * dayMs),
    signingAlgorithm: algorithm,
    keys: keys as never,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as never),
      new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints(hostName))),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

function constraints(hostName: string | undefined): NameConstraints {
  const names = [...new Set(['local', 'localhost', ...(hostName ? [hostName] : [])])];
  const nets = [...loopbackNetworks, ...privateNetworks].map(([net, prefix]) => `${net}/${prefix}`);
  return new NameConstraints({
    permittedSubtrees: new GeneralSubtrees([
      ...names.map((dNSName) => new GeneralSubtree({ base: new GeneralName({ dNSName }) })),
      ...nets.map((iPAddress) => new GeneralSubtree({ base: new GeneralName({ iPAddress }) })),
    ]),
  });
}

/** Names that the authority may vouch for. */
function permittedNames(authority: x509.X509Certificate): string[] {
  const found = authority.getExtension(id_ce_nameConstraints);
  if (!found) return [];
  const { permittedSubtrees } = AsnConvert.parse(found.value, NameConstraints);
  return [...(permittedSubtrees ?? [])].flatMap(({ base }) => base.dNSName ?? []);
}

/**
 * A certificate of this machine from its authority, for at most 397 days. Names that the authority may not vouch for are
 * left out: the machine has been renamed since, and `NAME.local` serves on.
 * @param wanted names and addresses
 */
export async function makeServerPair(authority: Pair, wanted: string[], nowMs: number): Promise<Pair> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const permitted = permittedNames(issuer);
  const may = (name: string) => permitted.some((one) => name === one || name.endsWith(`.${one}`));
  const spoken = wanted.filter((one) => isIP(one) !== 0 || may(one));
  const signingKey = await webcrypto.subtle.importKey('pkcs8', bytesOf(authority.key), algorithm, false, [
    'sign',
  ]);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    issuer: issuer.subjectName,
    subject: [{ O: ['Serambi'] }, { CN: [spoken[0] ?? 'localhost'] }],
    notBefore: new Date(nowMs - hourMs),
    notAfter: new Date(Math.min(nowMs + serverDays * dayMs, issuer.notAfter.getTime())),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey as never,
    signingKey: signingKey as never,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        spoken.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey as never),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await pemOf(keys.privateKey) };
}

/** Positive and 126 random bits, as RFC 5280 wants it: at most 20 octets, never 0. */
function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function bytesOf(pem: string): ArrayBuffer {
  const [first] = x509.PemConverter.decode(pem);
  if (!first) throw new Error('no key in this PEM');
  return first;
}
