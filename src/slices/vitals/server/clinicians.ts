import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';

export type Clinician = { staffId: string; name: string; practitionerId: string | null };

/** Who measures as a matter of her job, by name; what a student measures she types herself. */
export function measurersOf(ctx: Context): Promise<Clinician[]> {
  return holding(ctx, 'vitals.record', false);
}

/** Who may be told of a critical value, by name; the visit's provider first. */
export async function cliniciansOf(ctx: Context, practitionerId: string | undefined): Promise<Clinician[]> {
  const may = await holding(ctx, 'vitals.hearCritical', true);
  const own = (person: Clinician) => practitionerId !== undefined && person.practitionerId === practitionerId;
  return [...may.filter(own), ...may.filter((person) => !own(person))];
}

async function holding(ctx: Context, action: string, students: boolean): Promise<Clinician[]> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  const hearing = roles
    .filter((role) => holdsAction(role.actions, action) && (students || !role.preliminary))
    .map(({ role }) => role);
  const found = await sql<Clinician & { roles: string[] }>`
    SELECT id AS "staffId", name, practitioner_id AS "practitionerId", roles FROM identity_staff
    WHERE clinic_id = ${ctx.clinic.id} AND status = 'active' ORDER BY name, id`.execute(ctx.db);
  return found.rows.filter((person) => person.roles.some((role) => hearing.includes(role)));
}
