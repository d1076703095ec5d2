import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type {
  TrainingPlanTable,
  TrainingReviewTable,
  TrainingTickTable,
} from '#platform/server/db/tables.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Topic } from '#slices/training/contract.ts';
import { standingIn } from '../skills.ts';

export type PlanRow = Omit<Selectable<TrainingPlanTable>, 'topics'> & { topics: Topic[] };
export type TickRow = Selectable<TrainingTickTable>;
export type ReviewRow = Selectable<TrainingReviewTable>;

/** Plans of a clinic, of one learner or of one preceptor, the latest first. */
export async function planRows(
  ctx: Context,
  { learnerId, preceptorId }: { learnerId?: string; preceptorId?: string } = {},
): Promise<PlanRow[]> {
  let query = ctx.db.selectFrom('training_plan').selectAll().where('clinic_id', '=', ctx.clinic.id);
  if (learnerId) query = query.where('staff_id', '=', learnerId);
  if (preceptorId) query = query.where('preceptor_id', '=', preceptorId);
  const rows = await query.orderBy('starts_on', 'desc').orderBy('plan_id').execute();
  // written by `assignPlan` alone, from parsed topics
  return rows.map((row) => ({ ...row, topics: row.topics as Topic[] }));
}

/** @param lock holds it to the end of the transaction. @throws Refusal `notFound` */
export async function mustFindPlan(
  ctx: Context,
  planId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<PlanRow> {
  const query = ctx.db
    .selectFrom('training_plan')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Plan', id: planId });
  return { ...row, topics: row.topics as Topic[] };
}

export async function ticksOf(ctx: Context, planId: string): Promise<TickRow[]> {
  return ctx.db
    .selectFrom('training_tick')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId)
    .execute();
}

export async function reviewsOf(ctx: Context, planId: string): Promise<ReviewRow[]> {
  return ctx.db
    .selectFrom('training_review')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', planId)
    .orderBy('days')
    .execute();
}

/** Topics of a plan that a competency which is good today has earned and that nobody noted yet. */
export async function earnedTopics(ctx: Context, row: PlanRow, ticks: readonly TickRow[]): Promise<Topic[]> {
  const open = row.topics.filter((one) => one.competency && !ticks.some((tick) => tick.topic === one.topic));
  const codes = open.flatMap((one) => one.competency ?? []);
  const good = new Set(
    (await standingIn(ctx, row.staff_id, codes)).filter((one) => one.good).map((one) => one.code),
  );
  return open.filter((one) => one.competency && good.has(one.competency));
}

/**
 * Notes what competencies have earned, and closes an open plan in which every topic is done and every review signed.
 * What was earned stays so when the competency lapses later.
 * @returns whether the plan is closed
 */
export async function settlePlan(ctx: Context, row: PlanRow): Promise<boolean> {
  if (row.state !== 'open') return row.state === 'closed';
  const ticks = await ticksOf(ctx, row.plan_id);
  const earned = await earnedTopics(ctx, row, ticks);
  for (const { topic } of earned) {
    await ctx.db
      .insertInto('training_tick')
      .values({
        ...{ clinic_id: ctx.clinic.id, plan_id: row.plan_id, topic, how: 'earned' },
        ...{ by_name: '', at: ctx.now },
      })
      .onConflict((conflict) => conflict.columns(['clinic_id', 'plan_id', 'topic']).doNothing())
      .execute();
  }
  const done = new Set([...ticks.map((one) => one.topic), ...earned.map((one) => one.topic)]);
  const reviews = await reviewsOf(ctx, row.plan_id);
  const closed = row.topics.every((one) => done.has(one.topic)) && reviews.every((one) => one.signed_at);
  if (closed) await changePlanRow(ctx, row, { state: 'closed', closed_at: ctx.now });
  else if (earned.length > 0) told(ctx, row);
  return closed;
}

export async function changePlanRow(
  ctx: Context,
  row: Pick<PlanRow, 'plan_id' | 'staff_id'>,
  change: Partial<Omit<PlanRow, 'clinic_id' | 'plan_id' | 'topics'>>,
): Promise<void> {
  await ctx.db
    .updateTable('training_plan')
    .set(change)
    .where('clinic_id', '=', ctx.clinic.id)
    .where('plan_id', '=', row.plan_id)
    .execute();
  told(ctx, row);
}

/** Tells the screens. */
export function told(ctx: Context, { staff_id }: Pick<PlanRow, 'staff_id'>): void {
  ctx.emit('training.changed', { staffId: staff_id });
}

/** What a task about a review is about: FHIR has no type for it. */
export function aboutReview({ plan_id, days }: Pick<ReviewRow, 'plan_id' | 'days'>): string {
  return `Basic/${plan_id}-${days}`;
}
