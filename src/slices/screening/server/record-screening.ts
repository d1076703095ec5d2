import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { ErrorOf } from '#platform/shared/contract.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { DeclineReason, screening } from '../contract.ts';
import { type Answers, countOf, unanswered } from '../shared/count.ts';
import { type Code, codes, instrumentIn, instrumentOf } from '../shared/instruments.ts';
import { answersOf, codeOf, toResponse, toTotal } from './response.ts';
import { resultsOf } from './results.ts';
import { askedIn } from './visit-screening.ts';

type Screening = typeof screening;
type Asks = Context<ErrorOf<Screening, 'recordScreening'>>;

/** Keeps whole sets of answers with their totals; the keeper raises the red flag where one of them asks for it. */
export const recordScreening: Verb<Screening, 'recordScreening'> = async (ctx, input) => {
  const { visitId, answered, declined } = input;
  // held to the end: of one set of answers that is sent by two windows at once the second finds the first
  const visit = await requireOpenVisit(ctx, visitId, true);
  const { patientId } = visit;
  await keepDeclined(ctx, visit, declined);
  const kept: string[] = [];
  for (const code of codes) {
    const answers = answered[code];
    if (answers) kept.push(await keepAnswers(ctx, visit, code, answers));
  }
  ctx.emit(kept.length > 0 ? 'screening.recorded' : 'screening.changed', { visitId, patientId });
  const results = (await resultsOf(ctx, patientId)).filter((one) => kept.includes(one.responseId));
  return { patientId, results };
};

type Visit = Awaited<ReturnType<typeof requireOpenVisit>>;

/** @returns the id of the answers in the record */
async function keepAnswers(ctx: Asks, visit: Visit, code: Code, answers: Answers): Promise<string> {
  const { visitId, patientId } = visit;
  const language = await askedIn(ctx, patientId);
  const instrument = language && instrumentIn(language, code);
  if (!instrument || !language) return ctx.fail('noWording');
  const [missing] = unanswered(code, answers);
  const counted = countOf(code, answers);
  if (missing !== undefined || !counted)
    return refuseField(`answered.${code}.${missing}`, 'screening_field_unanswered');
  // whoever has answered was asked
  await ctx.db
    .deleteFrom('screening_decline')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('code', '=', code)
    .execute();
  const known = await sameAnswers(ctx, visitId, code, answers);
  if (known !== undefined) return known;
  const about = { patientId, visitId, at: ctx.now, author: authorOf(ctx) };
  const { id } = await ctx.record.create(toResponse(instrument, answers, language, about));
  await ctx.record.create(toTotal(instrument, counted, id, about));
  return id;
}

/**
 * The same answers of this visit that stand already. An answer that calls the clinician is kept at once; where the
 * browser falls over right after it, the draft still holds it and sends it again, which must neither count nor ring twice.
 */
async function sameAnswers(
  ctx: Context,
  visitId: string,
  code: Code,
  answers: Answers,
): Promise<string | undefined> {
  const rows = await ctx.db
    .selectFrom('screening_result')
    .select('response_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('code', '=', code)
    .execute();
  const links = instrumentOf(code).questions.map(({ link }) => link);
  for (const { response_id: id } of rows) {
    const response = await ctx.record.read('QuestionnaireResponse', id);
    const stands = response ? answersOf(response) : {};
    if (links.every((link) => stands[link] === answers[link])) return id;
  }
  return undefined;
}

async function keepDeclined(
  ctx: Context,
  { visitId, patientId }: Visit,
  declined: Partial<Record<Code, DeclineReason>>,
): Promise<void> {
  for (const code of codes) {
    const reason = declined[code];
    if (!reason) continue;
    const values = { reason, declined_at: ctx.now, declined_by: ctx.actor.name };
    await ctx.db
      .insertInto('screening_decline')
      .values({ clinic_id: ctx.clinic.id, visit_id: visitId, patient_id: patientId, code, ...values })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id', 'code']).doUpdateSet(values))
      .execute();
  }
}

/** Takes answers and their total out of what counts. A red flag that they raised stands: it was told to people. */
export const markScreeningError: Verb<Screening, 'markScreeningError'> = async (ctx, input) => {
  const { responseId, reason } = input;
  const response = await ctx.record.read('QuestionnaireResponse', responseId);
  const patientId = /^Patient\/(.+)$/.exec(response?.subject?.reference ?? '')?.[1];
  if (!response || !patientId || !codeOf(response))
    return refuse('notFound', { type: 'QuestionnaireResponse', id: responseId });
  if (response.status === 'entered-in-error') return ctx.fail('alreadyInError');
  await ctx.record.patch('QuestionnaireResponse', responseId, (one) => {
    one.status = 'entered-in-error';
    one.extension = [...(one.extension ?? []), { url: errorReasonUrl, valueString: reason }];
  });
  const totals = await ctx.record.search('Observation', {
    where: [{ param: 'derived-from', reference: `QuestionnaireResponse/${responseId}` }],
    limit: 10,
  });
  for (const { id } of totals) {
    if (!id) continue;
    await ctx.record.patch('Observation', id, (one) => {
      one.status = 'entered-in-error';
      one.note = [...(one.note ?? []), { text: reason, time: ctx.now, authorString: ctx.actor.name }];
    });
  }
  const visitId = /^Encounter\/(.+)$/.exec(response.encounter?.reference ?? '')?.[1];
  ctx.emit('screening.changed', { patientId, ...(visitId && { visitId }) });
  return { patientId };
};

const errorReasonUrl = 'https://serambi.health/fhir/StructureDefinition/error-reason';
