import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { lastDayOf } from '#slices/workforce/shared/credentials/expiry.ts';
import { parseNpi } from '#platform/shared/identifiers.ts';
import { staffNamed } from '../staff-named.ts';
import { compileCredential } from './compile.ts';
import { keepEvidence } from './evidence.ts';
import { loadKinds } from './kinds.ts';
import { type CredentialRow, lockCredential } from './rows.ts';

/** Enters a credential, or corrects one. What the rule counts may be replaced by what the certificate says, with a reason. */
export const saveCredential: Verb<typeof workforce, 'saveCredential'> = async (ctx, input) => {
  const { staffId, credentialId } = input;
  if (!(await staffNamed(ctx, staffId))) return ctx.fail('staffMissing');
  const before = credentialId ? await lockCredential(ctx, credentialId) : undefined;
  if (credentialId && before?.staff_id !== staffId) return ctx.fail('credentialMissing');
  const kind = (await loadKinds(ctx)).get(input.kind);
  if (!kind || (!kind.active && before?.kind !== input.kind)) {
    return refuseField('kind', 'workforce_field_kindNotHere');
  }
  if (input.certifiedOn > today(ctx.clock, ctx.clinic.zone)) {
    return refuseField('certifiedOn', 'workforce_field_future');
  }
  const number = input.kind === 'NPI' ? npiOf(input.number) : input.number;
  // a correction of the first day does not undo a renewal that came after it
  const renewed_on = before?.renewed_on && before.renewed_on > input.certifiedOn ? before.renewed_on : null;
  const counted = lastDayOf(kind.rule, renewed_on ?? input.certifiedOn);
  const last_day = judgedEnd(input, counted);
  const evidence = await keepEvidence(ctx, staffId, input.evidence);
  const row: CredentialRow = {
    ...{ clinic_id: ctx.clinic.id, id: before?.id ?? ctx.newId(), staff_id: staffId, kind: input.kind },
    ...{ number, issuer: input.issuer || kind.rule.issuer, certified_on: input.certifiedOn },
    ...{ renewed_on, last_day, override_reason: last_day === counted ? null : input.overrideReason },
    ...{ suspended_reason: before?.suspended_reason ?? null, withdrawn_reason: null },
    evidence_id: evidence ?? before?.evidence_id ?? null,
    ...{ changed_at: ctx.now, changed_by: ctx.actor.name },
  };
  await write(ctx, row);
  ctx.note('workforce.credentialSaved', {
    subject: staffId,
    details: { credentialId: row.id, kind: row.kind, lastDay: last_day, before: before?.last_day ?? null },
  });
  await compileCredential(ctx, row);
  return { credentialId: row.id, lastDay: last_day };
};

function judgedEnd(
  input: { lastDay?: string | undefined; overrideReason: string; certifiedOn: string },
  counted: string | null,
): string | null {
  const { lastDay } = input;
  if (lastDay === undefined || lastDay === counted) return counted;
  if (lastDay < input.certifiedOn) return refuseField('lastDay', 'workforce_field_endBeforeBegin');
  if (input.overrideReason === '') return refuseField('overrideReason', 'workforce_field_overrideReason');
  return lastDay;
}

function npiOf(text: string): string {
  const npi = parseNpi(text);
  return npi.valid ? npi.value : refuseField('number', 'workforce_field_npi');
}

async function write(ctx: Context, row: CredentialRow): Promise<void> {
  const { clinic_id: _, id: __, ...changed } = row;
  await ctx.db
    .insertInto('workforce_credential')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(changed))
    .execute();
}
