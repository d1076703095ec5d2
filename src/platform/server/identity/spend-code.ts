import { sql, type Transaction } from 'kysely';
import type { Tables } from '../db/tables.ts';
import { type FactorOwner, ownerText } from './factors.ts';
import type { OpenContext } from './open-verb.ts';
import { spendRecoveryCode } from './recovery-codes.ts';
import { unseal } from './seal.ts';
import { stepByHands } from './totp.ts';

/**
 * Looks at a code and uses it up in the same transaction: neither a code of the app nor a recovery code opens twice, and
 * of two who bring the same one at once one is refused.
 * @returns which it was; undefined when it is wrong or was used
 */
export async function spendCode(
  ctx: Pick<OpenContext, 'factorsKey' | 'now' | 'clock'>,
  tx: Transaction<Tables>,
  owner: FactorOwner,
  typed: string,
): Promise<'totp' | 'recovery' | undefined> {
  const digits = typed.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(digits)) {
    return (await spendRecoveryCode(tx, ctx.factorsKey, owner, typed, ctx.now)) ? 'recovery' : undefined;
  }
  const { clinicId, staffId } = owner;
  const found = await sql<{ sealed: Buffer | null }>`SELECT sealed_secret AS sealed FROM identity_totp
    WHERE clinic_id = ${clinicId} AND staff_id = ${staffId}`.execute(tx);
  const sealed = found.rows[0]?.sealed;
  if (!sealed) return undefined;
  const step = stepByHands(unseal(ctx.factorsKey, sealed, ownerText(owner)), digits, ctx.clock);
  if (step === undefined) return undefined;
  const used = await sql`UPDATE identity_totp SET last_step = ${step}
    WHERE clinic_id = ${clinicId} AND staff_id = ${staffId} AND last_step < ${step}`.execute(tx);
  return used.numAffectedRows === 1n ? 'totp' : undefined;
}
