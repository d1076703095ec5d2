import type { Context } from '#platform/server/context.ts';
import { addressProblems, type PostalAddress } from '#platform/shared/addresses.ts';
import { ageAt } from '#platform/shared/age.ts';
import { type FieldProblem, refuse } from '#platform/shared/errors.ts';
import {
  bareIdentifier,
  type IdentifierResult,
  parseBpjs,
  parseKk,
  parseMbi,
  parseNik,
  parseSsn,
} from '#platform/shared/identifiers.ts';
import type { Country } from '#platform/shared/languages.ts';
import { foldName } from '#platform/shared/names.ts';
import { parsePhone } from '#platform/shared/phones.ts';
import { today } from '#platform/shared/time.ts';
import type { IdentifierKind, PatientForm } from '../contract.ts';
import { countryOf } from './systems.ts';

/** A form as it is stored: identifiers bare, phones E.164, blanks gone; and what may be right all the same. */
export interface CheckedForm {
  form: PatientForm;
  warnings: FieldProblem[];
}

const oldestYears = 120;
const adultYears = 18;

/** Checks and tidies a form by the rules of the clinic's country. Refuses with every field that cannot be right. */
export function checkForm(ctx: Pick<Context, 'clinic' | 'clock'>, given: PatientForm): CheckedForm {
  const country = countryOf(ctx.clinic);
  const day = today(ctx.clock, ctx.clinic.zone);
  const { checked, problems, warnings } = checkPatientForm(given, country, day);
  if (problems.length > 0) refuse('invalidInput', {}, problems);
  return { form: checked, warnings };
}

/** The rules behind `checkForm`, pure. @param day the clinic's today, `YYYY-MM-DD` */
export function checkPatientForm(
  given: PatientForm,
  country: Country,
  day: string,
): { checked: PatientForm; problems: FieldProblem[]; warnings: FieldProblem[] } {
  const checked = withoutBlanks(given);
  const problems: FieldProblem[] = [];
  const warnings: FieldProblem[] = [];
  checkName(checked, problems);
  checkBirthDate(checked, day, problems);
  checkIdentifiers(checked, day, problems, warnings);
  checkPhones(checked, country, problems);
  for (const { field, code } of addressProblems(postal(checked.address), country)) {
    problems.push({
      path: `address.${field}`,
      key: `records_field_${field}${code === 'unknown' ? 'Unknown' : 'Form'}`,
    });
  }
  const age = checked.birthDate ? ageAt(checked.birthDate, day) : null;
  if (age && age.years < adultYears && !checked.guardian && !checked.newbornOf) {
    warnings.push({ path: 'guardian', key: 'records_warning_noGuardian' });
  }
  return { checked, problems, warnings };
}

function postal({ line, ...parts }: NonNullable<PatientForm['address']> = {}): PostalAddress {
  return { ...parts, ...(line && { line: [line] }) };
}

function checkName(form: PatientForm, problems: FieldProblem[]): void {
  if (form.name) form.name = form.name.replace(/\s+/g, ' ');
  if (!form.name && !form.newbornOf) problems.push({ path: 'name', key: 'records_field_nameRequired' });
  if (form.name && !/[\p{L}\p{N}]/u.test(form.name))
    problems.push({ path: 'name', key: 'records_field_nameLetters' });
  if (form.familyName && form.name && !` ${foldName(form.name)}`.endsWith(` ${foldName(form.familyName)}`)) {
    problems.push({ path: 'familyName', key: 'records_field_familyNotInName' });
  }
}

function checkBirthDate(form: PatientForm, day: string, problems: FieldProblem[]): void {
  const fail = (key: string) => problems.push({ path: 'birthDate', key });
  if (!form.birthDate) {
    if (!form.birthDateUnknown) fail('records_field_birthDateRequired');
    return;
  }
  delete form.birthDateUnknown;
  if (form.birthDate > day.slice(0, form.birthDate.length)) {
    fail('records_field_birthDateInFuture');
    return;
  }
  const age = ageAt(form.birthDate, day);
  if (age === null) fail('records_field_noSuchDate');
  else if (age.years > oldestYears) fail('records_field_birthDateTooOld');
}

/** Words for what is wrong are by kind and code: `records_field_bpjsLength`, `records_field_ssnRange`. */
function key(kind: string, code: string): string {
  return `records_field_${kind}${code.charAt(0).toUpperCase()}${code.slice(1)}`;
}

const parsers: Partial<Record<IdentifierKind, (text: string) => IdentifierResult>> = {
  kk: parseKk,
  bpjs: parseBpjs,
  ssn: parseSsn,
  mbi: parseMbi,
};

function checkIdentifiers(
  form: PatientForm,
  day: string,
  problems: FieldProblem[],
  warnings: FieldProblem[],
): void {
  const identifiers = form.identifiers ?? {};
  for (const kind of Object.keys(identifiers) as IdentifierKind[]) {
    const typed = identifiers[kind];
    if (!typed) continue;
    const path = `identifiers.${kind}`;
    if (kind === 'nik' || kind === 'motherNik') {
      const nik = parseNik(typed, day, kind === 'nik' ? { sex: form.sex, birthDate: form.birthDate } : {});
      const count = bareIdentifier(typed).length;
      if (!nik.valid) {
        problems.push(...nik.reasons.map((code) => ({ path, key: key('nik', code), params: { count } })));
        continue;
      }
      identifiers[kind] = nik.value;
      warnings.push(...nik.warnings.map((code) => ({ path, key: `records_warning_nik_${code}` })));
      continue;
    }
    const parse = parsers[kind];
    if (!parse) {
      identifiers[kind] = bareIdentifier(typed);
      continue;
    }
    const result = parse(typed);
    if (result.valid) identifiers[kind] = result.value;
    else problems.push(...result.reasons.map((code) => ({ path, key: key(kind, code) })));
  }
}

function checkPhones(form: PatientForm, country: Country, problems: FieldProblem[]): void {
  const places: [string, { phone?: string | undefined } | { otherPhone?: string | undefined } | undefined][] =
    [
      ['phone', form],
      ['otherPhone', form],
      ['guardian.phone', form.guardian],
      ['emergencyContact.phone', form.emergencyContact],
    ];
  for (const [path, holder] of places) {
    const fields = holder as Record<string, string | undefined> | undefined;
    const field = path.slice(path.lastIndexOf('.') + 1);
    const typed = fields?.[field];
    if (!fields || !typed) continue;
    const phone = parsePhone(typed, country);
    if (phone.ok) fields[field] = phone.e164;
    else problems.push({ path, key: key('phone', phone.code) });
  }
}

/** A copy in which empty texts, and parts with nothing in them, are absent. */
function withoutBlanks(form: PatientForm): PatientForm {
  const tidy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return value === '' ? undefined : value;
    const entries = Object.entries(value)
      .map(([name, part]) => [name, tidy(part)] as const)
      .filter(([, part]) => part !== undefined);
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  };
  return tidy(form) as PatientForm;
}
