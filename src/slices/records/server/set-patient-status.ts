import type { Patient } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { records } from '../contract.ts';
import { bannerOf } from './banner.ts';
import { signVersion } from './save-patient.ts';

/** Closes, reopens, or notes a death. Nothing is removed: the chart stays readable, and each step can be taken back. */
export const setPatientStatus: Verb<typeof records, 'setPatientStatus'> = async (ctx, input) => {
  const { patientId, status, date, reason } = input;
  const day = today(ctx.clock, ctx.clinic.zone);
  if (date && status !== 'deceased') refuseField('date', 'records_field_dateOnlyForDeath');
  if (date && date > day.slice(0, date.length)) refuseField('date', 'records_field_dateInFuture');
  const written = await ctx.record.patch('Patient', patientId, (patient) => change(patient, status, date));
  await signVersion(ctx, written, 'UPDATE', reason);
  return { banner: await bannerOf(ctx, patientId) };
};

function change(
  patient: Patient,
  status: 'active' | 'inactive' | 'deceased',
  date: string | undefined,
): void {
  patient.active = status !== 'inactive';
  delete patient.deceasedBoolean;
  delete patient.deceasedDateTime;
  if (status !== 'deceased') return;
  if (date) patient.deceasedDateTime = date;
  else patient.deceasedBoolean = true;
}
