import type { Patient, Provenance, RelatedPerson } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import type { FieldProblem } from '#platform/shared/errors.ts';
import type { PatientForm } from '../contract.ts';
import { authorOf } from './author.ts';
import { applyGuardian, sameJson } from './patient-codec.ts';
import { patientToForm } from './patient-form.ts';

/** Writes the guardian of the form beside the patient: new, changed, or no longer one. */
export async function saveGuardian(
  ctx: Context,
  patientId: string,
  form: PatientForm,
  current: RelatedPerson | undefined,
): Promise<void> {
  const { guardian } = form;
  if (!guardian && current?.id) {
    await ctx.record.patch('RelatedPerson', current.id, (person) => {
      person.active = false;
    });
    return;
  }
  if (!guardian) return;
  if (!current?.id) {
    await ctx.record.create(applyGuardian(undefined, guardian, patientId));
    return;
  }
  const before = patientToForm({ resourceType: 'Patient' }, current).guardian;
  if (sameJson(before, guardian)) return;
  await ctx.record.patch('RelatedPerson', current.id, (person) => applyGuardian(person, guardian, patientId));
}

/** Says who wrote this version of the patient and why, as FHIR does: a Provenance of the version. */
export async function signVersion(
  ctx: Context,
  patient: Patient & { id?: string },
  activity: 'CREATE' | 'UPDATE',
  reason?: string,
): Promise<void> {
  const version = patient.meta?.versionId;
  if (!patient.id || !version) return;
  const provenance: Provenance = {
    resourceType: 'Provenance',
    // the plain reference is what searches find, the versioned one says which
    target: [
      { reference: `Patient/${patient.id}` },
      { reference: `Patient/${patient.id}/_history/${version}` },
    ],
    recorded: ctx.now,
    ...(reason && { reason: [{ text: reason }] }),
    activity: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: activity }],
    },
    agent: [{ who: authorOf(ctx) }],
  };
  await ctx.record.create(provenance);
}

/** Warnings in the caller's language, each once. */
export function inWords(ctx: Context, warnings: readonly FieldProblem[]): { path: string; words: string }[] {
  return warnings.map(({ path, key, params }) => ({ path, words: words(ctx.language, key, params) }));
}
