import type { Context } from '#platform/server/context.ts';
import { reaches } from '#platform/server/scope/acts.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import type { Licence } from '#platform/server/scope/decision.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { holdsAction } from '#platform/shared/identity-contract.ts';
import { isLanguage, type Language } from '#platform/shared/languages.ts';

export interface Person {
  staffId: string;
  name: string;
  language: Language;
  /** Ids of her job descriptions. */
  roles: string[];
  /** The same in the reader's words. */
  jobs: string;
  licensed: boolean;
  /** By which licence, the higher one of two. */
  licence: Licence;
  /** Works here still. */
  here: boolean;
  /** Comes in already, and plans by her job; a student's plans stay preliminary. */
  manages: boolean;
  practitionerId: string | null;
}

/** Everybody of the clinic, who has left too, by name. */
export async function everybody(ctx: Context): Promise<Person[]> {
  const roles = await loadRoles(ctx.db, ctx.clinic.id);
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'language', 'roles', 'status', 'practitioner_id'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const people = rows.map((row): Person => {
    const held = roles.filter((role) => row.roles.includes(role.role));
    return {
      ...{ staffId: row.id, name: row.name, roles: row.roles, practitionerId: row.practitioner_id },
      language: isLanguage(row.language) ? row.language : ctx.clinic.language,
      jobs: held.map((role) => role.label[ctx.language]).join(', '),
      licensed: held.some((role) => role.licence !== 'none'),
      licence: highest(held),
      here: row.status !== 'disabled',
      manages:
        row.status === 'active' &&
        held.some((role) => !role.preliminary && holdsAction(role.actions, 'roster.manage')),
    };
  });
  return people.toSorted((a, b) => a.name.localeCompare(b.name, ctx.language));
}

function highest(held: readonly { licence: Licence }[]): Licence {
  return held.reduce<Licence>((most, one) => (reaches(most, one.licence) ? most : one.licence), 'none');
}

/** Somebody who works here. Refuses the field that names another. */
export async function personHere(ctx: Context, staffId: string, path = 'staffId'): Promise<Person> {
  const found = (await everybody(ctx)).find((one) => one.staffId === staffId && one.here);
  return found ?? refuseField(path, 'roster_field_person');
}
