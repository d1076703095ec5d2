import type { work } from '#platform/shared/work-contract.ts';
import type { Verb } from '../slice.ts';
import { hasWords } from '../words.ts';
import { somebodyHolds } from './eligible.ts';

export const askSomebody: Verb<typeof work, 'askSomebody'> = async (
  ctx,
  { action, subject, patientId, visitId },
) => {
  const known = hasWords(action.replace('.', '_action_'));
  if (!known || !(await somebodyHolds(ctx, action))) ctx.fail('nobodyMay');
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
