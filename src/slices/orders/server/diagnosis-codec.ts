import type { Condition } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Language } from '#platform/shared/languages.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { Diagnosis } from '../contract.ts';
import { idOf, patientReference, textExtension, visitReference, withExtension } from './fhir-parts.ts';
import { diagnosisSystem, extensions } from './systems.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const statusSystem = `${hl7}/condition-ver-status`;
const clinicalSystem = `${hl7}/condition-clinical`;
const categorySystem = `${hl7}/condition-category`;

export interface CodedDiagnosis {
  code: string;
  label: { en: string; id: string };
}

/** A diagnosis of a visit, provisional until the visit is signed. */
export function conditionResource(
  ctx: Context,
  about: {
    visitId: string;
    patientId: string;
    coded: CodedDiagnosis;
    main: boolean;
    lasting: boolean;
    note?: string | undefined;
  },
): Condition {
  const { coded } = about;
  const categories = ['encounter-diagnosis', ...(about.lasting ? ['problem-list-item'] : [])];
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: clinicalSystem, code: 'active' }] },
    verificationStatus: { coding: [{ system: statusSystem, code: 'provisional' }] },
    category: categories.map((code) => ({ coding: [{ system: categorySystem, code }] })),
    code: {
      coding: [{ system: diagnosisSystem(ctx.clinic), code: coded.code, display: coded.label.en }],
      text: coded.label[ctx.clinic.language],
    },
    subject: patientReference(about.patientId),
    encounter: visitReference(about.visitId),
    recordedDate: ctx.now,
    recorder: authorOf(ctx),
    asserter: authorOf(ctx),
    ...(about.note && { note: [{ text: about.note }] }),
    ...(about.main && { extension: [{ url: extensions.main, valueBoolean: true }] }),
  };
}

/** Wrong ones stay in the record with the reason; the standard forbids them a clinical status (con-5). */
export function enterInError(condition: Condition, reason: string): void {
  delete condition.clinicalStatus;
  condition.verificationStatus = { coding: [{ system: statusSystem, code: 'entered-in-error' }] };
  Object.assign(condition, withExtension(condition, 'reason', textExtension('reason', reason)));
}

export function confirm(condition: Condition): void {
  condition.verificationStatus = { coding: [{ system: statusSystem, code: 'confirmed' }] };
}

export function isStanding(condition: Condition): boolean {
  const status = condition.verificationStatus?.coding?.[0]?.code;
  return status !== 'entered-in-error' && status !== 'refuted';
}

export function isEncounterDiagnosis(condition: Condition): boolean {
  return hasCategory(condition, 'encounter-diagnosis');
}

export function isProblem(condition: Condition): boolean {
  return hasCategory(condition, 'problem-list-item');
}

function hasCategory(condition: Condition, code: string): boolean {
  return condition.category?.some((one) => one.coding?.some((coding) => coding.code === code)) ?? false;
}

export function codeOf(condition: Condition): string {
  return (
    condition.code?.coding?.find((one) => one.system?.includes('icd-10'))?.code ??
    condition.code?.coding?.[0]?.code ??
    ''
  );
}

/** @param labels words of the clinic's list by code; a code that is not on it keeps the record's own words */
export function diagnosisOf(
  condition: Condition,
  labels: ReadonlyMap<string, { en: string; id: string }>,
  language: Language,
): Diagnosis {
  const code = codeOf(condition);
  const note = condition.note?.[0]?.text;
  return {
    id: condition.id ?? '',
    code,
    label:
      labels.get(code)?.[language] ?? condition.code?.text ?? condition.code?.coding?.[0]?.display ?? code,
    ...(note && { note }),
    main:
      condition.extension?.some((one) => one.url === extensions.main && one.valueBoolean === true) ?? false,
    by: condition.recorder?.display ?? '',
    at: condition.recordedDate ?? '',
  };
}

/** The visit that a condition was found in; empty for one from elsewhere. */
export function visitOfCondition(condition: Condition): string {
  return idOf(condition.encounter);
}
