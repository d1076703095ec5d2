import { sql, type Transaction } from 'kysely';
import type { Clinic, Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { OpenContext, OpenVerb } from '#platform/server/identity/open-verb.ts';
import { hashPassword, passwordProblem } from '#platform/server/identity/passwords.ts';
import { openSession } from '#platform/server/identity/sessions.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { steadyNow } from '#platform/shared/time.ts';
import { enrol, licenceOfText, openClinicRoles, settleIn } from '#slices/workforce/server/index.ts';
import { placesIn } from '#slices/workforce/contract.ts';
import type { setup } from '../contract.ts';
import { countries } from '../shared/countries.ts';
import { codeFits } from './code.ts';
import { openDefaults } from './defaults.ts';

type Setup = typeof setup;
type Input = InputOf<Setup, 'openClinic'>;
type Codes = 'codeWrong' | 'wait' | 'clinicExists' | 'loginTaken';

/** No sign-in name begins with a slash, so the count of wrong codes is nobody's else. */
const countedAs = '/setup';
/** Any number; held to the commit, so that of two set-ups at once one sees the other's clinic. */
const setupLock = 7_301_126;

/** Whether this Serambi waits for its first clinic. */
export const state: OpenVerb<Setup, 'state'> = async (ctx) => {
  const found = await sql`SELECT FROM platform_clinic LIMIT 1`.execute(ctx.database.kysely);
  return { needed: found.rows.length === 0 };
};

/** Makes the first clinic with its defaults and its manager, in one transaction, and signs her in. */
export const openClinic: OpenVerb<Setup, 'openClinic'> = async (ctx, input) => {
  if (!(await state(ctx, {})).needed) return ctx.fail('clinicExists');
  await checkCode(ctx, input.code);
  refuseUnfit(input);
  const passwordHash = await hashPassword(input.person.password);
  const { place, ...about } = input.clinic;
  const clinic: Clinic = { ...about, id: ctx.newId(), demo: false, settings: {} };
  const opening = await ctx.asSystem(clinic, 'setup.openClinic', async (inside) => {
    await sql`SELECT pg_advisory_xact_lock(${setupLock})`.execute(inside.db);
    if ((await sql`SELECT FROM platform_clinic LIMIT 1`.execute(inside.db)).rows.length > 0)
      return ctx.fail('clinicExists');
    await insertClinic(inside.db, clinic);
    await openClinicRoles(inside.db, clinic);
    await openDefaults(inside);
    const staffId = await firstPerson(ctx, inside, input, passwordHash);
    const { name } = input.person;
    if (place) await settleIn(inside, place);
    const person = { staffId, name, clinicId: clinic.id, clinicSlug: clinic.slug, clinicSettings: {} };
    const entrant = { ...person, language: clinic.language };
    return openSession(ctx, inside.db, entrant, { passwordHash: null, factor: 'password' });
  });
  if (!opening) throw new Error('the first person of a clinic is not active');
  return opening.hand({ inAnswer: false });
};

async function checkCode(ctx: OpenContext<Codes>, code: string): Promise<void> {
  const { kysely } = ctx.database;
  const now = steadyNow(ctx.clock);
  const begun = await sql<{ attempt: { waitUntil?: string } }>`
    SELECT identity_begin_attempt(${countedAs}, NULL, ${now}) AS attempt`.execute(kysely);
  const until = begun.rows[0]?.attempt.waitUntil;
  if (until) {
    const waitSeconds = Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000));
    ctx.fail('wait', { waitSeconds, waitMinutes: Math.ceil(waitSeconds / 60) });
  }
  if (!codeFits(ctx.auditKey, code)) ctx.fail('codeWrong');
  await sql`SELECT identity_clear_attempts(${countedAs}, ''::bytea)`.execute(kysely);
}

function refuseUnfit({ clinic, person }: Input): void {
  if (!countries[clinic.country].zones.includes(clinic.zone)) refuseField('clinic.zone', 'setup_field_zone');
  if (clinic.place && !placesIn(clinic.country).includes(clinic.place))
    refuseField('clinic.place', 'setup_field_place');
  licenceOfText(clinic.country, person.licence, 'person.licence');
  const about = [person.login, person.name, clinic.name, clinic.slug, 'serambi'];
  const problem = passwordProblem(person.password, about);
  if (problem) refuseField('person.password', problem);
}

async function insertClinic(db: Transaction<Tables>, clinic: Clinic): Promise<void> {
  const { id, slug, name, country, zone, currency, language } = clinic;
  await sql`INSERT INTO platform_clinic (id, slug, name, country, zone, currency, language)
    VALUES (${id}, ${slug}, ${name}, ${country}, ${zone}, ${currency}, ${language})`.execute(db);
}

async function firstPerson(
  ctx: OpenContext<Codes>,
  inside: Context,
  { person, clinic }: Input,
  passwordHash: string,
): Promise<string> {
  const { name, login, licence, alsoPhysician } = person;
  const roles = alsoPhysician ? ['manager', 'physician'] : ['manager'];
  const { language } = clinic;
  const added = await enrol(inside, { name, login, language, roles, licence, passwordHash });
  return added?.staffId ?? ctx.fail('loginTaken');
}
