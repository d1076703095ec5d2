import { sql } from 'kysely';
import { changeRoles } from '#platform/server/identity/change-roles.ts';
import { disableStaff, enableStaff } from '#platform/server/identity/disable-staff.ts';
import { makeLink } from '#platform/server/identity/links.ts';
import { listStaff } from '#platform/server/identity/list-staff.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { workforce } from '../contract.ts';
import { inTemplateOrder } from '../shared/templates/all.ts';
import { enrol } from './enrol.ts';
import { endUnfounded } from './delegations/end-unfounded.ts';
import { enteredLicences, keepPractitioner, licenceOfText } from './practitioners.ts';
import { profilesOf } from './profile.ts';
import { rightsChanged } from './rights-changed.ts';
import { licenceText } from '../shared/licence.ts';

type Workforce = typeof workforce;

/** Everybody of the clinic with her licence, and the job descriptions there are to give. */
export const listPeople: Verb<Workforce, 'listPeople'> = async (ctx) => {
  const { staff, roles } = await listStaff(ctx as Context<never>, {});
  const ids = staff.flatMap((one) => one.practitionerId ?? []);
  const licences = await enteredLicences(ctx, ids);
  const profiles = await profilesOf(ctx, ids);
  const people = staff.map((one) => {
    const licence = licences.get(one.practitionerId ?? '');
    const profile = profiles.get(one.practitionerId ?? '') ?? { credentials: [] };
    return { ...one, ...profile, ...(licence && { licence: licenceText(licence) }) };
  });
  return { people, roles: inTemplateOrder(ctx.clinic.country, roles) };
};

/** Adds a person and answers with the link to hand over, on which she chooses her password herself. */
export const addPerson: Verb<Workforce, 'addPerson'> = async (ctx, input) => {
  const added = await enrol(ctx, input);
  if (!added) return ctx.fail('loginTaken');
  ctx.note('identity.staffInvited', { subject: added.staffId, details: { roles: input.roles } });
  return makeLink(ctx.db, 'invitation', added.staffId, ctx.clock);
};

/** Another name, licence or other job descriptions. */
export const savePerson: Verb<Workforce, 'savePerson'> = async (ctx, { staffId, name, roles, licence }) => {
  await changeRoles(ctx, { staffId, roles });
  await sql`UPDATE identity_staff SET name = ${name}, updated_at = ${ctx.now}
    WHERE clinic_id = ${ctx.clinic.id} AND id = ${staffId} AND name <> ${name}`.execute(ctx.db);
  await keepPractitioner(ctx, staffId, licenceOfText(ctx.clinic.country, licence));
  await endUnfounded(ctx);
  rightsChanged(ctx);
  return {};
};

/** Ends a person's access at once, open sessions too. Her name stays on everything she did. */
export const endAccess: Verb<Workforce, 'endAccess'> = async (ctx, input) => {
  await disableStaff(ctx, input);
  await keepPractitioner(ctx, input.staffId);
  await endUnfounded(ctx);
  rightsChanged(ctx);
  return {};
};

/** Lets a person in again. */
export const giveAccess: Verb<Workforce, 'giveAccess'> = async (ctx, input) => {
  await enableStaff(ctx, input);
  await keepPractitioner(ctx, input.staffId);
  rightsChanged(ctx);
  return {};
};

/** Active people but the caller, to hand work to, by name. */
export const colleagues: Verb<Workforce, 'colleagues'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'roles'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('status', '=', 'active')
    .where('id', '<>', ctx.actor.kind === 'staff' ? ctx.actor.id : '00000000-0000-0000-0000-000000000000')
    .execute();
  const labels = await ctx.db
    .selectFrom('scope_role')
    .select(['role', 'label_en as en', 'label_id as id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const people = rows.map(({ id, name, roles }) => ({
    id,
    name,
    roles: labels
      .filter((label) => roles.includes(label.role))
      .map((label) => ({ en: label.en, id: label.id })),
  }));
  return { people: people.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language)) };
};

/** How many people are invited or active. */
export async function countPeople(ctx: Context): Promise<number> {
  const row = await ctx.db
    .selectFrom('identity_staff')
    .select((is) => is.fn.countAll().as('count'))
    .where('clinic_id', '=', ctx.clinic.id)
    .where('status', '<>', 'disabled')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
