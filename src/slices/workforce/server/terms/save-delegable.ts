import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { careToOf } from '#slices/workforce/shared/delegable.ts';
import { endUnfounded } from '../delegations/end-unfounded.ts';
import { rightsChanged } from '../rights-changed.ts';

/** To which jobs care may be delegated. Beyond what the country is taken to allow, the manager says that the law does. */
export const saveDelegable: Verb<typeof workforce, 'saveDelegable'> = async (ctx, { careTo, lawAllows }) => {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const labelOf = (role: string) => jobs.find((job) => job.role === role)?.label[ctx.language];
  if (careTo.some((role) => labelOf(role) === undefined)) return ctx.fail('jobMissing');
  const beyond = careTo.filter((role) => !careToOf(ctx.clinic.country).includes(role));
  if (beyond.length > 0 && !lawAllows) {
    return ctx.fail('askTheLaw', { acts: beyond.map((role) => labelOf(role)).join(', ') });
  }
  const row = { care_to: [...new Set(careTo)], changed_at: ctx.now, changed_by: ctx.actor.name };
  await ctx.db
    .insertInto('workforce_delegable')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.note('workforce.delegableChanged', {
    details: { careTo, ...(beyond.length > 0 && { lawAllows: beyond }) },
  });
  const ended = await endUnfounded(ctx);
  rightsChanged(ctx);
  ctx.emit('workforce.termsChanged', {});
  return { ended };
};
