import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { compileCredential } from './compile.ts';
import { type CredentialRow, lockCredential } from './rows.ts';

type Workforce = typeof workforce;

/** It unlocks nothing from now on, whatever its end. */
export const suspendCredential: Verb<Workforce, 'suspendCredential'> = async (
  ctx,
  { credentialId, reason },
) => {
  const row = (await lockCredential(ctx, credentialId)) ?? ctx.fail('credentialMissing');
  await change(ctx, row, { suspended_reason: reason }, 'workforce.credentialSuspended');
  return {};
};

export const resumeCredential: Verb<Workforce, 'resumeCredential'> = async (ctx, { credentialId }) => {
  const row = (await lockCredential(ctx, credentialId)) ?? ctx.fail('credentialMissing');
  await change(ctx, row, { suspended_reason: null }, 'workforce.credentialResumed');
  return {};
};

/** Entered in error: it is shown no more and unlocks nothing; the row stays. */
export const withdrawCredential: Verb<Workforce, 'withdrawCredential'> = async (ctx, input) => {
  const row = (await lockCredential(ctx, input.credentialId)) ?? ctx.fail('credentialMissing');
  await change(ctx, row, { withdrawn_reason: input.reason }, 'workforce.credentialWithdrawn');
  await ctx.work.finish(`Basic/${row.id}`, 'cancelled');
  return {};
};

/** Writes a change of one credential, and what follows from it. */
export async function change(
  ctx: Context,
  row: CredentialRow,
  changed: Partial<CredentialRow>,
  event: string,
): Promise<void> {
  const stamp = { changed_at: ctx.now, changed_by: ctx.actor.name };
  await ctx.db
    .updateTable('workforce_credential')
    .set({ ...changed, ...stamp })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', row.id)
    .execute();
  ctx.note(event, { subject: row.staff_id, details: { credentialId: row.id, kind: row.kind, ...changed } });
  await compileCredential(ctx, { ...row, ...changed });
}
