import type { PractitionerQualification } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { today } from '#platform/shared/time.ts';
import { type Licence, licenceSystems } from '../shared/licence.ts';
import { cycleStart, type CredentialRow, credentialRows } from './credentials/rows.ts';

/** Identifier system of what is a certificate: who may not practise without it is a licence's matter. */
export const certificateSystem = 'https://serambi.health/fhir/certificate';
const statusUrl = 'https://serambi.health/fhir/StructureDefinition/qualification-status';

/** What was not entered in error, as `Practitioner.qualification` has it. */
export async function qualificationsOf(
  ctx: Context,
  staffId: string,
  licence: Licence | null,
): Promise<PractitionerQualification[]> {
  const rows = await credentialRows(ctx, staffId);
  const kept = rows.map(qualificationOf);
  // an NPI identifies a provider and licenses nobody; a SIP is the permission to practise itself
  if (licence === null || licence.kind === 'NPI' || rows.some((one) => one.kind === licence.kind))
    return kept;
  const identifier = [{ system: licenceSystems[licence.kind], value: licence.value }];
  return [...kept, { identifier, code: { text: licence.kind } }];
}

/** Permissions without which nobody practises here; a lifelong registration (STR) alone is none. */
const permissions: Record<string, string> = {
  SIP: licenceSystems.SIP,
  'Medical licence': licenceSystems.licence,
  'Nursing licence': licenceSystems.licence,
};

/** Whether somebody suspended what stands there. */
export function isSuspended(one: PractitionerQualification): boolean {
  return one.extension?.some(({ url, valueCode }) => url === statusUrl && valueCode === 'suspended') ?? false;
}

function qualificationOf(row: CredentialRow): PractitionerQualification {
  const system = permissions[row.kind] ?? certificateSystem;
  return {
    ...(row.suspended_reason !== null && { extension: [{ url: statusUrl, valueCode: 'suspended' }] }),
    identifier: [{ system, ...(row.number && { value: row.number }) }],
    code: { text: row.kind },
    period: { start: cycleStart(row), ...(row.last_day && { end: row.last_day }) },
    ...(row.issuer && { issuer: { display: row.issuer } }),
  };
}

/**
 * Practitioners whose number must not be printed today: the clinic keeps its permission as a credential, and none of
 * that kind is alive.
 */
export async function endedLicences(ctx: Context, practitionerIds: readonly string[]): Promise<Set<string>> {
  if (practitionerIds.length === 0) return new Set();
  const day = today(ctx.clock, ctx.clinic.zone);
  const found = await sql<{ practitioner_id: string; kind: string }>`
    SELECT s.practitioner_id, c.kind FROM workforce_credential c
    JOIN identity_staff s ON s.clinic_id = c.clinic_id AND s.id = c.staff_id
    WHERE c.clinic_id = ${ctx.clinic.id} AND s.practitioner_id = ANY (${[...practitionerIds]}::text[])
      AND c.kind IN ('SIP', 'NPI') AND c.withdrawn_reason IS NULL
    GROUP BY s.practitioner_id, c.kind
    HAVING NOT bool_or(c.suspended_reason IS NULL AND (c.last_day IS NULL OR c.last_day >= ${day}))`.execute(
    ctx.db,
  );
  return new Set(found.rows.map((one) => `${one.practitioner_id} ${one.kind}`));
}
