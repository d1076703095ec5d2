import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { parseInput } from '#platform/server/http/parse-input.ts';
import type { ScopeRole } from '#platform/server/scope/decide.ts';
import { loadRoles } from '#platform/server/scope/roles.ts';
import { type FieldProblem, Refusal } from '#platform/shared/errors.ts';
import type { Language } from '#platform/shared/languages.ts';
import { foldName, nameTokens } from '#platform/shared/names.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { today } from '#platform/shared/time.ts';
import { workforce } from '../contract.ts';
import {
  type Credential,
  type CredentialText,
  credentialKinds,
  readCredential,
} from '../shared/credential.ts';
import { licenceText } from '../shared/licence.ts';
import { wordsOfAct } from './acts.ts';
import type { NewPerson } from './enrol.ts';
import { beyondGranter } from './may-grant.ts';

/** A person as another system described her. */
export interface PersonToBring {
  name: string;
  login: string;
  language: Language;
  /** Job descriptions by id or label in either language; several with `;` between them. */
  role: string;
  phone?: string | undefined;
  email?: string | undefined;
  jobTitle?: string | undefined;
  startsOn?: string | undefined;
  /** Each with the field that it came from. */
  credentials: readonly (CredentialText & { path: string })[];
}

/** Somebody here who is called the same. */
export interface Namesake {
  staffId: string;
  name: string;
  login: string;
}

export interface WeighedPerson {
  person: NewPerson;
  problems: FieldProblem[];
  warnings: FieldProblem[];
  namesakes: Namesake[];
}

/** What adding this person would say, by the rules of the screen. Writes nothing. */
export async function weighPerson(ctx: Context, given: PersonToBring): Promise<WeighedPerson> {
  const problems: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  const roles = await rolesOf(ctx, given.role, problems);
  const { licence, licenceUntilDay, credentials } = credentialsOf(ctx, given, problems, warnings);
  const phone = phoneOf(ctx, given.phone, problems);
  const { name, login } = shapeOf({ ...given, roles: ['any'], licence }, problems);
  if (problems.length === 0 && (await isTaken(ctx, login))) {
    problems.push({ path: 'login', key: 'workforce_field_loginTaken', params: { login } });
  }
  const { email, jobTitle, startsOn, language } = given;
  const profile = { phone, email, jobTitle, startsOn, licenceUntilDay, credentials };
  return {
    person: { name, login, language, roles, licence, profile },
    ...{ problems, warnings },
    namesakes: problems.length > 0 ? [] : await namesakesOf(ctx, name),
  };
}

/** By the contract of the screen, so that a file brings nobody whom the form would refuse. */
function shapeOf(
  person: { name: string; login: string; language: Language; roles: string[]; licence: string },
  problems: FieldProblem[],
): { name: string; login: string } {
  const { name, login, language, roles, licence } = person;
  try {
    return parseInput(workforce.verbs.addPerson.input, { name, login, language, roles, licence });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(...error.fields);
    return { name, login };
  }
}

/** The whole text first, since a label may hold a comma; then its parts. */
async function rolesOf(ctx: Context, text: string, problems: FieldProblem[]): Promise<string[]> {
  const jobs = await loadRoles(ctx.db, ctx.clinic.id);
  const find = (part: string) => {
    const asked = foldName(part);
    return jobs.find(({ role, label }) => [role, label.en, label.id].some((one) => foldName(one) === asked));
  };
  const whole = find(text);
  const parts = text.split(/[;|+]/).filter((part) => part.trim() !== '');
  const found = whole ? [whole] : parts.map(find);
  const known = found.filter((job): job is ScopeRole => job !== undefined);
  if (known.length < found.length || known.length === 0) {
    const labels = jobs.map(({ label }) => label[ctx.language]).join('; ');
    problems.push({ path: 'role', key: 'workforce_field_jobUnknown', params: { jobs: labels } });
  }
  for (const job of known) {
    const acts = await beyondGranter(ctx, job);
    if (acts.length === 0) continue;
    const said = acts.map((action) => wordsOfAct(ctx, action)).join(', ');
    const params = { job: job.label[ctx.language], acts: said };
    problems.push({ path: 'role', key: 'workforce_field_jobAbove', params });
  }
  return [...new Set(known.map(({ role }) => role))];
}

function credentialsOf(
  ctx: Context,
  given: PersonToBring,
  problems: FieldProblem[],
  warnings: FieldProblem[],
): { licence: string; licenceUntilDay: string | undefined; credentials: Credential[] } {
  const credentials: Credential[] = [];
  let licence = '';
  let licenceUntilDay: string | undefined;
  const day = today(ctx.clock, ctx.clinic.zone);
  for (const { path, ...text } of given.credentials) {
    const read = readCredential(ctx.clinic.country, text);
    if (read === 'npi') problems.push({ path: `${path}.number`, key: 'workforce_field_npi' });
    else if (read === 'empty')
      problems.push({ path: `${path}.number`, key: 'workforce_field_numberMissing' });
    else if ('licence' in read) {
      if (licence) problems.push({ path: `${path}.number`, key: 'workforce_field_licenceTwice' });
      licence = licenceText(read.licence);
      // an NPI identifies its holder for life
      if (read.licence.kind !== 'NPI') licenceUntilDay = read.untilDay;
      else if (read.untilDay) warnings.push({ path: `${path}.until`, key: 'workforce_field_npiForLife' });
    } else if (read.credential.kind === '') {
      problems.push({ path: `${path}.kind`, key: 'workforce_field_kindMissing' });
    } else {
      credentials.push(read.credential);
      const kinds = (credentialKinds[ctx.clinic.country] ?? []).join(', ');
      if (!read.known)
        warnings.push({ path: `${path}.kind`, key: 'workforce_field_kindUnknown', params: { kinds } });
    }
    if (text.untilDay && text.untilDay < day)
      warnings.push({
        path: `${path}.until`,
        key: 'workforce_field_expired',
        params: { day: text.untilDay },
      });
  }
  return { licence, licenceUntilDay, credentials };
}

function phoneOf(ctx: Context, text: string | undefined, problems: FieldProblem[]): string | undefined {
  if (!text) return undefined;
  const phone = parsePhone(text, ctx.clinic.country === 'ID' ? 'ID' : 'US');
  if (phone.ok) return phone.e164;
  problems.push({ path: 'phone', key: 'workforce_field_phone' });
  return undefined;
}

/** Sign-in names are of all clinics; whose it is, is not said, as on the screen. */
async function isTaken(ctx: Context, login: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM identity_find_login(${login})`.execute(ctx.db);
  return rows.length > 0;
}

/** Titles, degrees and the order of names do not tell two people apart. */
async function namesakesOf(ctx: Context, name: string): Promise<Namesake[]> {
  const rows = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'login'])
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const bare = (text: string) => nameTokens(text).toSorted().join(' ');
  const asked = bare(name);
  return rows
    .filter((row) => bare(row.name) === asked)
    .map((row) => ({ staffId: row.id, name: row.name, login: row.login }));
}
