import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { bareIdentifier } from '#platform/shared/identifiers.ts';
import { nameTokens } from '#platform/shared/names.ts';
import type { FoundPatient, records, Spoken } from '../contract.ts';
import { bannerOf } from './banner.ts';
import { namesAgree } from './find-patients.ts';
import { reversedDigits } from './patient-keys.ts';
import { strongKinds } from './systems.ts';

type FoundBy = FoundPatient['foundBy'][number];

/** Refuses as WHO and the Joint Commission ask: two identifiers must agree, and one that differs stops everything. */
export const identify: Verb<typeof records, 'identify'> = async (ctx, { patientId, spoken }) => {
  const { agreed, differs } = await spokenAgrees(ctx, patientId, spoken);
  if (differs.length > 0) ctx.fail('identityMismatch', { differs });
  if (agreed.length < 2) ctx.fail('secondIdentifierRequired');
  return { banner: await bannerOf(ctx, patientId), agreed };
};

/**
 * Which identifiers that the patient spoke agree with the chart. Room, appointment time and face never count and so
 * cannot be given. Refuses with `notFound`.
 */
export async function spokenAgrees(
  ctx: Context,
  patientId: string,
  spoken: Spoken,
): Promise<{ agreed: FoundBy[]; differs: FoundBy[] }> {
  const row = await ctx.db
    .selectFrom('records_patient')
    .select(['name', 'birth_date', 'record_number'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Patient', id: patientId });
  const keys = await ctx.db
    .selectFrom('records_patient_key')
    .select(['kind', 'key', 'detail'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .execute();
  const { name, birthDate, recordNumber, phone, identifier } = spoken;
  const checks: [FoundBy, string | undefined, (value: string) => boolean][] = [
    ['name', name, (value) => namesAgree(nameTokens(value), row.name)],
    ['birthDate', birthDate, (value) => value === row.birth_date],
    ['recordNumber', recordNumber, (value) => sameRecordNumber(value, row.record_number)],
    [
      'phone',
      phone,
      (value) => keys.some((key) => key.kind === 'phone' && key.key === reversedDigits(value, ctx.clinic)),
    ],
    [
      'identifier',
      identifier,
      (value) => keys.some((key) => strongKinds.includes(key.detail) && key.key === bareIdentifier(value)),
    ],
  ];
  const given = checks.filter(([, value]) => value !== undefined && value !== '');
  const agreed = given.filter(([, value, agrees]) => agrees(value ?? '')).map(([kind]) => kind);
  const differs = given.map(([kind]) => kind).filter((kind) => !agreed.includes(kind));
  return { agreed, differs };
}

function sameRecordNumber(spoken: string, recordNumber: string): boolean {
  const bare = bareIdentifier(spoken);
  return bare === recordNumber || bare.padStart(6, '0') === recordNumber;
}
