import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { refuse } from '#platform/shared/errors.ts';

export interface Person {
  staffId: string;
  name: string;
  /** Ids of her job descriptions. */
  roles: string[];
  /** Works by a licence, so no term asks her for a competency. */
  licensed: boolean;
}

/** Everybody who works here now, by name. */
export async function peopleHere(ctx: Context): Promise<Person[]> {
  const licensed = await licensedRoles(ctx);
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'roles'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('status', '=', 'active')
    .execute();
  return rows
    .map(({ id, name, roles }) => ({
      ...{ staffId: id, name, roles },
      licensed: roles.some((role) => licensed.has(role)),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}

/** Somebody of this clinic, whether she works here still or not. @throws Refusal `notFound` */
export async function mustFindPerson(ctx: Context, staffId: string): Promise<Person> {
  const row = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'roles'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Person', id: staffId });
  const licensed = await licensedRoles(ctx);
  return {
    staffId,
    name: row.name,
    roles: row.roles,
    licensed: row.roles.some((role) => licensed.has(role)),
  };
}

async function licensedRoles(ctx: Context): Promise<Set<string>> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  return new Set(roles.filter((role) => role.licence !== 'none').map((role) => role.role));
}
