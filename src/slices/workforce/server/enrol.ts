import type { Context } from '#platform/server/context.ts';
import { insertStaff, refuseUnknownRoles } from '#platform/server/identity/staff.ts';
import type { Language } from '#platform/shared/languages.ts';
import { keepPractitioner, licenceOfText } from './practitioners.ts';
import { type Profile, writeProfile } from './profile.ts';

/** A person to be added; without a password she is invited. */
export interface NewPerson {
  name: string;
  login: string;
  language: Language;
  roles: readonly string[];
  /** As printed on it, `SIP 503/…` or `NPI 1234567893`. */
  licence?: string;
  /** FHIR id of her Practitioner; a new one unless given. */
  practitionerId?: string;
  passwordHash?: string;
  pinHash?: string;
  profile?: Profile;
}

/**
 * Adds a person with her Practitioner and PractitionerRole, in the running transaction.
 * @returns undefined when somebody, in whichever clinic, has that sign-in name; the transaction can then only be given up
 * @throws Refusal `invalidInput` for a role that the clinic does not have, or a licence that cannot be
 */
export async function enrol(
  ctx: Context,
  person: NewPerson,
): Promise<{ staffId: string; practitionerId: string } | undefined> {
  await refuseUnknownRoles(ctx.db, ctx.clinic.id, person.roles);
  const licence = licenceOfText(ctx.clinic.country, person.licence ?? '');
  const staffId = ctx.newId();
  const practitionerId = person.practitionerId ?? ctx.newId();
  const staff = { ...person, id: staffId, practitionerId };
  if (!(await insertStaff(ctx.db, ctx.clinic.id, staff, ctx.now))) return undefined;
  await keepPractitioner(ctx, staffId, licence);
  if (person.profile) await writeProfile(ctx, practitionerId, person.profile);
  ctx.emit('workforce.peopleChanged', {});
  return { staffId, practitionerId };
}
