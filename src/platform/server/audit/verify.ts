import { sql } from 'kysely';
import { type Database, inClinic } from '../db/database.ts';
import { anchorFits, newestAnchors } from './anchor.ts';
import type { Examination, Verified, VerifyOptions } from './examination.ts';
import type { Fault } from './faults.ts';
import { checkSeals } from './verify-seals.ts';
import { checkUnsealed } from './verify-unsealed.ts';

/**
 * Holds a clinic's whole trail against its MACs, its chain of seals and the anchors, in one snapshot beside running
 * work, a page at a time. Tells every row or seal that is not as it was written.
 */
export async function verifyClinic(database: Database, options: VerifyOptions): Promise<Verified> {
  const { clinic } = options;
  let faults = 0;
  let done = 0;
  const onFault = (fault: Omit<Fault, 'clinic'>) => {
    faults += 1;
    options.onFault({ ...fault, clinic: clinic.slug });
  };
  return inClinic(
    database,
    clinic.id,
    async (tx) => {
      // as long as it takes, beside the clinic's work: it reads only
      await sql`SET LOCAL statement_timeout = 0`.execute(tx);
      const all = await sql<{
        rows: bigint;
      }>`SELECT count(*) AS rows FROM audit_event WHERE clinic_id = ${clinic.id}`.execute(tx);
      const rows = Number(all.rows[0]?.rows ?? 0);
      const unknown = new Map<string, Omit<Fault, 'clinic'> & { count: number }>();
      const examination: Examination = {
        ...options,
        tx,
        fault: onFault,
        unknownKey(keyId, first) {
          const known = unknown.get(keyId);
          if (known) known.count += 1;
          else unknown.set(keyId, { kind: 'keyUnknown', ...first, keyId, count: 1 });
        },
        looked(count) {
          done += count;
          options.onProgress?.(Math.min(done, rows), rows);
        },
      };
      const seals = await checkSeals(examination);
      await checkUnsealed(examination);
      const restored = await checkAnchors(examination);
      for (const fault of unknown.values()) onFault(fault);
      return { rows, seals, faults, restored };
    },
    { readOnly: true, snapshot: true },
  );
}

/** A tail that was cut off with its seals leaves a whole chain behind; only what lies outside knows better. */
async function checkAnchors({ tx, clinic, keys, anchors, fault, unknownKey }: Examination): Promise<number> {
  let restored = 0;
  for (const target of anchors) {
    const own = target.filter((anchor) => anchor.clinicId === clinic.id);
    const sound = own.filter((anchor) => {
      const fits = anchorFits(keys, anchor);
      const place = { seal: anchor.number, at: anchor.at };
      if (fits === undefined) unknownKey(anchor.keyId, place);
      if (fits === false) fault({ kind: 'anchorChanged', ...place });
      return fits !== false;
    });
    restored += sound.filter((anchor) => anchor.restoredFrom !== undefined).length;
    const newest = newestAnchors(sound).get(clinic.id);
    if (!newest || newest.number === '0') continue;
    const found = await sql<{ hash: Buffer }>`
      SELECT hash FROM audit_seal WHERE clinic_id = ${clinic.id} AND number = ${BigInt(newest.number)}`.execute(
      tx,
    );
    if (found.rows[0]?.hash.toString('hex') !== newest.hash)
      fault({ kind: 'olderThanAnchor', seal: newest.number, at: newest.at });
  }
  return restored;
}
