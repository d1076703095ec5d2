import type { CodeableConcept, Practitioner, PractitionerRole } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { type Licence, licenceSystems, licenceText, readLicence } from '../shared/licence.ts';
import { certificateSystem, endedLicences, qualificationsOf } from './qualifications.ts';

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
  const holds = licence === undefined ? licenceIn(before) : licence;
  await ctx.record.put<Practitioner>({
    ...withLicence(before, staffId, holds, await qualificationsOf(ctx, staffId, holds)),
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
function withLicence(
  practitioner: Practitioner,
  staffId: string,
  licence: Licence | null,
  mine: NonNullable<Practitioner['qualification']>,
): Practitioner {
  const ours: (string | undefined)[] = [...Object.values(licenceSystems), staffSystem, certificateSystem];
  const others = (practitioner.identifier ?? []).filter((one) => !ours.includes(one.system));
  const identifier = licence && { system: licenceSystems[licence.kind], value: licence.value };
  const { qualification: had = [], ...rest } = practitioner;
  // a licence that nobody keeps as a credential has the last day that a file brought with it
  const kept = mine.map((one) =>
    one.period ? one : (had.find((other) => numberOf(other) === numberOf(one)) ?? one),
  );
  const qualification = [
    ...had.filter((one) => !one.identifier?.some(({ system }) => ours.includes(system))),
    ...kept,
  ];
  return {
    ...rest,
    identifier: [...others, { system: staffSystem, value: staffId }, ...(identifier ? [identifier] : [])],
    ...(qualification.length > 0 && { qualification }),
  };
}

function numberOf(one: NonNullable<Practitioner['qualification']>[number]): string | undefined {
  return one.identifier?.find(({ value }) => value !== undefined)?.value;
}

function licenceIn(practitioner: Practitioner): Licence | null {
  for (const kind of ['NPI', 'SIP', 'licence'] as const) {
    const found = practitioner.identifier?.find((one) => one.system === licenceSystems[kind])?.value;
    if (found) return { kind, value: found };
  }
  return null;
}

/** Licences as they were entered, by practitioner id; those without one are missing. */
export async function enteredLicences(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, Licence>> {
  const found = await ctx.record.readMany('Practitioner', practitionerIds);
  const licences = new Map<string, Licence>();
  for (const one of found) {
    const licence = licenceIn(one);
    if (one.id && licence) licences.set(one.id, licence);
  }
  return licences;
}

/** Licences as papers print them, by practitioner id; those without one are missing, and those whose end has passed. */
export async function licencesOf(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, string>> {
  const ended = await endedLicences(ctx, practitionerIds);
  const texts = new Map<string, string>();
  for (const [id, licence] of await enteredLicences(ctx, practitionerIds)) {
    if (!ended.has(`${id} ${licence.kind}`)) texts.set(id, licenceText(licence));
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
