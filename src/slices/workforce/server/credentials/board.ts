import type { Context } from '#platform/server/context.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Verb } from '#platform/server/slice.ts';
import { today } from '#platform/shared/time.ts';
import type { PersonFile, workforce } from '#slices/workforce/contract.ts';
import { delegationsTo } from '../delegations/list.ts';
import { allStaff, type StaffNamed, staffNamed } from '../staff-named.ts';
import { signsAs } from './after-name.ts';
import { educationRows } from './rows.ts';
import { credentialsOf, educationShown } from './view.ts';

type Workforce = typeof workforce;

/** What of everybody who works here ends when; whoever left is not looked after any more. */
export const credentialBoard: Verb<Workforce, 'credentialBoard'> = async (ctx) => {
  const here = (await allStaff(ctx)).filter((one) => one.status !== 'disabled');
  const names = new Map(here.map((one) => [one.staffId, one.name]));
  return { today: today(ctx.clock, ctx.clinic.zone), credentials: await credentialsOf(ctx, names) };
};

export const personFile: Verb<Workforce, 'personFile'> = async (ctx, { staffId }) =>
  fileOf(ctx, (await staffNamed(ctx, staffId)) ?? ctx.fail('staffMissing'));

export const myFile: Verb<Workforce, 'myFile'> = async (ctx) => {
  const { id, name, roles } = ctx.actor;
  const herself = { staffId: id, name, roles, status: 'active', practitionerId: null };
  return fileOf(ctx, (await staffNamed(ctx, id)) ?? herself);
};

async function fileOf(ctx: Context, person: StaffNamed): Promise<PersonFile> {
  const { staffId, name } = person;
  const roles = await loadRoles(ctx.db, ctx.clinic.id, person.roles);
  return {
    ...{ staffId, name, signsAs: await signsAs(ctx, staffId, name), roles: roles.map((role) => role.label) },
    credentials: await credentialsOf(ctx, new Map([[staffId, name]]), staffId),
    education: (await educationRows(ctx, staffId)).map(educationShown),
    delegations: await delegationsTo(ctx, staffId),
  };
}
