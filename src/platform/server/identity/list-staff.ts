import { sql } from 'kysely';
import type { identity } from '#platform/shared/identity-contract.ts';
import { loadRoles } from '../scope/roles.ts';
import type { Verb } from '../slice.ts';
import type { StaffRow } from './staff.ts';

/** Everybody of the clinic, with the job descriptions there are to give. */
export const listStaff: Verb<typeof identity, 'listStaff'> = async (ctx) => {
  const clinicId = ctx.clinic.id;
  const found = await sql<StaffRow & { has_pin: boolean; signed_in_at: string | null }>`
    SELECT s.id, s.login, s.name, s.language, s.roles, s.status, s.practitioner_id, s.pin_hash IS NOT NULL AS has_pin,
      (SELECT max(d.last_at) FROM identity_device d WHERE d.clinic_id = s.clinic_id AND d.staff_id = s.id) AS signed_in_at
    FROM identity_staff s WHERE s.clinic_id = ${clinicId} ORDER BY s.created_at, s.id`.execute(ctx.db);
  const roles = await loadRoles(ctx.db, clinicId);
  return {
    staff: found.rows.map(({ practitioner_id, has_pin, signed_in_at, ...row }) => ({
      ...row,
      hasPin: has_pin,
      ...(practitioner_id !== null && { practitionerId: practitioner_id }),
      ...(signed_in_at !== null && { signedInAt: signed_in_at }),
    })),
    roles: roles.map(({ role, label, preliminary }) => ({ role, label, preliminary })),
  };
};
