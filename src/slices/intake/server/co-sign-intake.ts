import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { requireOpenVisit } from '#slices/front-desk/server/index.ts';
import type { Facts, intake } from '../contract.ts';
import type { Source } from '../shared/topics.ts';
import { applyFacts } from './apply-facts.ts';
import { checkFacts } from './check-facts.ts';
import { aboutOf, coSignTask } from './commit-intake.ts';
import { intakeOf } from './read-intake.ts';
import { waitingIn } from './rows.ts';

/** What a student wrote down becomes the chart's, under the name of whoever answers for it. */
export const coSignIntake: Verb<typeof intake, 'coSignIntake'> = async (ctx, { commitId }) => {
  const row = await ctx.db
    .selectFrom('intake_commit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', commitId)
    .forUpdate()
    .executeTakeFirst();
  if (!row?.waiting_facts) return refuse('notFound', { type: 'Intake', id: commitId });
  if (row.signed_at !== null) return ctx.fail('alreadySigned');
  if (row.committed_by === ctx.actor.id) return ctx.fail('ownWork');
  const { patientId, visitId } = await requireOpenVisit(ctx, row.visit_id, true);
  const { topics } = await intakeOf(ctx, visitId);
  // written by `commitIntake` alone, from parsed input; what it spoke of may have changed since
  const facts = checkFacts(ctx, row.waiting_facts as unknown as Facts, topics);
  const said = { visitId, source: row.source as Source, sourceName: row.source_name };
  await applyFacts(ctx, commitId, facts, topics, aboutOf(ctx, patientId, said));
  await ctx.db
    .updateTable('intake_commit')
    .set({ signed_at: ctx.now, signed_by: ctx.actor.name })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', commitId)
    .execute();
  if ((await waitingIn(ctx, visitId)).length === 0)
    await ctx.work.finish(`Encounter/${visitId}`, 'done', coSignTask.kind);
  ctx.emit('intake.committed', { visitId, patientId });
  if (facts.allergies) ctx.emit('records.allergiesChanged', { patientId });
  return { patientId, state: await intakeOf(ctx, visitId) };
};
