import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { keyedHash } from './seal.ts';
import { type FactorOwner, ownerText } from './factors.ts';

/** Crockford's, in small letters: what is copied by hand comes out right. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const howMany = 10;
/** 50 bits: with a keyed hash and five tries before each wait nobody guesses one. */
const length = 10;

/** Makes ten new codes for a person; those she had before are void. They are in no other place than the answer. */
export async function makeRecoveryCodes(
  tx: Transaction<Tables>,
  key: Uint8Array,
  owner: FactorOwner,
): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode);
  await sql`DELETE FROM identity_recovery_code
    WHERE clinic_id = ${owner.clinicId} AND staff_id = ${owner.staffId}`.execute(tx);
  const hashes = codes.map((code) => keyedHash(key, code, ownerText(owner)));
  await sql`INSERT INTO identity_recovery_code (clinic_id, staff_id, code_hash)
    SELECT ${owner.clinicId}, ${owner.staffId}, h FROM unnest(${hashes}::bytea[]) AS h`.execute(tx);
  return codes.map((code) => code.replace(/(.{5})(?=.)/g, '$1-'));
}

/** Uses a code up. False when it is none of hers or was used: of two at once one gets true. */
export async function spendRecoveryCode(
  tx: Transaction<Tables>,
  key: Uint8Array,
  owner: FactorOwner,
  typed: string,
  now: string,
): Promise<boolean> {
  const code = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  if (code.length !== length) return false;
  const used = await sql`UPDATE identity_recovery_code SET used_at = ${now}
    WHERE clinic_id = ${owner.clinicId} AND staff_id = ${owner.staffId}
      AND code_hash = ${keyedHash(key, code, ownerText(owner))} AND used_at IS NULL`.execute(tx);
  return used.numAffectedRows === 1n;
}

function newCode(): string {
  // 32 letters: each byte's low five bits are one, each as likely as the next
  return [...randomBytes(length)].map((byte) => alphabet[byte % 32]).join('');
}
