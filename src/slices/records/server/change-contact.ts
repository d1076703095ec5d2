import type { Context } from '#platform/server/context.ts';
import type { PatientForm } from '../contract.ts';
import { guardiansOf } from './banner.ts';
import { checkForm } from './check-form.ts';
import { applyForm } from './patient-codec.ts';
import { patientToForm } from './patient-form.ts';
import { signVersion } from './save-patient.ts';

/** How a patient is reached, as the form has it. */
export type ContactChange = Pick<PatientForm, 'phone' | 'email' | 'address'>;

export async function readContact(ctx: Context, patientId: string): Promise<ContactChange> {
  const { phone, email, address } = await formOf(ctx, patientId);
  return { ...(phone && { phone }), ...(email && { email }), ...(address && { address }) };
}

/** Changes how a patient is reached and leaves the rest of the chart as it is. Refuses the fields that the form would. */
export async function changeContact(ctx: Context, patientId: string, change: ContactChange): Promise<void> {
  const { form } = checkForm(ctx, { ...(await formOf(ctx, patientId)), ...change });
  const written = await ctx.record.patch('Patient', patientId, (patient) =>
    applyForm(patient, form, ctx.clinic.country),
  );
  await signVersion(ctx, written, 'UPDATE');
}

async function formOf(ctx: Context, patientId: string): Promise<PatientForm> {
  const patient = await ctx.record.mustRead('Patient', patientId);
  const [guardian] = await guardiansOf(ctx, patientId);
  return patientToForm(patient, guardian);
}
