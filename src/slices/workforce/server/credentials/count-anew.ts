import type { Context } from '#platform/server/context.ts';
import { lastDayOf } from '#slices/workforce/shared/credentials/expiry.ts';
import type { CredentialRule } from '#slices/workforce/shared/credentials/rule.ts';
import { compileCredential } from './compile.ts';
import { credentialRows, cycleStart } from './rows.ts';

/** Counts what stands of a kind by its new rule; a day that somebody gave with a reason stays. */
export async function countAnew(ctx: Context, rule: CredentialRule): Promise<void> {
  for (const row of await credentialRows(ctx)) {
    if (row.kind !== rule.code || row.override_reason !== null) continue;
    const last_day = lastDayOf(rule, cycleStart(row));
    if (last_day === row.last_day) continue;
    await ctx.db
      .updateTable('workforce_credential')
      .set({ last_day, changed_at: ctx.now, changed_by: ctx.actor.name })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', '=', row.id)
      .execute();
    await compileCredential(ctx, { ...row, last_day });
  }
}
