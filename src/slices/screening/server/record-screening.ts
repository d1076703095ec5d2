import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { raiseAlert, requireOpenVisit } from '#slices/front-desk/server/index.ts';
import { authorOf } from '#slices/records/server/index.ts';
import type { screening } from '../contract.ts';
import { countOf, opensAfter, unanswered } from '../shared/count.ts';
import { instrumentIn } from '../shared/instruments.ts';
import { codeOf, toResponse, toTotal } from './response.ts';
import { resultsOf } from './results.ts';
import { askedIn } from './visit-screening.ts';

type Screening = typeof screening;

/** What a clinician is told: which answer, and none of its words. */
const alert = {
  en: 'PHQ-9: question 9 above 0',
  id: 'PHQ-9: pertanyaan 9 di atas 0',
};

/** Keeps a whole set of answers with its total, and raises the red flag where one of them asks for it. */
export const recordScreening: Verb<Screening, 'recordScreening'> = async (ctx, input) => {
  const { visitId, code, answers } = input;
  const visit = await requireOpenVisit(ctx, visitId);
  const { patientId } = visit;
  const language = await askedIn(ctx, patientId);
  const instrument = language && instrumentIn(language, code);
  if (!instrument || !language) return ctx.fail('noWording');
  const [missing] = unanswered(code, answers);
  const counted = countOf(code, answers);
  if (missing !== undefined || !counted)
    return refuseField(`answers.${missing}`, 'screening_field_unanswered');
  const about = { patientId, visitId, at: ctx.now, author: authorOf(ctx) };
  const { id } = await ctx.record.create(toResponse(instrument, answers, language, about));
  await ctx.record.create(toTotal(instrument, counted, id, about));
  await ctx.db
    .deleteFrom('screening_decline')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .where('code', '=', code)
    .execute();
  if (counted.selfHarm)
    await raiseAlert(ctx, { visit, level: 'urgent', source: 'duty', code: 'screening', what: alert });
  ctx.emit('screening.recorded', { visitId, patientId });
  const result = (await resultsOf(ctx, patientId)).find((one) => one.responseId === id);
  if (!result) throw new Error('what was kept a moment ago counts');
  const opens = opensAfter(code, answers);
  return { patientId, result, ...(opens && { opens }) };
};

export const declineScreening: Verb<Screening, 'declineScreening'> = async (ctx, input) => {
  const { visitId, code, reason } = input;
  const { patientId } = await requireOpenVisit(ctx, visitId);
  const values = { reason, declined_at: ctx.now, declined_by: ctx.actor.name };
  await ctx.db
    .insertInto('screening_decline')
    .values({ clinic_id: ctx.clinic.id, visit_id: visitId, patient_id: patientId, code, ...values })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'visit_id', 'code']).doUpdateSet(values))
    .execute();
  ctx.emit('screening.changed', { visitId, patientId });
  return { patientId };
};

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
