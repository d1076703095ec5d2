import type { Patient } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { awaitAtEnd } from '#platform/server/db/database.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { addressLines } from '#platform/shared/addresses.ts';
import { displayName, foldName } from '#platform/shared/names.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { addressToForm } from './address-codec.ts';
import { extensionOf } from './fhir-parts.ts';
import { languageOf, mainName, phonesOf } from './patient-form.ts';
import { type PatientKey, patientKeys } from './patient-keys.ts';
import { keepRecordNumber, statedRecordNumber } from './record-number.ts';
import { countryOf, extensions } from './systems.ts';

/** Keeps card, keys and record number of every patient, whichever way she came into the record. */
export const patientKeeper = keeper<Patient>('Patient', {
  apart: true,
  async put(ctx, patient, before) {
    if (!patient.id) return;
    const patientId = patient.id;
    const recordNumber = await keepRecordNumber(ctx, patientId, statedRecordNumber(ctx, patient));
    const row = { ...patientRow(ctx, patient), record_number: recordNumber };
    // nothing here depends on the answers, and what comes after is sent after them
    awaitAtEnd(
      ctx.db,
      ctx.db
        .insertInto('records_patient')
        .values({ clinic_id: ctx.clinic.id, patient_id: patientId, ...row })
        .onConflict((conflict) => conflict.columns(['clinic_id', 'patient_id']).doUpdateSet(row))
        .execute(),
    );
    writeKeys(ctx, patient, patientId, recordNumber);
    ctx.emit(before ? 'records.patientChanged' : 'records.patientRegistered', { patientId });
  },
  async remove(ctx, patient) {
    if (!patient.id) return;
    // the number stays taken: it was this person's and never becomes another's
    await ctx.db.deleteFrom('records_patient').where('patient_id', '=', patient.id).execute();
    ctx.emit('records.patientChanged', { patientId: patient.id });
  },
});

/** The row of a patient but for its keys and her record number. */
export function patientRow(ctx: Pick<Context, 'clinic' | 'now'>, patient: Patient) {
  const name = mainName(patient);
  const text = displayName(name);
  const phone = phonesOf(patient)[0];
  const read = phone ? parsePhone(phone, countryOf(ctx.clinic)) : undefined;
  const address = addressToForm(patient.address?.[0]);
  const { line, ...parts } = address ?? {};
  const lines = addressLines({ ...parts, ...(line && { line: [line] }) }, countryOf(ctx.clinic));
  return {
    name: text,
    sort_name: foldName(text),
    family_name: name?.family ?? null,
    temporary_name: name?.use === 'temp',
    birth_date: patient.birthDate ?? null,
    sex: patient.gender ?? 'unknown',
    phone: (read?.ok ? read.e164 : phone) ?? null,
    city: address?.city ?? null,
    address: lines.join(', ') || null,
    language: languageOf(patient) ?? null,
    interpreter: extensionOf(patient, extensions.interpreter)?.valueBoolean ?? false,
    active: patient.active !== false,
    deceased: patient.deceasedBoolean === true || patient.deceasedDateTime !== undefined,
    changed_at: ctx.now,
  };
}

function writeKeys(ctx: Context, patient: Patient, patientId: string, recordNumber: string): void {
  const gone = sql`DELETE FROM records_patient_key WHERE clinic_id = ${ctx.clinic.id} AND patient_id = ${patientId}`;
  awaitAtEnd(ctx.db, gone.execute(ctx.db));
  const keys = patientKeys(patient, ctx.clinic, recordNumber);
  const column = (name: keyof PatientKey) => keys.map((one) => one[name]);
  // one text whatever their number, so that it is planned once
  const kept = sql`
    INSERT INTO records_patient_key (clinic_id, patient_id, kind, key, detail)
    SELECT ${ctx.clinic.id}, ${patientId}, u.* FROM unnest(${column('kind')}::text[], ${column('key')}::text[],
      ${column('detail')}::text[]) AS u(kind, key, detail)`;
  awaitAtEnd(ctx.db, kept.execute(ctx.db));
}
