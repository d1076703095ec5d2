import path from 'node:path';
import { sql } from 'kysely';
import {
  type Anchor,
  anchorFolder,
  anchorOf,
  newestAnchors,
  readAnchors,
  restoredAnchor,
} from '#platform/server/audit/anchor.ts';
import type { Fault } from '#platform/server/audit/faults.ts';
import { readAuditKeys } from '#platform/server/audit/key.ts';
import { holdsAnchor } from '#platform/server/audit/sealer.ts';
import { verifyClinic } from '#platform/server/audit/verify.ts';
import type { Clinic } from '#platform/server/context.ts';
import { inClinic } from '#platform/server/db/database.ts';
import { asSystem } from '#platform/server/http/as-system.ts';
import type { Platform } from '#platform/server/platform.ts';
import { words } from '#platform/server/words.ts';
import { formatDateTime } from '#platform/shared/time.ts';
import { optionsFromEnvironment } from './environment.ts';
import { allClinics, findClinic } from './find-clinic.ts';
import { progressLine } from './progress-line.ts';
import { tellTerminal, terminalLanguage } from './terminal-words.ts';
import { withPlatform } from './with-platform.ts';

/** So many of a clinic's faults are kept for `--json`; the count is whole. */
const mostKept = 10_000;

/**
 * `serambi audit verify [--clinic SLUG] [--anchors FOLDER] [--json]`: holds the trail of one clinic, or of all,
 * against keys, seals and anchors, beside running work. Ends with 1 when anything is wrong.
 */
export async function verifyTrails(options: {
  clinic?: string;
  anchors?: string[];
  json?: boolean;
}): Promise<void> {
  const { dataDir } = optionsFromEnvironment();
  const found = await withPlatform(async (platform) => {
    const keys = await readAuditKeys(dataDir);
    const clinics = options.clinic
      ? [await findClinic(platform, options.clinic)]
      : await allClinics(platform);
    // before the snapshot of the database, which may only be newer
    const anchors: Anchor[][] = [await anchorFolder(dataDir).read()];
    for (const folder of options.anchors ?? []) anchors.push(await readAnchors(path.resolve(folder)));
    const line = progressLine();
    const all = [];
    for (const clinic of clinics) {
      const faults: Fault[] = [];
      const verified = await verifyClinic(platform.database, {
        ...{ clinic, keys, anchors },
        onFault(fault) {
          if (faults.length < mostKept) faults.push(fault);
          if (options.json) return;
          line.end();
          process.stdout.write(`${faultWords(fault, clinic)}\n`);
        },
        onProgress: (done, rows) => line.show('cli_audit_progress', done / Math.max(rows, 1)),
      });
      line.end();
      if (!options.json) {
        const { rows, seals, restored, faults: count } = verified;
        const key = count === 0 ? 'cli_audit_sound' : 'cli_audit_faulty';
        tellTerminal(key, { clinic: clinic.slug, rows, seals, count });
        if (restored > 0) tellTerminal('cli_audit_restores', { clinic: clinic.slug, count: restored });
      }
      all.push({ clinic: clinic.slug, ...verified, found: faults });
    }
    return all;
  });
  const ok = found.every((one) => one.faults === 0);
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, clinics: found }, null, 2)}\n`);
  if (!ok) process.exitCode = 1;
}

/**
 * `serambi audit restored --reason WORDS [--clinic SLUG]`: says that the database was restored, on purpose, to a time
 * before its newest anchor. Leaves an audit row and a line in the anchor file; the chain goes on from where it is.
 */
export async function acknowledgeRestore(options: { clinic?: string; reason: string }): Promise<void> {
  const { dataDir } = optionsFromEnvironment();
  const target = anchorFolder(dataDir);
  await withPlatform(async (platform) => {
    const clinic = await findClinic(platform, options.clinic);
    const anchored = newestAnchors(await target.read()).get(clinic.id);
    if (!anchored || (await holdsAnchor(platform.database, anchored)))
      return tellTerminal('cli_audit_notOlder', { clinic: clinic.slug });
    const newest = await newestSeal(platform, clinic);
    await asSystem(platform, 'cli')(clinic, 'audit.restored', async (ctx) => {
      const details = { reason: options.reason, anchored: anchored.number, newest: String(newest.number) };
      ctx.note('audit.restoreAcknowledged', { details });
    });
    const at = new Date(platform.clock.now()).toISOString();
    const seal = anchorOf(platform.auditKey, { clinicId: clinic.id, ...newest }, at);
    await target.write([restoredAnchor(platform.auditKey, seal, anchored.number)]);
    const numbers = { anchored: anchored.number, newest: String(newest.number) };
    tellTerminal('cli_audit_acknowledged', { clinic: clinic.slug, ...numbers });
  });
}

async function newestSeal(platform: Platform, clinic: Clinic): Promise<{ number: bigint; hash: Uint8Array }> {
  return inClinic(platform.database, clinic.id, async (tx) => {
    const found = await sql<{ number: bigint; hash: Buffer }>`
      SELECT number, hash FROM audit_seal WHERE clinic_id = ${clinic.id} ORDER BY number DESC LIMIT 1`.execute(
      tx,
    );
    return found.rows[0] ?? { number: 0n, hash: new Uint8Array() };
  });
}

/** One finding as a person reads it: what, and where. */
function faultWords(fault: Fault, clinic: Clinic): string {
  const language = terminalLanguage();
  const locale = language === 'id' ? 'id-ID' : 'en-US';
  const known = fault.at !== undefined && !Number.isNaN(Date.parse(fault.at));
  const what = words(language, `audit_fault_${fault.kind}`, {
    ...{ seal: fault.seal ?? '–', key: fault.keyId ?? '–', count: fault.count ?? 1 },
  });
  const place = [
    fault.clinic,
    known && formatDateTime(new Date(fault.at as string).toISOString(), locale, clinic.zone, 'short'),
    fault.event,
    fault.rowId,
    fault.seal && words(language, 'cli_audit_seal', { seal: fault.seal }),
  ];
  return `${what}\n    ${place.filter(Boolean).join(' · ')}`;
}
