import type { Condition, DocumentReference, Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import type { Criterion } from '#platform/server/record/query.ts';
import { words } from '#platform/server/words.ts';
import { zonedDay } from '#platform/shared/time.ts';
import {
  documentLine,
  encounterLine,
  immunizationLine,
  medicineLine,
  observationLine,
  problemLine,
} from '#slices/records/server/index.ts';
import type { Kind } from '#slices/chart/shared/kinds.ts';
import {
  allergyLine,
  appointmentLine,
  byWhom,
  type LineOf,
  orderLine,
  procedureLine,
  questionnaireLine,
  reportLine,
  visitIdOf,
  writtenIn,
} from './lines.ts';
import type { Ask, Found, Line } from './page.ts';
import { measuredSets } from './measured-sets.ts';
import { stateOn } from './state-words.ts';

/** Where lines come from, of which kinds they are, and which right shows them. */
export interface Source {
  kinds: readonly Kind[];
  act: string;
  read(ctx: Context, ask: Ask): Promise<Found>;
}

type Type = Resource['resourceType'];

/** @param date the search parameter by which lines of this type stand in the order of time */
function ofType(
  kind: Kind,
  act: string,
  type: Type,
  date: string,
  line: LineOf,
  where: Criterion[] = [],
): Source {
  return {
    ...{ kinds: [kind], act },
    async read(ctx, ask) {
      const rows = await newest(ctx, type, date, ask, where);
      const lines = rows.flatMap((row) => placed(ctx, row, kind, line(row as never, ctx.language)));
      return { lines, cutAt: cutAt(lines, rows.length, ask) };
    },
  };
}

/** What was asked for leaves out what is not shown, so the last line stands for the last row. */
function cutAt(lines: readonly Line[], found: number, { limit }: Ask): string | undefined {
  return found === limit ? lines.at(-1)?.day : undefined;
}

/** Two types say by another word that they were entered in error. */
const inErrorBy: Partial<Record<Type, string>> = {
  Condition: 'verification-status',
  AllergyIntolerance: 'verification-status',
};

async function newest(ctx: Context, type: Type, date: string, ask: Ask, where: Criterion[]) {
  const { patientId, before, limit, isUndated } = ask;
  return (await ctx.record.search(type, {
    where: [
      { param: 'patient', reference: `Patient/${patientId}` },
      ...where,
      without(inErrorBy[type] ?? 'status', ['entered-in-error']),
      before ? { param: date, to: before } : { param: date, missing: isUndated === true },
    ],
    ...{ order: `-${date}`, limit },
  })) as (Resource & { id: string })[];
}

function placed(
  ctx: Context,
  resource: Resource & { id?: string },
  kind: Kind,
  told: ReturnType<LineOf>,
): Line[] {
  if (!told) return [];
  const { label, detail, status, at, text } = told;
  const state = stateOn(ctx.language, kind, status);
  const [by, visitId] = [told.by ?? byWhom(resource), visitIdOf(resource)];
  return [
    {
      ...{
        id: `${resource.resourceType}/${resource.id}`,
        kind,
        // of what has no name of its own the kind is the name
        title: label === '?' ? words(ctx.language, `chart_kind_${kind}`) : label,
        day: dayOf(at, ctx.clinic.zone),
      },
      ...(at && { at }),
      ...(detail && { detail }),
      ...(state && { state }),
      ...(text && { text }),
      ...(by && { by }),
      ...(visitId && { visitId }),
    },
  ];
}

/** The day of an instant in the clinic's zone; of a month or a year alone its first. */
export function dayOf(at: string | undefined, zone: string): string {
  if (!at) return '';
  return at.includes('T') ? zonedDay(at, zone) : `${at}-01-01`.slice(0, 10);
}

/** Notes and other documents lie in one place of the record; what a note says is for those who read orders. */
const documents: Source = {
  kinds: ['note', 'document'],
  act: 'records.read',
  async read(ctx, ask) {
    const rows = await newest(ctx, 'DocumentReference', 'date', ask, []);
    const showsText = (await ctx.may('orders.read')).allowed;
    const lines = (rows as (DocumentReference & { id: string })[]).flatMap((row) => {
      const written = writtenIn(row);
      const told = documentLine(row, ctx.language);
      return placed(
        ctx,
        row,
        written ? 'note' : 'document',
        told && { ...told, text: showsText ? written : undefined },
      );
    });
    return { lines, cutAt: cutAt(lines, rows.length, ask) };
  },
};

/** None of these codes, or none at all. */
function without(param: string, codes: readonly string[]): Criterion {
  return { param, isNot: true, tests: codes.map((code) => ({ on: 'token', code })) };
}

/**
 * A problem stands where it was written down: that is by what it is asked for, and when it began may lie years before, or
 * be said otherwise later.
 */
function recordedProblem(condition: Condition): ReturnType<LineOf> {
  const line = problemLine(condition);
  return line && { ...line, at: condition.recordedDate ?? line.at };
}

const noVitalSigns = without('category', ['vital-signs']);
/** What became a visit is told by the visit. */
const noVisit = without('status', ['arrived', 'checked-in', 'fulfilled']);

/** Everything that the timeline reads. */
export const sources: readonly Source[] = [
  ofType('visit', 'records.read', 'Encounter', 'date', encounterLine as LineOf),
  documents,
  ofType('problem', 'records.read', 'Condition', 'recorded-date', recordedProblem as LineOf),
  ofType('allergy', 'records.read', 'AllergyIntolerance', 'date', allergyLine as LineOf),
  ofType('medicine', 'records.read', 'MedicationStatement', 'effective', medicineLine as LineOf),
  ofType('medicine', 'records.read', 'MedicationRequest', 'authoredon', medicineLine as LineOf),
  { kinds: ['vitals'], act: 'vitals.read', read: measuredSets },
  ofType('finding', 'records.read', 'Observation', 'date', observationLine as LineOf, [noVitalSigns]),
  ofType('finding', 'records.read', 'DiagnosticReport', 'date', reportLine as LineOf),
  ofType('order', 'orders.read', 'ServiceRequest', 'authored', orderLine as LineOf),
  ofType('procedure', 'orders.read', 'Procedure', 'date', procedureLine as LineOf),
  ofType('immunization', 'records.read', 'Immunization', 'date', immunizationLine as LineOf),
  ofType('questionnaire', 'screening.read', 'QuestionnaireResponse', 'authored', questionnaireLine as LineOf),
  ofType('appointment', 'scheduling.read', 'Appointment', 'date', appointmentLine as LineOf, [noVisit]),
];
