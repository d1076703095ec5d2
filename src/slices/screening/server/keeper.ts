import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { openVisitOf, raiseAlert } from '#slices/front-desk/server/index.ts';
import { countOf } from '../shared/count.ts';
import { alert, alertCode } from './alarm.ts';
import { answersOf, codeOf } from './response.ts';

const counting = new Set<string>(['completed', 'amended']);

/** Keeps `screening_result` in step with every whole set of answers, whichever system wrote it. */
export const responseKeeper = keeper<QuestionnaireResponse>('QuestionnaireResponse', {
  async put(ctx, response, before) {
    const { id } = response;
    if (!id || (!codeOf(response) && !(before && codeOf(before)))) return;
    await mustAsk(ctx);
    if (await keep(ctx, id, response)) await callClinician(ctx, response);
  },
  async moved(ctx, response) {
    if (response.id && codeOf(response)) await keep(ctx, response.id, response);
  },
  async remove(ctx, response) {
    if (response.id && codeOf(response)) await drop(ctx, response.id);
  },
});

/** Whoever may keep other questionnaires by the FHIR address may not keep these without the act. */
async function mustAsk(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== 'staff') return;
  const decision = await ctx.may('screening.ask');
  // a total is read by whoever treats her next, and no co-signature stands behind it
  if (decision.allowed && !decision.preliminary) return;
  const why = decision.allowed ? 'screening_refused_preliminary' : 'screening_refused_ask';
  refuse('notAllowed', { action: 'screening.ask', reason: words(ctx.language, why) });
}

/** Undefined where it does not count: in error, not whole, or of nobody. */
function rowOf(ctx: Context, response: QuestionnaireResponse) {
  const code = codeOf(response);
  const counted = code && countOf(code, answersOf(response));
  const patientId = /^Patient\/(.+)$/.exec(response.subject?.reference ?? '')?.[1];
  const range = response.authored ? rangeOfDate(response.authored, ctx.clinic.zone) : undefined;
  if (!counted || !patientId || !range || !counting.has(response.status)) return undefined;
  return {
    ...{ code, patient_id: patientId, total: counted.total, self_harm: counted.selfHarm },
    visit_id: /^Encounter\/(.+)$/.exec(response.encounter?.reference ?? '')?.[1] ?? null,
    answered_at: new Date(range.lo).toISOString(),
    answered_by: response.author?.display ?? '',
  };
}

/** @returns whether it counts now and holds an answer that a clinician must hear, which it did not before */
async function keep(ctx: Context, id: string, response: QuestionnaireResponse): Promise<boolean> {
  const before = await drop(ctx, id);
  const row = rowOf(ctx, response);
  if (!row) return false;
  await ctx.db
    .insertInto('screening_result')
    .values({ ...row, clinic_id: ctx.clinic.id, response_id: id })
    .execute();
  return row.self_harm && !before?.self_harm;
}

/** By whichever way it was answered, a tablet of another system included; of a visit that is over nobody is here to stay with. */
async function callClinician(ctx: Context, { encounter }: QuestionnaireResponse): Promise<void> {
  const visitId = /^Encounter\/(.+)$/.exec(encounter?.reference ?? '')?.[1];
  const visit = visitId === undefined ? undefined : await openVisitOf(ctx, visitId);
  if (visit) await raiseAlert(ctx, { visit, level: 'urgent', source: 'duty', code: alertCode, what: alert });
}

/** @returns what stood there */
async function drop(ctx: Context, responseId: string): Promise<{ self_harm: boolean } | undefined> {
  return ctx.db
    .deleteFrom('screening_result')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('response_id', '=', responseId)
    .returning('self_harm')
    .executeTakeFirst();
}
