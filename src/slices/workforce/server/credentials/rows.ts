import type { Context } from '#platform/server/context.ts';

/** Credentials that were not entered in error, of one person or of everybody, what ends first at the top. */
export function credentialRows(ctx: Context, staffId?: string) {
  const rows = ctx.db
    .selectFrom('workforce_credential')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('withdrawn_reason', 'is', null);
  return (staffId ? rows.where('staff_id', '=', staffId) : rows)
    .orderBy('last_day', (end) => end.asc().nullsLast())
    .orderBy('id')
    .execute();
}

/** One of them, held until the end of the transaction. */
export function lockCredential(ctx: Context, credentialId: string) {
  return ctx.db
    .selectFrom('workforce_credential')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', credentialId)
    .where('withdrawn_reason', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** What a person learnt, last first; without what was entered in error. */
export function educationRows(ctx: Context, staffId?: string) {
  const rows = ctx.db
    .selectFrom('workforce_education')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('withdrawn_reason', 'is', null);
  return (staffId ? rows.where('staff_id', '=', staffId) : rows)
    .orderBy('day', 'desc')
    .orderBy('id')
    .execute();
}

export type CredentialRow = Awaited<ReturnType<typeof credentialRows>>[number];
export type EducationRow = Awaited<ReturnType<typeof educationRows>>[number];

/** The day on which the running cycle began. */
export function cycleStart(row: Pick<CredentialRow, 'certified_on' | 'renewed_on'>): string {
  return row.renewed_on ?? row.certified_on;
}
