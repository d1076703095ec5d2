import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { refuse } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';

export interface Person {
  staffId: string;
  name: string;
  roles: string[];
  active: boolean;
}

/** Everybody of this clinic, those who left included, by id. */
export async function everybody(ctx: Context): Promise<Map<string, Person>> {
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'roles', 'status'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  return new Map(
    rows.map(({ id, name, roles, status }) => [
      id,
      { staffId: id, name, roles, active: status === 'active' },
    ]),
  );
}

/** Who works here now, by name. */
export async function peopleHere(ctx: Context): Promise<Person[]> {
  return [...(await everybody(ctx)).values()]
    .filter((one) => one.active)
    .toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}

/** @throws Refusal `notFound` for nobody of this clinic, or who works here no more */
export async function mustBeHere(ctx: Context, staffId: string): Promise<Person> {
  const person = (await everybody(ctx)).get(staffId);
  return person?.active ? person : refuse('notFound', { type: 'Person', id: staffId });
}

/** Jobs whose entries stay preliminary: their holders are students and count as nobody's preceptor. */
export async function studentJobs(ctx: Context): Promise<Set<string>> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  return new Set(roles.filter((role) => role.preliminary).map((role) => role.role));
}

/** Who may be named as preceptor, by name: a job that is no student's holds `training.precept`. */
export async function preceptors(ctx: Context): Promise<Person[]> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  const teaching = new Set(
    roles
      .filter((one) => !one.preliminary && holdsAction(one.actions, 'training.precept'))
      .map((one) => one.role),
  );
  return (await peopleHere(ctx)).filter((one) => one.roles.some((role) => teaching.has(role)));
}

type MayRefusePreceptor = Context<'notAPreceptor'>;

/** The one who shall teach: somebody else, who may. @throws Refusal `notFound`, `notAPreceptor` */
export async function mustBePreceptor(
  ctx: MayRefusePreceptor,
  preceptorId: string,
  learnerId: string,
): Promise<void> {
  const person = await mustBeHere(ctx, preceptorId);
  const able = (await preceptors(ctx)).some((one) => one.staffId === preceptorId);
  if (!able || preceptorId === learnerId) return ctx.fail('notAPreceptor', { name: person.name });
}

/** What is learnt is signed by the preceptor who is named, and by nobody for herself. */
export async function mustPrecept(
  ctx: Context<'ownLearning' | 'notPreceptor'>,
  { staff_id, preceptor_id }: { staff_id: string; preceptor_id: string },
): Promise<void> {
  if (staff_id === ctx.actor.id) return ctx.fail('ownLearning');
  if (preceptor_id === ctx.actor.id) return;
  const preceptor = (await everybody(ctx)).get(preceptor_id)?.name ?? '';
  return ctx.fail('notPreceptor', { preceptor });
}
