import type { Appointment, DiagnosticReport, DocumentReference } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { conceptWords, documentLine } from '#slices/records/server/index.ts';
import type { Referral } from '../contract.ts';
import { patientReference } from './fhir-parts.ts';
import type { Came } from './referral-codec.ts';

/** What came of a patient's referrals, by what says of itself that it came of one: an appointment, a report, a letter. */
export async function cameOf(
  ctx: Context,
  patientId: string,
  references: readonly string[],
): Promise<Map<string, Came>> {
  if (references.length === 0) return new Map();
  const readsCalendar = (await ctx.may('scheduling.read')).allowed;
  // whatever names her referral and is another's is not told in her chart
  const hers = { param: 'patient', ...patientReference(patientId) };
  const basedOn = { where: [hers, { param: 'based-on', reference: references }] };
  // sent together, answered one after the other
  const [appointments, reports, documents] = await Promise.all([
    readsCalendar ? ctx.record.search('Appointment', basedOn) : [],
    ctx.record.search('DiagnosticReport', basedOn),
    ctx.record.search('DocumentReference', { where: [hers, { param: 'related', reference: references }] }),
  ]);
  const came = new Map<string, Came>();
  for (const reference of references) {
    const isOf = (all: readonly { reference?: string }[] | undefined) =>
      all?.some((one) => one.reference === reference) ?? false;
    const appointmentAt = lastStart(appointments.filter(({ basedOn: of }) => isOf(of)));
    const answer = newest([
      ...reports.filter(({ basedOn: of }) => isOf(of)).flatMap(reportAnswer),
      ...documents.filter(({ context }) => isOf(context?.related)).flatMap((one) => documentAnswer(ctx, one)),
    ]);
    came.set(reference, { ...(appointmentAt && { appointmentAt }), ...(answer && { answer }) });
  }
  return came;
}

type Answer = NonNullable<Referral['answer']>;

const over = ['cancelled', 'entered-in-error', 'noshow'];
/** What somebody is still writing is no answer yet. */
const unfinished = ['registered', 'partial', 'preliminary'];

function lastStart(appointments: readonly Appointment[]): string | undefined {
  const starts = appointments.flatMap(({ status, start }) =>
    start && !over.includes(status) ? [start] : [],
  );
  return starts.sort((a, b) => Date.parse(b) - Date.parse(a))[0];
}

function reportAnswer(report: DiagnosticReport): Answer[] {
  if ([...over, ...unfinished].includes(report.status)) return [];
  const at = report.effectiveDateTime ?? report.issued;
  const by = report.performer?.map(({ display }) => display).find(Boolean);
  return [{ title: conceptWords(report.code) ?? '?', ...(at && { at }), ...(by && { by }) }];
}

function documentAnswer(ctx: Context, document: DocumentReference): Answer[] {
  const { status, docStatus = '' } = document;
  if (status !== 'current' || [...over, ...unfinished].includes(docStatus)) return [];
  const line = documentLine(document, ctx.language);
  if (!line) return [];
  const by = document.author?.map(({ display }) => display).find(Boolean);
  return [{ title: line.label, ...(line.at && { at: line.at }), ...(by && { by }) }];
}

const newest = (answers: readonly Answer[]): Answer | undefined =>
  answers.toSorted((a, b) => (Date.parse(b.at ?? '') || 0) - (Date.parse(a.at ?? '') || 0))[0];
