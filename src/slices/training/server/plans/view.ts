import type { Context } from '#platform/server/context.ts';
import { today } from '#platform/shared/time.ts';
import type { Plan, PlanLine, PlanTopic, Review } from '#slices/training/contract.ts';
import { reviewState, weekEnds } from '#slices/training/shared/plan.ts';
import { everybody } from '../people.ts';
import { versionsOf } from '../versions/store.ts';
import { earnedTopics, type PlanRow, type ReviewRow, reviewsOf, ticksOf } from './store.ts';

/** Plans as lists show them, in the order of the rows. */
export async function planLines(ctx: Context, rows: readonly PlanRow[]): Promise<PlanLine[]> {
  const lines: PlanLine[] = [];
  for (const row of rows) {
    const {
      template: _0,
      version: _6,
      newestVersion: _1,
      extendedFor: _2,
      closedAt: _3,
      items: _4,
      reviews: _5,
      ...line
    } = await planView(ctx, row);
    lines.push(line);
  }
  return lines;
}

/** One plan with its topics by week and its reviews. */
export async function planView(ctx: Context, row: PlanRow): Promise<Plan> {
  const people = await everybody(ctx);
  const day = today(ctx.clock, ctx.clinic.zone);
  const items = await topicsOf(ctx, row);
  const reviews = (await reviewsOf(ctx, row.plan_id))
    // what was not written of a plan that was ended is never written
    .filter((one) => row.state === 'open' || one.written_at)
    .map((one) => reviewOf(one, day));
  const next = reviews.find((one) => one.state !== 'signed');
  return {
    ...{ planId: row.plan_id, staffId: row.staff_id, name: people.get(row.staff_id)?.name ?? '' },
    label: ctx.language === 'id' ? row.label_id : row.label_en,
    ...{ preceptorId: row.preceptor_id, preceptor: people.get(row.preceptor_id)?.name ?? '' },
    ...{ startsOn: row.starts_on, endsOn: row.ends_on, state: row.state as Plan['state'] },
    ...{ topicsDone: items.filter((one) => one.done).length, topics: items.length },
    late: row.state === 'open' ? items.filter((one) => !one.done && one.dueOn < day).length : 0,
    ...(next && { nextReview: { days: next.days, dueOn: next.dueOn, state: next.state } }),
    ...(row.ended_for && { endedFor: row.ended_for }),
    ...(row.closed_at && { closedAt: row.closed_at }),
    ...{ extendedFor: row.extended_for, items, reviews, version: row.template_version },
    template: row.template,
    newestVersion: (await versionsOf(ctx, 'template', row.template))[0]?.version ?? row.template_version,
  };
}

async function topicsOf(ctx: Context, row: PlanRow): Promise<PlanTopic[]> {
  const ticks = await ticksOf(ctx, row.plan_id);
  const fresh = row.state === 'open' ? await earnedTopics(ctx, row, ticks) : [];
  const earned = new Set(fresh.map((one) => one.topic));
  return row.topics
    .map(({ topic, week, label, evidence, competency }): PlanTopic => {
      const tick = ticks.find((one) => one.topic === topic);
      const done = tick
        ? { how: tick.how as 'preceptor', by: tick.by_name, at: tick.at, note: tick.note }
        : // seen before anybody noted it
          earned.has(topic) && { how: 'earned' as const, by: '', note: '' };
      return {
        ...{ topic, week, dueOn: weekEnds(row.starts_on, week) },
        ...{ label: label[ctx.language], evidence: evidence[ctx.language] },
        ...(competency && { competency }),
        ...(done && { done }),
      };
    })
    .toSorted((a, b) => a.week - b.week);
}

function reviewOf(row: ReviewRow, day: string): Review {
  const facts = { dueOn: row.due_on, written: row.written_at !== null, signed: row.signed_at !== null };
  return {
    ...{ days: row.days, dueOn: row.due_on, state: reviewState(facts, day) },
    // written by `writeReview` alone, from parsed ratings
    ...(row.written_at !== null && { ratings: row.ratings as NonNullable<Review['ratings']> }),
    ...{ strengths: row.strengths, goals: row.goals, learnerNote: row.learner_note },
    ...(row.outcome && { outcome: row.outcome as NonNullable<Review['outcome']> }),
    ...(row.written_at && { by: row.by_name, at: row.written_at }),
    ...(row.signed_at && { signedAt: row.signed_at }),
  };
}
