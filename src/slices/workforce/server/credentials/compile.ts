import type { Context } from '#platform/server/context.ts';
import { removeStanding, saveStanding } from '#platform/server/scope/terms.ts';
import { dayRange } from '#platform/shared/time.ts';
import { keepPractitioner } from '../practitioners.ts';
import { rightsChanged } from '../rights-changed.ts';
import type { CredentialRow } from './rows.ts';

/**
 * Says to scope and to the record what a credential is worth now, in the transaction that changed it. Its end is an
 * instant of the clinic's zone, so that nothing has to run at midnight.
 */
export async function compileCredential(ctx: Context, row: CredentialRow): Promise<void> {
  await standingOf(ctx, row);
  await keepPractitioner(ctx, row.staff_id);
  rightsChanged(ctx);
}

/** The part that scope reads. */
export async function standingOf(ctx: Context, row: CredentialRow): Promise<void> {
  if (row.withdrawn_reason !== null || row.suspended_reason !== null) {
    await removeStanding(ctx.db, ctx.clinic.id, row.id);
    return;
  }
  const { zone } = ctx.clinic;
  await saveStanding(ctx.db, ctx.clinic.id, {
    ...{ staffId: row.staff_id, kind: 'credential', code: row.kind, sourceId: row.id, by: row.issuer },
    from: dayRange(row.certified_on, zone).start,
    until: row.last_day === null ? null : dayRange(row.last_day, zone).end,
  });
}
