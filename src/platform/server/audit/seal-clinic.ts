import { sql } from 'kysely';
import { type Database, inClinic } from '../db/database.ts';
import { makeSeal, type Seal } from './seal.ts';

/** Rows under one seal at most: what a verification holds in memory at a time. */
export const mostRows = 5_000;

interface RowOfSeal {
  id: string;
  mac: Buffer;
  mac_key: string;
}

/**
 * Seals up to 5,000 committed rows of a clinic, in one transaction with taking them off the list of those that wait.
 * One sealer at a time for each clinic, over all processes; no writer waits for it.
 * @param options.now ms since 1970
 * @returns the seal; undefined when nothing waits, or another sealer is at it
 */
export async function sealClinic(
  database: Database,
  clinicId: string,
  options: { key: Uint8Array; now: number },
): Promise<Seal | undefined> {
  return inClinic(database, clinicId, async (tx) => {
    const lock = `serambi.audit ${clinicId}`;
    const mine = await sql<{ mine: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) AS mine`.execute(tx);
    if (!mine.rows[0]?.mine) return undefined;
    const taken = await sql<{
      id: string;
    }>`SELECT id FROM audit_pending_take(${mostRows}) AS id ORDER BY id`.execute(tx);
    const ids = taken.rows.map((row) => row.id);
    if (ids.length === 0) return undefined;
    // the lock was taken first: what the sealer before has committed is seen
    const last = await sql<{ number: bigint; hash: Buffer }>`
      SELECT number, hash FROM audit_seal WHERE clinic_id = ${clinicId} ORDER BY number DESC LIMIT 1`.execute(
      tx,
    );
    const found = await sql<RowOfSeal>`
      SELECT id, mac, mac_key FROM audit_event WHERE clinic_id = ${clinicId} AND id = ANY (${ids}::uuid[])`.execute(
      tx,
    );
    const byId = new Map(found.rows.map((row) => [row.id, row]));
    const rows = ids.map((id) => {
      // somebody took it out before it was sealed: its place stays, and verification says so
      const row = byId.get(id);
      return { id, mac: row?.mac ?? new Uint8Array(), macKey: row?.mac_key ?? '' };
    });
    const at = new Date(options.now).toISOString();
    const seal = makeSeal(options.key, { clinicId, at, last: last.rows[0] }, rows);
    await sql`
      INSERT INTO audit_seal (clinic_id, number, at, ids, rows_hash, previous, hash, key_id, signature)
      VALUES (${clinicId}, ${seal.number}, ${seal.at}, ${seal.ids}::uuid[], ${seal.rowsHash}, ${seal.previous},
        ${seal.hash}, ${seal.keyId}, ${seal.signature})`.execute(tx);
    return seal;
  });
}
