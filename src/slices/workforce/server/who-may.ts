import type { Practitioner } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import { certificateSystem, isSuspended } from './qualifications.ts';

/** Somebody whose job description holds an act. */
export interface Able {
  practitionerId: string;
  name: string;
  roles: string[];
  /** Last day on which one of her qualifications is good; null where none of them ends. */
  untilDay: string | null;
}

/**
 * Who works here and may do an act by her job description, by name. A job whose entries stay preliminary (a student's)
 * does not count, nor does an act that no description holds.
 * @param action `<slice>.<act>`
 */
export async function whoMay(ctx: Context, action: string): Promise<Able[]> {
  const granting = (await loadRoles(ctx.db, ctx.clinic.id))
    .filter((role) => !role.preliminary && holdsAction(role.actions, action))
    .map((role) => role.role);
  if (granting.length === 0) return [];
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select(['name', 'roles', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('status', '=', 'active')
    .where('practitioner_id', 'is not', null)
    .execute();
  const able = staff.filter((one) => one.roles.some((role) => granting.includes(role)));
  const records = await practitioners(
    ctx,
    able.flatMap((one) => one.practitioner_id ?? []),
  );
  return able
    .map((one) => {
      const practitionerId = one.practitioner_id ?? '';
      const untilDay = lastGoodDay(records.get(practitionerId));
      return { practitionerId, name: one.name, roles: one.roles, untilDay };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}

/** Languages that practitioners speak, as BCP 47 codes, by practitioner id; of whom none is known is missing. */
export async function languagesOf(
  ctx: Context,
  practitionerIds: readonly string[],
): Promise<Map<string, string[]>> {
  const spoken = new Map<string, string[]>();
  for (const [id, one] of await practitioners(ctx, practitionerIds)) {
    const codes = (one.communication ?? []).flatMap((concept) => concept.coding ?? []);
    const languages = codes.flatMap((coding) => coding.code?.split('-')[0]?.toLowerCase() ?? []);
    if (languages.length > 0) spoken.set(id, languages);
  }
  return spoken;
}

async function practitioners(ctx: Context, ids: readonly string[]): Promise<Map<string, Practitioner>> {
  const found = ids.length > 0 ? await ctx.record.readMany('Practitioner', ids) : [];
  return new Map(found.map((one) => [one.id ?? '', one]));
}

/** A permission that somebody suspended is as good as one that ended before there was anything. */
const longAgo = '1900-01-01';

/** Several qualifications: the one that lasts longest counts, and one without an end lasts for ever. */
function lastGoodDay(practitioner: Practitioner | undefined): string | null {
  // a certificate that ends keeps nobody from her practice: only the permission itself does
  const permissions = (practitioner?.qualification ?? []).filter(
    (one) => !one.identifier?.some(({ system }) => system === certificateSystem),
  );
  const ends = permissions.map((one) => (isSuspended(one) ? longAgo : one.period?.end?.slice(0, 10)));
  if (ends.length === 0 || ends.includes(undefined)) return null;
  return (
    ends
      .flatMap((end) => end ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
