import type { Context } from '#platform/server/context.ts';
import { dataTable, heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import { dayWords, instantDay, signedBy } from '#platform/server/print/office.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Plan, PlanTopic, Review, training } from '#slices/training/contract.ts';
import { mustFindPlan } from '../plans/store.ts';
import { planView } from '../plans/view.ts';
import { keepOffice, say } from './office-paper.ts';

type Training = typeof training;

export const printPlan: Verb<Training, 'printPlan'> = async (ctx, { planId }) => {
  return paperOf(ctx, await planView(ctx, await mustFindPlan(ctx, planId)));
};

export const printMyPlan: Verb<Training, 'printMyPlan'> = async (ctx, { planId }) => {
  const row = await mustFindPlan(ctx, planId);
  if (row.staff_id !== ctx.actor.id) return refuse('notFound', { type: 'Plan', id: planId });
  return paperOf(ctx, await planView(ctx, row));
};

function paperOf(ctx: Context, one: Plan): Promise<{ paperId: string }> {
  const facts = keyValueGrid([
    { label: say(ctx, 'paper_learner'), value: one.name },
    { label: say(ctx, 'paper_preceptor'), value: one.preceptor },
    { label: say(ctx, 'paper_plan'), value: one.label },
    {
      label: say(ctx, 'paper_dates'),
      value: `${dayWords(ctx, one.startsOn)} – ${dayWords(ctx, one.endsOn)}`,
    },
    { label: say(ctx, 'paper_state'), value: say(ctx, `state_${one.state}`) },
    { label: say(ctx, 'paper_extended'), value: one.extendedFor },
  ]);
  const topics = dataTable(
    (['week', 'topic', 'evidence', 'done'] as const).map((name) => ({
      title: say(ctx, `paper_column_${name}`),
      width: name === 'week' ? 'auto' : '*',
    })),
    one.items.map((item) => [String(item.week), item.label, item.evidence, doneWords(ctx, item)]),
    ctx.language,
  );
  const signatures = signedBy(ctx, [
    { name: one.name, role: say(ctx, 'paper_learner') },
    { name: one.preceptor, role: say(ctx, 'paper_preceptor') },
  ]);
  const reviews =
    one.reviews.length > 0 ? [heading(say(ctx, 'paper_reviews')), reviewTable(ctx, one.reviews)] : [];
  return keepOffice(ctx, 'plan', one.staffId, [facts, topics, ...reviews, signatures]);
}

function doneWords(ctx: Context, { done }: PlanTopic): string {
  if (!done) return '[   ]';
  if (done.how === 'earned') return say(ctx, 'topic_earned');
  return [done.by, instantDay(ctx, done.at), done.note].filter(Boolean).join(' · ');
}

function reviewTable(ctx: Context, reviews: readonly Review[]) {
  return dataTable(
    (['review', 'due', 'outcome', 'words', 'signed'] as const).map((name) => ({
      title: say(ctx, `paper_column_${name}`),
      width: name === 'words' ? '*' : 'auto',
    })),
    reviews.map((one) => [
      say(ctx, 'review_days', { days: one.days }),
      dayWords(ctx, one.dueOn),
      one.outcome ? say(ctx, `outcome_${one.outcome}`) : '–',
      [one.strengths, one.goals, one.learnerNote].filter(Boolean).join(' / ') || '–',
      instantDay(ctx, one.signedAt),
    ]),
    ctx.language,
  );
}
