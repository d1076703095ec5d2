import type {
  Condition,
  DocumentReference,
  Encounter,
  Immunization,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Period,
  Quantity,
  Range,
  Ratio,
} from '@medplum/fhirtypes';
import type { z } from 'zod';
import { hasWords, words } from '#platform/server/words.ts';
import { numberFormat } from '#platform/shared/formatters.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import type { records } from '../contract.ts';
import { conceptWords } from './allergy-codec.ts';

export type ChartLine = z.output<
  (typeof records)['verbs']['readChart']['output']
>['problems']['items'][number];

const notTrue = 'entered-in-error';

/** A problem; those of one visit alone (encounter diagnoses) are shown with the visit's note, not here. */
export function problemLine(condition: Condition): ChartLine | undefined {
  if (condition.verificationStatus?.coding?.some((coding) => coding.code === notTrue)) return undefined;
  return {
    id: condition.id ?? '',
    label: conceptWords(condition.code) ?? '?',
    status: condition.clinicalStatus?.coding?.[0]?.code,
    at: condition.onsetDateTime ?? condition.recordedDate,
  };
}

export function medicineLine(medicine: MedicationStatement | MedicationRequest): ChartLine | undefined {
  if (medicine.status === notTrue) return undefined;
  const dosage = medicine.resourceType === 'MedicationRequest' ? medicine.dosageInstruction : medicine.dosage;
  return {
    id: medicine.id ?? '',
    label: conceptWords(medicine.medicationCodeableConcept) ?? medicine.medicationReference?.display ?? '?',
    status: medicine.status,
    detail: dosage?.[0]?.text,
    at:
      medicine.resourceType === 'MedicationRequest'
        ? medicine.authoredOn
        : (medicine.effectiveDateTime ?? medicine.effectivePeriod?.start ?? medicine.dateAsserted),
  };
}

export function observationLine(observation: Observation, language: Language): ChartLine | undefined {
  if (observation.status === notTrue) return undefined;
  // vital signs have a place of their own, with units, limits and trends, for those who may see them
  if (observation.category?.some((one) => one.coding?.some(({ code }) => code === 'vital-signs')))
    return undefined;
  const parts = (observation.component ?? []).map((part) =>
    [conceptWords(part.code), valueWords(part, language)].join(' '),
  );
  return {
    id: observation.id ?? '',
    label: conceptWords(observation.code) ?? '?',
    status: observation.status,
    detail: valueWords(observation, language) ?? (parts.length > 0 ? parts.join('; ') : undefined),
    at: observation.effectiveDateTime ?? observation.effectivePeriod?.start ?? observation.issued,
  };
}

export interface ObservedValue {
  valueQuantity?: Quantity;
  valueString?: string;
  valueCodeableConcept?: Parameters<typeof conceptWords>[0];
  valueInteger?: number;
  valueBoolean?: boolean;
  valueRange?: Range;
  valueRatio?: Ratio;
  valueDateTime?: string;
  valueTime?: string;
  valuePeriod?: Period;
  valueSampledData?: object;
  dataAbsentReason?: Parameters<typeof conceptWords>[0];
}

/** Categories (HL7's observation-category) of what a test found, which the slot of results shows. */
export const resultCategories = ['laboratory', 'imaging', 'procedure'] as const;

/** Whether it is shown among the results: no vital sign, which has a place of its own. */
export function isResult({ category }: Observation): boolean {
  const codes = (category ?? []).flatMap(({ coding }) => coding ?? []).map(({ code }) => code);
  return !codes.includes('vital-signs') && resultCategories.some((one) => codes.includes(one));
}

/** For the eye only: figures that a machine computed to sixteen places are cut to four, the record keeps all. */
export function figure(value: number, language: Language): string {
  const digits = String(value).replace(/\D/g, '').length;
  const most = digits > 6 ? 4 : 6;
  return numberFormat(localeFor(language), {
    maximumSignificantDigits: most,
    useGrouping: false,
  }).format(value);
}

function amountWords(quantity: Quantity | undefined, language: Language): string | undefined {
  if (quantity?.value === undefined) return undefined;
  return [`${quantity.comparator ?? ''}${figure(quantity.value, language)}`, quantity.unit ?? quantity.code]
    .filter(Boolean)
    .join(' ');
}

/** A value of any type of R4 in words, with its unit; undefined where nothing was written. */
export function valueWords(value: ObservedValue, language: Language): string | undefined {
  const { valueBoolean: yes, valueRange: range, valueRatio: ratio, valuePeriod: period } = value;
  const amount = (one: Quantity | undefined) => amountWords(one, language);
  const pair = (parts: (string | undefined)[], between: string) =>
    parts.filter(Boolean).join(between) || undefined;
  return (
    amount(value.valueQuantity) ??
    value.valueString ??
    conceptWords(value.valueCodeableConcept) ??
    value.valueInteger?.toString() ??
    (yes === undefined ? undefined : words(language, yes ? 'records_value_yes' : 'records_value_no')) ??
    (range && pair([amount(range.low), amount(range.high)], ' – ')) ??
    (ratio && pair([amount(ratio.numerator), amount(ratio.denominator)], ' : ')) ??
    value.valueDateTime ??
    value.valueTime ??
    (period && pair([period.start, period.end], ' – ')) ??
    (value.valueSampledData && words(language, 'records_value_curve')) ??
    conceptWords(value.dataAbsentReason)
  );
}

export function immunizationLine(immunization: Immunization): ChartLine | undefined {
  if (immunization.status === notTrue) return undefined;
  return {
    id: immunization.id ?? '',
    label: conceptWords(immunization.vaccineCode) ?? '?',
    status: immunization.status,
    at: immunization.occurrenceDateTime,
  };
}

/** The kind in the reader's words where it is one of the clinic's own papers, else as the document says it. */
function documentKind({ type, content }: DocumentReference, language: Language): string | undefined {
  const known = type?.coding?.map(({ code }) => `records_document_${code}`).find(hasWords);
  const said = type?.text ?? type?.coding?.find((coding) => coding.display)?.display;
  return known ? words(language, known) : (said ?? content[0]?.attachment.title ?? conceptWords(type));
}

export function documentLine(document: DocumentReference, language: Language): ChartLine | undefined {
  if (document.status === notTrue) return undefined;
  return {
    id: document.id ?? '',
    label: document.description ?? documentKind(document, language) ?? '?',
    status: document.docStatus ?? document.status,
    at: document.date,
  };
}

export function encounterLine(encounter: Encounter): ChartLine | undefined {
  if (encounter.status === notTrue) return undefined;
  return {
    id: encounter.id ?? '',
    label: conceptWords(encounter.type?.[0]) ?? encounter.class.display ?? encounter.class.code ?? '?',
    status: encounter.status,
    detail: conceptWords(encounter.reasonCode?.[0]),
    at: encounter.period?.start,
  };
}
