import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readKeyFile, writeKeyFile } from './key-files.ts';
import type { MachineNames } from './machine.ts';
import { NetworkRefused } from './refused.ts';
import type { Certificate, CertificateSource } from './source.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** A server certificate is renewed when this much of its time is left; a PC may be off over long holidays. */
const renewBeforeMs = 60 * dayMs;

const pairShape = z.object({ certificate: z.string(), key: z.string() });
const keptShape = pairShape.extend({
  /** Names and addresses that it was made for, also those that the authority may not vouch for. */
  wanted: z.array(z.string()),
});
type Kept = z.output<typeof keptShape>;

/**
 * The clinic's own authority, `keys/authority.json` in the data folder, and the certificate of this machine that it issues.
 * Both are made where there are none; the authority stays for ten years, the certificate is issued anew before it ends and
 * when the machine's names or addresses change.
 * @param machine reads names and addresses as they are now
 * @throws NetworkRefused when a key file is damaged or readable by other accounts, or the authority has ended
 */
export async function ownCertificate(
  dataDir: string,
  machine: () => MachineNames,
  now: () => number,
): Promise<CertificateSource> {
  const authority = await openAuthority(path.join(dataDir, 'keys/authority.json'), machine(), now());
  const file = path.join(dataDir, 'keys/server.json');
  const parsed = new X509Certificate(authority.certificate);
  let current = await readKept(file, parsed);
  return {
    kind: 'own',
    authority: parsed,
    async read(): Promise<Certificate> {
      const { names, addresses } = machine();
      const wanted = [...names, ...addresses];
      if (now() > Date.parse(parsed.validTo)) throw new NetworkRefused(ended(parsed));
      if (!current || !isFit(current, wanted, now(), parsed)) {
        const { makeServerPair } = await import('./x509.ts');
        current = { ...(await makeServerPair(authority, wanted, now())), wanted };
        await writeKeyFile(file, JSON.stringify(current), { over: true });
      }
      return { certificate: current.certificate, key: current.key };
    },
  };
}

function ended(authority: X509Certificate): string {
  return `The clinic's local authority ended on ${authority.validTo}. Remove keys/authority.json, start again, and pair each device anew.`;
}

async function openAuthority(file: string, { names }: MachineNames, nowMs: number) {
  const found = await readKeyFile(file);
  if (found === undefined) {
    const { makeAuthority } = await import('./x509.ts');
    const hostName = names.find((one) => one !== 'localhost');
    const made = await makeAuthority(hostName, nowMs);
    await writeKeyFile(file, JSON.stringify(made), { over: false });
  }
  const text = found ?? (await readKeyFile(file)) ?? '';
  try {
    return pairShape.parse(JSON.parse(text));
  } catch {
    throw new NetworkRefused(
      `${file} is damaged. Bring it back from a backup, or remove it, start again, and pair each device anew.`,
    );
  }
}

/** A kept certificate of this authority; one that is damaged or another authority's is simply issued anew. */
async function readKept(file: string, authority: X509Certificate): Promise<Kept | undefined> {
  const text = await readKeyFile(file);
  if (text === undefined) return undefined;
  try {
    const kept = keptShape.parse(JSON.parse(text));
    return new X509Certificate(kept.certificate).verify(authority.publicKey) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isFit(kept: Kept, wanted: string[], nowMs: number, authority: X509Certificate): boolean {
  const { validFrom, validTo } = new X509Certificate(kept.certificate);
  // a certificate from the future comes from a clock that has been put right since
  if (Date.parse(validFrom) > nowMs) return false;
  // in the authority's last weeks a new certificate would end no later than this one
  if (Date.parse(validTo) - nowMs < renewBeforeMs && validTo !== authority.validTo) return false;
  return [...kept.wanted].sort().join() === [...wanted].sort().join();
}
