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
  documentLine,
  encounterLine,
  immunizationLine,
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
  const banner = await bannerOf(ctx, patientId);
  if (withoutPatient) ctx.note('records.chartOpenedWithoutPatient', { patientId });
  const lists = await ctx.record.search('List', {
    where: [{ param: 'patient', reference: `Patient/${patientId}` }],
  });
  const medicines = [
    ...(await lines(ctx, 'MedicationStatement', patientId, '-effective', medicineLine)),
    ...(await lines(ctx, 'MedicationRequest', patientId, '-authoredon', medicineLine)),
  ];
  const documents = await lines(ctx, 'DocumentReference', patientId, '-date', documentLine);
  return {
    banner,
    allergies: await allergiesOf(ctx, patientId),
    problems: section(
      await lines(ctx, 'Condition', patientId, '-recorded-date', problemLine),
      lists,
      listCodes.problems,
    ),
    medicines: section(medicines, lists, listCodes.medicines),
    observations: section(await findings(ctx, patientId), lists),
    immunizations: section(
      await lines(ctx, 'Immunization', patientId, '-date', immunizationLine),
      lists,
      listCodes.immunizations,
    ),
    documents: section(documents, lists),
    visits: section(await lines(ctx, 'Encounter', patientId, '-date', encounterLine), lists),
    people: await peopleOf(ctx, patientId),
  };
};

/** Categories of findings that are no vital signs (HL7's observation-category). */
const findingCategories = [
  ...['social-history', 'imaging', 'laboratory', 'procedure', 'survey', 'exam', 'therapy', 'activity'],
];

/**
 * What was found, but for vital signs. Where those crowd the newest out, earlier ones are looked for by what they say of
 * themselves.
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
    .map((one) => observationLine(one, ctx.language))
    .filter((one) => one !== undefined);
}

/** Newest lines of one type; what was entered in error is left out of the chart and stays in the record. */
async function lines<
  T extends
    | 'Condition'
    | 'Encounter'
    | 'Immunization'
    | 'DocumentReference'
    | 'MedicationStatement'
    | 'MedicationRequest',
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

async function peopleOf(ctx: Context, patientId: string): Promise<Chart['people']> {
  const patient = await ctx.record.mustRead('Patient', patientId);
  const guardians = (await guardiansOf(ctx, patientId)).map((person) => ({
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
