import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { isReferredTo } from '#platform/server/record/referred-to.ts';
import { Refusal } from '#platform/shared/errors.ts';
import { enrol } from './enrol.ts';
import type { Namesake, WeighedPerson } from './weigh-person.ts';

/** What was written for one person: her record in these versions. */
export interface PersonWritten {
  staffId: string;
  practitionerId: string;
  version: number;
  roleVersion: number;
}

/**
 * Adds a weighed person. She is invited: no password, no link yet, which her row under People makes when it is handed
 * over. Answers with her namesakes instead where one is not among `notThese`.
 * @throws Refusal `workforce.loginTaken` where somebody took the sign-in name meanwhile; the savepoint around can then only be given up
 */
export async function bringPerson(
  ctx: Context,
  { person, namesakes }: WeighedPerson,
  notThese: readonly string[],
): Promise<{ written: PersonWritten } | { namesakes: Namesake[] }> {
  const open = namesakes.filter(({ staffId }) => !notThese.includes(staffId));
  if (open.length > 0) return { namesakes: open };
  const added = await enrol(ctx, person);
  if (!added) throw new Refusal('workforce', 'loginTaken', 409);
  ctx.note('identity.staffInvited', { subject: added.staffId, details: { roles: person.roles } });
  const [version, roleVersion] = await versionsOf(ctx, added.practitionerId);
  return { written: { ...added, version: version ?? 1, roleVersion: roleVersion ?? 1 } };
}

/**
 * Takes a person back who came with a file, as long as she has never signed in and nobody has changed her or built on
 * her. Her sign-in name is free again; the versions of her record stay in the history.
 * @returns why she stays; undefined when she is gone
 */
export async function takePersonBack(
  ctx: Context,
  { staffId, practitionerId, version, roleVersion }: PersonWritten,
): Promise<'signedIn' | 'changed' | 'used' | undefined> {
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select(['status', 'password_hash', 'created_at', 'updated_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', staffId)
    .forUpdate()
    .executeTakeFirst();
  if (!staff) return undefined;
  if (staff.password_hash !== null) return 'signedIn';
  const [now, roleNow] = await versionsOf(ctx, practitionerId);
  const same = staff.status === 'invited' && staff.created_at === staff.updated_at;
  if (!same || now !== version || roleNow !== roleVersion) return 'changed';
  for (const type of ['Practitioner', 'PractitionerRole']) {
    if (await isReferredTo(ctx, { type, id: practitionerId }, practitionerId)) return 'used';
  }
  const { rows } = await sql<{ gone: boolean }>`SELECT identity_withdraw(${staffId}) AS gone`.execute(ctx.db);
  if (!rows[0]?.gone) return 'signedIn';
  await ctx.record.remove('PractitionerRole', practitionerId, { ifVersion: roleVersion });
  await ctx.record.remove('Practitioner', practitionerId, { ifVersion: version });
  ctx.note('identity.invitationWithdrawn', { subject: staffId });
  ctx.emit('workforce.peopleChanged', {});
  return undefined;
}

async function versionsOf(ctx: Context, id: string): Promise<(number | undefined)[]> {
  const person = await ctx.record.stored('Practitioner', id);
  const role = await ctx.record.stored('PractitionerRole', id);
  return [person?.version, role?.version];
}
