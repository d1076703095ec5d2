import type { QuestionnaireResponse } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { rangeOfDate } from '#platform/server/fhir/date-range.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { words } from '#platform/server/words.ts';
import { refuse } from '#platform/shared/errors.ts';
import { countOf } from '../shared/count.ts';
import { answersOf, codeOf } from './response.ts';

const counting = new Set<string>(['completed', 'amended']);

/** Keeps `screening_result` in step with every whole set of answers, whichever system wrote it. */
export const responseKeeper = keeper<QuestionnaireResponse>('QuestionnaireResponse', {
  async put(ctx, response, before) {
    const { id } = response;
    if (!id || (!codeOf(response) && !(before && codeOf(before)))) return;
    await mustAsk(ctx);
    await keep(ctx, id, response);
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
  if (decision.allowed) return;
  refuse('notAllowed', { action: 'screening.ask', reason: words(ctx.language, 'screening_refused_ask') });
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

async function keep(ctx: Context, id: string, response: QuestionnaireResponse): Promise<void> {
  await drop(ctx, id);
  const row = rowOf(ctx, response);
  if (!row) return;
  await ctx.db
    .insertInto('screening_result')
    .values({ ...row, clinic_id: ctx.clinic.id, response_id: id })
    .execute();
}

async function drop(ctx: Context, responseId: string): Promise<void> {
  await ctx.db
    .deleteFrom('screening_result')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('response_id', '=', responseId)
    .execute();
}
