import type { Patient } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { parseInput } from '#platform/server/http/parse-input.ts';
import { joinedInto } from '#platform/server/record/joined.ts';
import { type FieldProblem, Refusal } from '#platform/shared/errors.ts';
import { foldName } from '#platform/shared/names.ts';
import { today } from '#platform/shared/time.ts';
import { type LookAlike, type PatientForm, patientForm } from '../contract.ts';
import { patientCard } from './cards.ts';
import { checkPatientForm } from './check-form.ts';
import { isSamePerson, lookAlikesOf } from './look-alikes.ts';
import { applyForm } from './patient-codec.ts';
import { patientToForm } from './patient-form.ts';
import { addRecordNumber, nextRecordNumber } from './record-number.ts';
import { keepDecisions, rememberDifferent } from './register-patient.ts';
import { saveGuardian, signVersion } from './save-patient.ts';
import { countryOf } from './systems.ts';

/** A patient as another system described her. */
export interface PatientToBring {
  form: PatientForm;
  /** The number of her chart there, kept as this clinic's; without one the next of the series. */
  recordNumber?: string | undefined;
}

/** What was written for one patient: her chart in this version, and her guardian where there is one. */
export interface PatientWritten {
  patientId: string;
  version: number;
  guardian?: { id: string; version: number };
}

export type Brought = { written: PatientWritten } | { candidates: LookAlike[] };

export interface Weighed extends PatientToBring {
  /** Of the form, with paths as in it; `recordNumber` stands for itself. */
  problems: FieldProblem[];
  warnings: FieldProblem[];
  candidates: LookAlike[];
  /** Whose the record number is already. */
  numberOf?: { patientId: string; name: string };
  /** Her own chart of before, which was given up: she gets it back. */
  again?: string;
}

/** What registration would say of this patient, by its own rules. Writes nothing. */
export async function weighPatient(ctx: Context, { form, recordNumber }: PatientToBring): Promise<Weighed> {
  const shaped = shapeOf(form);
  if ('problems' in shaped) return { form, recordNumber, ...shaped, warnings: [], candidates: [] };
  const day = today(ctx.clock, ctx.clinic.zone);
  const { checked, problems, warnings } = checkPatientForm(shaped.form, countryOf(ctx.clinic), day);
  const weighed = {
    form: checked,
    recordNumber: recordNumber && tidyNumber(recordNumber),
    problems,
    warnings,
  };
  if (problems.length > 0) return { ...weighed, candidates: [] };
  const candidates = await lookAlikesOf(ctx, checked);
  const holder = weighed.recordNumber ? await patientByNumber(ctx, weighed.recordNumber) : undefined;
  if (!holder) return { ...weighed, candidates };
  const hers = holder.gone && (await wasOnce(ctx, holder.patientId, checked));
  return { ...weighed, candidates, ...(hers ? { again: holder.patientId } : { numberOf: holder }) };
}

function shapeOf(form: PatientForm): { form: PatientForm } | { problems: FieldProblem[] } {
  try {
    return { form: parseInput(patientForm, form) };
  } catch (error) {
    if (error instanceof Refusal) return { problems: error.fields };
    throw error;
  }
}

/** Whether a chart that was given up was this person's: a number never goes to a second person, but hers may come again. */
async function wasOnce(ctx: Context, patientId: string, form: PatientForm): Promise<boolean> {
  const versions = await ctx.record.history('Patient', patientId);
  const last = versions.find((one) => !one.deleted);
  if (!last) return false;
  const before = patientToForm(JSON.parse(last.text) as Patient);
  return before.birthDate === form.birthDate && foldName(before.name ?? '') === foldName(form.name ?? '');
}

/**
 * Registers a weighed patient. Answers with the candidates instead where one is the same person by an identifier of
 * her own, or where one is not among `notThese`.
 * @param by.reason said in the chart's history, e.g. the file that she came with
 */
export async function bringPatient(
  ctx: Context,
  { form, recordNumber, candidates, again }: Weighed,
  by: { notThese: readonly string[]; reason: string },
): Promise<Brought> {
  const open = candidates.filter((one) => isSamePerson(one) || !by.notThese.includes(one.id));
  if (open.length > 0) return { candidates: open };
  const patient: Patient = { resourceType: 'Patient', active: true };
  addRecordNumber(ctx, patient, recordNumber ?? (await nextRecordNumber(ctx)));
  applyForm(patient, form, ctx.clinic.country);
  if (candidates.length > 0) rememberDifferent(patient, candidates);
  const resource = again
    ? (await ctx.record.put({ ...patient, id: again })).resource
    : await ctx.record.create(patient);
  const { id: patientId = '' } = resource;
  const version = Number(resource.meta?.versionId ?? 1);
  await saveGuardian(ctx, patientId, form, undefined);
  await signVersion(ctx, resource, 'CREATE', by.reason);
  await keepDecisions(ctx, patientId, candidates);
  const guardian = form.guardian && (await guardianOf(ctx, patientId));
  return { written: { patientId, version, ...(guardian && { guardian }) } };
}

async function guardianOf(ctx: Context, patientId: string) {
  const [guardian] = await ctx.record.search('RelatedPerson', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    limit: 1,
  });
  return guardian?.id ? { id: guardian.id, version: Number(guardian.meta?.versionId ?? 1) } : undefined;
}

/** Who has or had this record number and a chart here now; a number of a chart that was joined leads to the other one. */
export async function patientByNumber(
  ctx: Context,
  recordNumber: string,
): Promise<{ patientId: string; name: string; gone: boolean } | undefined> {
  const row = await ctx.db
    .selectFrom('records_number as n')
    .leftJoin('records_patient as p', (join) =>
      join.onRef('p.clinic_id', '=', 'n.clinic_id').onRef('p.patient_id', '=', 'n.patient_id'),
    )
    .select(['n.patient_id', 'p.name'])
    .where('n.clinic_id', '=', ctx.clinic.id)
    .where('n.number', '=', tidyNumber(recordNumber))
    .executeTakeFirst();
  if (!row) return undefined;
  const into = (await joinedInto(ctx, [row.patient_id])).get(row.patient_id);
  const name = into ? (await patientCard(ctx, [into])).get(into)?.name : row.name;
  return { patientId: into ?? row.patient_id, name: name ?? '', gone: row.name === null };
}

/** Six digits that are shown in pairs are stored without the dashes; anything else stays as the other system wrote it. */
function tidyNumber(recordNumber: string): string {
  const text = recordNumber.trim();
  return /^\d{2}([-.])\d{2}\1\d{2}$/.test(text) ? text.replace(/\D/g, '') : text;
}
