import type { Context } from '#platform/server/context.ts';

/** Somebody of this clinic, with the labels of her jobs. */
export interface StaffNamed {
  staffId: string;
  name: string;
  roles: string[];
  status: string;
  practitionerId: string | null;
}

/** @returns undefined for nobody of this clinic */
export async function staffNamed(ctx: Context, staffId: string): Promise<StaffNamed | undefined> {
  return (await allStaff(ctx)).find((one) => one.staffId === staffId);
}

/** Everybody of the clinic, those who left included, by name. */
export async function allStaff(ctx: Context): Promise<StaffNamed[]> {
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id as staffId', 'name', 'roles', 'status', 'practitioner_id as practitionerId'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}
