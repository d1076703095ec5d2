import type { List } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { Language } from '#platform/shared/languages.ts';
import { displayName } from '#platform/shared/names.ts';
import type { records } from '../contract.ts';
import { allergiesOf } from './allergies.ts';
import { bannerOf, guardiansOf } from './banner.ts';
import {
  type ChartLine,
  encounterLine,
  immunizationLine,
  isResult,
  medicineLine,
  observationLine,
  problemLine,
} from './chart-lines.ts';
import { isEmergency, relationshipOf } from './relationships.ts';

type Chart = OutputOf<typeof records, 'readChart'>;
type Section = Chart['problems'];

const mostLines = 30;
const mostRead = 200;
/** LOINC list codes under which somebody states that there is nothing: problems, medicines, immunisations. */
const listCodes = { problems: '11450-4', medicines: '10160-0', immunizations: '11369-6' } as const;

export const readChart: Verb<typeof records, 'readChart'> = async (ctx, { patientId, withoutPatient }) => {
  if (withoutPatient) ctx.note('records.chartOpenedWithoutPatient', { patientId });
  // none needs another's answer, so they are asked in one round trip
  const [banner, allergies, lists, statements, requests, problems, observations, shots, visits, people] =
    await Promise.all([
      bannerOf(ctx, patientId),
      allergiesOf(ctx, patientId),
      ctx.record.search('List', { where: [{ param: 'patient', reference: `Patient/${patientId}` }] }),
      lines(ctx, 'MedicationStatement', patientId, '-effective', medicineLine),
      lines(ctx, 'MedicationRequest', patientId, '-authoredon', medicineLine),
      lines(ctx, 'Condition', patientId, '-recorded-date', problemLine),
      findings(ctx, patientId),
      lines(ctx, 'Immunization', patientId, '-date', immunizationLine),
      lines(ctx, 'Encounter', patientId, '-date', encounterLine),
      peopleOf(ctx, patientId),
    ]);
  return {
    banner,
    allergies,
    problems: section(problems, lists, listCodes.problems),
    medicines: section([...statements, ...requests], lists, listCodes.medicines),
    observations: section(observations, lists),
    immunizations: section(shots, lists, listCodes.immunizations),
    visits: section(visits, lists),
    people,
  };
};

/** Categories of findings that are neither vital signs nor results of tests (HL7's observation-category). */
const findingCategories = ['social-history', 'survey', 'exam', 'therapy', 'activity'];

/**
 * What was found, but for vital signs and what tests found, which have slots of their own. Where those crowd the newest
 * out, earlier ones are looked for by what they say of themselves.
 */
async function findings(ctx: Context, patientId: string): Promise<ChartLine[]> {
  const hers = { param: 'patient', reference: `Patient/${patientId}` };
  const newest = await ctx.record.search('Observation', { where: [hers], order: '-date', limit: mostRead });
  const known = new Set(newest.map(({ id }) => id));
  const earlier =
    newest.length < mostRead
      ? []
      : await ctx.record.search('Observation', {
          where: [hers, { param: 'category', token: findingCategories }],
          ...{ order: '-date', limit: mostRead },
        });
  return [...newest, ...earlier.filter(({ id }) => !known.has(id))]
    .filter((one) => !isResult(one))
    .map((one) => observationLine(one, ctx.language))
    .filter((one) => one !== undefined);
}

/** Newest lines of one type; what was entered in error is left out of the chart and stays in the record. */
async function lines<
  T extends 'Condition' | 'Encounter' | 'Immunization' | 'MedicationStatement' | 'MedicationRequest',
>(
  ctx: Context,
  type: T,
  patientId: string,
  order: string,
  line: (resource: never, language: Language) => ChartLine | undefined,
): Promise<ChartLine[]> {
  const found = await ctx.record.search(type, {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
    order,
    limit: mostLines + 1,
  });
  return found.map((resource) => line(resource as never, ctx.language)).filter((one) => one !== undefined);
}

function section(items: ChartLine[], lists: readonly List[], listCode?: string): Section {
  const saidNone = lists.some(
    (list) =>
      list.status === 'current' &&
      list.emptyReason?.coding?.some((coding) => coding.code === 'nilknown') &&
      list.code?.coding?.some((coding) => coding.code === listCode),
  );
  const state = items.length > 0 ? 'listed' : saidNone ? 'none' : 'notAsked';
  return { state, items: items.slice(0, mostLines), more: items.length > mostLines };
}

/** Who speaks for the patient, and whom to call in an emergency. */
export async function peopleOf(ctx: Context, patientId: string): Promise<Chart['people']> {
  const [patient, speaking] = await Promise.all([
    ctx.record.mustRead('Patient', patientId),
    guardiansOf(ctx, patientId),
  ]);
  const guardians = speaking.map((person) => ({
    name: displayName(person.name),
    relationship: relationshipOf(person.relationship),
    phone: person.telecom?.find((point) => point.system === 'phone')?.value,
    role: 'guardian' as const,
  }));
  const emergency = (patient.contact ?? [])
    .filter((contact) => contact.name && isEmergency(contact.relationship))
    .map((contact) => ({
      name: displayName(contact.name),
      relationship: relationshipOf(contact.relationship),
      phone: contact.telecom?.find((point) => point.system === 'phone')?.value,
      role: 'emergency' as const,
    }));
  return [...guardians, ...emergency];
}
