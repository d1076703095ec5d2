import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt } from '#platform/shared/age.ts';
import { zonedDay } from '#platform/shared/time.ts';
import { seenTo, visitOf } from '#slices/front-desk/server/index.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { DeclineReason, Result, screening, VisitScreening } from '../contract.ts';
import { type Answers, opensAfter } from '../shared/count.ts';
import { isDue } from '../shared/due.ts';
import { type Code, codes, instrumentIn } from '../shared/instruments.ts';
import { alertCode } from './alarm.ts';
import { answersOf } from './response.ts';
import { resultsOf } from './results.ts';
import { rulesOf } from './settings.ts';

type Screening = typeof screening;

export const visitScreening: Verb<Screening, 'visitScreening'> = (ctx, { visitId }) =>
  screeningOf(ctx, visitId);

export const patientScreening: Verb<Screening, 'patientScreening'> = async (ctx, { patientId }) => {
  await mustBePatient(ctx, patientId);
  return { patientId, results: await resultsOf(ctx, patientId) };
};

/** In which language she is asked. @returns undefined where hers has no published wording */
export async function askedIn(ctx: Context, patientId: string): Promise<string | undefined> {
  const { language = ctx.clinic.language } = await mustBePatient(ctx, patientId);
  return codes.some((code) => instrumentIn(language, code)) ? language : undefined;
}

/** What is offered, due, answered and declined in a visit. Refuses `notFound`. */
export async function screeningOf(ctx: Context, visitId: string): Promise<VisitScreening> {
  const visit = await visitOf(ctx, visitId);
  const { patientId, day } = visit;
  const card = await mustBePatient(ctx, patientId);
  const language = await askedIn(ctx, patientId);
  const all = await resultsOf(ctx, patientId);
  const results = all.filter((one) => one.visitId === visitId);
  const declined = await declinedIn(ctx, visitId);
  const years = card.birthDate ? ageAt(card.birthDate, day)?.years : undefined;
  const known = await knownFrom(ctx, results);
  const offered = (await rulesOf(ctx)).map((rule) => {
    const { code } = rule;
    const last = all.find((one) => one.code === code)?.at;
    const lastOn = last && zonedDay(last, ctx.clinic.zone);
    const settled = declined.some((one) => one.code === code) || results.some((one) => one.code === code);
    const opened = code === 'phq9' && Object.keys(known).length > 0;
    const due = !settled && (opened || isDue(rule, { day, years, lastOn }));
    return { code, due, known: opened ? known : {}, ...(lastOn && { lastOn }) };
  });
  const seen = await seenToIn(ctx, visitId, results);
  return {
    ...{ patientId, language: language ?? null, results, declined, ...(seen && { seenTo: seen }) },
    offered: language === undefined ? [] : offered,
  };
}

/** Nothing where an answer came after it: to that nobody has seen. */
async function seenToIn(
  ctx: Context,
  visitId: string,
  results: readonly Result[],
): Promise<VisitScreening['seenTo']> {
  const [newest] = results.filter(({ selfHarm }) => selfHarm);
  const seen = newest && (await seenTo(ctx, visitId, alertCode));
  if (!seen || seen.at < newest.at) return undefined;
  const { outcome, ...who } = seen;
  return { ...who, ...((await ctx.may('orders.read')).allowed && { outcome }) };
}

/** The answers to the two questions that open the nine; none where they open nothing. */
async function knownFrom(ctx: Context, results: readonly Result[]): Promise<Answers> {
  const two = results.find((one) => one.code === 'phq2');
  const response = two && (await ctx.record.read('QuestionnaireResponse', two.responseId));
  const answers = response ? answersOf(response) : {};
  return opensAfter('phq2', answers) ? answers : {};
}

async function declinedIn(ctx: Context, visitId: string): Promise<VisitScreening['declined']> {
  const rows = await ctx.db
    .selectFrom('screening_decline')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', visitId)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    ...{ code: row.code as Code, reason: row.reason as DeclineReason },
    ...{ at: row.declined_at, by: row.declined_by },
  }));
}
