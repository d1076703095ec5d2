import type { Context } from '#platform/server/context.ts';
import { loadRoles, saveRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import type { workforce } from '../contract.ts';
import { inTemplateOrder, templateOf } from '../shared/templates/all.ts';
import { actsOf, spelledOut } from './acts.ts';
import { endUnfounded } from './delegations/end-unfounded.ts';
import { rightsChanged } from './rights-changed.ts';
import { beyondTemplate, stillManaged } from './rules.ts';

type Workforce = typeof workforce;

/** The clinic's job descriptions beside its country's template, with the acts in words. */
export const listJobDescriptions: Verb<Workforce, 'listJobDescriptions'> = async (ctx) => {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const acts = actsOf(ctx, jobs);
  const template = templateOf(ctx.clinic.country);
  const people = await heldRoles(ctx);
  return {
    acts,
    ...(template && { templateCountry: ctx.clinic.country }),
    jobs: inTemplateOrder(ctx.clinic.country, jobs).map((job) => {
      const from = template?.find((one) => one.role === job.role);
      return {
        role: job.role,
        label: job.label,
        preliminary: job.preliminary,
        actions: spelledOut(job.actions, acts),
        ...(from && { templateActions: spelledOut(from.actions, acts) }),
        heldBy: people.filter((one) => one.roles.includes(job.role) && one.status !== 'disabled').length,
      };
    }),
  };
};

/** Changes the clinic's own copy of a job description; everybody's next click is already judged by it. */
export const saveJobDescription: Verb<Workforce, 'saveJobDescription'> = async (ctx, input) => {
  // two managers who take the last right from two jobs at once must not both succeed
  const locked = ctx.db.selectFrom('scope_role').select('role').where('clinic_id', '=', ctx.clinic.id);
  await locked.orderBy('role').forUpdate().execute();
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const job = jobs.find((one) => one.role === input.role);
  if (!job) return ctx.fail('jobMissing');
  const acts = actsOf(ctx, jobs);
  // what is held for a duty that is not there yet was not shown, so it is not taken away
  const unseen = job.actions.filter(
    (action) => !action.endsWith('.*') && !acts.some((act) => act.action === action),
  );
  const actions = [...spelledOut(input.actions, acts), ...unseen];
  const template = templateOf(ctx.clinic.country)?.find((one) => one.role === job.role);
  const asked = beyondTemplate({
    before: job.actions,
    after: actions,
    template: template?.actions ?? [],
    acts,
  });
  if (asked.length > 0 && !input.lawAllows) {
    return ctx.fail('askTheLaw', { acts: asked.map((act) => act.words).join(', ') });
  }
  const then = jobs.map((one) => (one.role === job.role ? { ...one, actions } : one));
  if (!stillManaged(jobs, then, await heldRoles(ctx))) return ctx.fail('lastManagingJob');
  const { role, label, licence } = job;
  await saveRoles(ctx.db, ctx.clinic.id, [
    { role, label, licence, actions, preliminary: input.preliminary, countryTemplate: ctx.clinic.country },
  ]);
  ctx.note('workforce.jobDescriptionChanged', {
    subject: role,
    details: {
      added: actions.filter((action) => !holdsAction(job.actions, action)),
      removed: spelledOut(job.actions, acts).filter((action) => !actions.includes(action)),
      preliminary: input.preliminary,
      ...(asked.length > 0 && { lawAllows: asked.map((act) => act.action) }),
    },
  });
  await endUnfounded(ctx);
  rightsChanged(ctx);
  ctx.emit('workforce.jobDescriptionsChanged', { role });
  return {};
};

function heldRoles(ctx: Context): Promise<{ roles: string[]; status: string }[]> {
  return ctx.db
    .selectFrom('identity_staff')
    .select(['roles', 'status'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
}
