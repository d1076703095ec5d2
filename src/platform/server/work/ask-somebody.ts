import type { work } from '#platform/shared/work-contract.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import type { Verb } from '../slice.ts';
import { hasWords } from '../words.ts';
import { somebodyHolds } from './eligible.ts';

export const askSomebody: Verb<typeof work, 'askSomebody'> = async (
  ctx,
  { action, subject, patientId, visitId },
) => {
  const known = hasWords(action.replace('.', '_action_'));
  if (!known || !(await somebodyHolds(ctx, action))) ctx.fail('nobodyMay');
  await mustBelong(ctx, patientId, visitId);
  const taskId = await ctx.work.open({
    kind: 'work.asked',
    action,
    subject,
    patientId,
    visitId,
    params: { from: ctx.actor.name, action },
  });
  return { taskId };
};

/** The colleague will go by the name on the line: it must be this clinic's patient, and her visit. Refuses `notFound`. */
async function mustBelong(ctx: Context, patientId?: string, visitId?: string): Promise<void> {
  if (patientId) await ctx.record.mustRead('Patient', patientId);
  if (!visitId) return;
  // a visit that nobody has come to yet is a booking only; both go by one id
  const encounter = await ctx.record.read('Encounter', visitId);
  const booking = encounter ? undefined : await ctx.record.mustRead('Appointment', visitId);
  const actors = booking?.participant.map((one) => one.actor?.reference) ?? [encounter?.subject?.reference];
  if (patientId && !actors.includes(`Patient/${patientId}`))
    refuse('notFound', { type: 'Visit', id: visitId });
}
