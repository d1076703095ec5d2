import type { CodeableConcept, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { type Licence, licenceSystems, licenceText, readLicence } from '../shared/licence.ts';

export const roleSystem = 'https://serambi.health/fhir/CodeSystem/role';
const staffSystem = 'https://serambi.health/fhir/staff';

/**
 * Judges a licence for a clinic's country.
 * @param path place in the input, for the words under the field
 */
export function licenceOfText(country: string, text: string, path = 'licence'): Licence | null {
  const read = readLicence(country, text);
  return read === 'npi' ? refuseField(path, 'workforce_field_npi') : read;
}

/**
 * Brings the FHIR side of a person up to what the clinic knows of her: Practitioner and PractitionerRole, of one id.
 * What others wrote into the Practitioner stays.
 * @param licence null removes it, undefined leaves it as it is
 */
export async function keepPractitioner(
  ctx: Context,
  staffId: string,
  licence?: Licence | null,
): Promise<void> {
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select(['name', 'roles', 'status', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (!staff?.practitioner_id) return;
  const id = staff.practitioner_id;
  const active = staff.status !== 'disabled';
  const known = await ctx.record.read('Practitioner', id);
  const before = known ?? ({ resourceType: 'Practitioner', id } satisfies Practitioner);
  const named = known?.name?.[0]?.text === staff.name ? known.name : [{ text: staff.name }];
  await ctx.record.put<Practitioner>({
    ...withLicence(before, staffId, licence === undefined ? licenceIn(before) : licence),
    active,
    name: named,
  });
  const role = await ctx.record.read('PractitionerRole', id);
  // what she is called there stands beside the job descriptions and is nobody's to rewrite here
  const others = (role?.code ?? []).filter((one) => !one.coding?.some(({ system }) => system === roleSystem));
  const codes = [...(await codesOf(ctx, staff.roles)), ...others];
  const { code: _, ...rest } = role ?? ({ resourceType: 'PractitionerRole', id } satisfies PractitionerRole);
  await ctx.record.put<PractitionerRole>({
    ...rest,
    active,
    practitioner: { reference: `Practitioner/${id}`, display: staff.name },
    ...(codes.length > 0 && { code: codes }),
  });
}

async function codesOf(ctx: Context, roles: readonly string[]): Promise<CodeableConcept[]> {
  if (roles.length === 0) return [];
  const labels = await ctx.db
    .selectFrom('scope_role')
    .select(['role', 'label_en', 'label_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('role', 'in', roles)
    .execute();
  return roles.map((role) => {
    const label = labels.find((one) => one.role === role);
    const text = (ctx.clinic.language === 'id' ? label?.label_id : label?.label_en) ?? role;
    return { coding: [{ system: roleSystem, code: role }], text };
  });
}

/** Identifiers and qualifications of other systems stay; ours are written anew. */
function withLicence(practitioner: Practitioner, staffId: string, licence: Licence | null): Practitioner {
  const ours: (string | undefined)[] = [...Object.values(licenceSystems), staffSystem];
  const others = (practitioner.identifier ?? []).filter((one) => !ours.includes(one.system));
  const identifier = licence && { system: licenceSystems[licence.kind], value: licence.value };
  const { qualification: had = [], ...rest } = practitioner;
  const qualification = had.filter((one) => !one.identifier?.some(({ system }) => ours.includes(system)));
  // an NPI identifies a provider and licenses nobody; a SIP is the permission to practise itself
  if (identifier && licence.kind !== 'NPI') {
    // the same licence keeps its last day
    const same = had.find((one) => one.identifier?.some(({ value }) => value === licence.value));
    qualification.push(same ?? { identifier: [identifier], code: { text: licence.kind } });
  }
  return {
    ...rest,
    identifier: [...others, { system: staffSystem, value: staffId }, ...(identifier ? [identifier] : [])],
    ...(qualification.length > 0 && { qualification }),
  };
}

function licenceIn(practitioner: Practitioner): Licence | null {
  for (const kind of ['NPI', 'SIP', 'licence'] as const) {
    const found = practitioner.identifier?.find((one) => one.system === licenceSystems[kind])?.value;
    if (found) return { kind, value: found };
  }
  return null;
}

/** Licences as papers print them, by practitioner id; those without one are missing. */
export async function licencesOf(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await ctx.record.readMany('Practitioner', practitionerIds);
  const texts = new Map<string, string>();
  for (const one of found) {
    const licence = licenceIn(one);
    if (one.id && licence) texts.set(one.id, licenceText(licence));
  }
  return texts;
}

/** The licence of one practitioner as papers print it: `SIP 503/…`, `NPI 1234567893`. */
export async function licenceOf(ctx: Context, practitionerId: string): Promise<string | undefined> {
  return (await licencesOf(ctx, [practitionerId])).get(practitionerId);
}

/** A staff member as papers and orders name her; undefined for nobody of this clinic, or who has no Practitioner. */
export async function practitionerOf(
  ctx: Context,
  staffId: string,
): Promise<{ practitionerId: string; name: string; licence?: string } | undefined> {
  const row = await ctx.db
    .selectFrom('identity_staff')
    .select(['name', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (!row?.practitioner_id) return undefined;
  const licence = await licenceOf(ctx, row.practitioner_id);
  return { practitionerId: row.practitioner_id, name: row.name, ...(licence && { licence }) };
}
