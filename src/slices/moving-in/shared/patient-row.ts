import { foldName } from '#platform/shared/names.ts';
import { type PatientForm, relationships } from '#slices/records/contract.ts';
import { lostDigits } from './cell.ts';
import { readDate } from './dates.ts';
import { problem, type RowProblem, type RowReading, type Said, warning } from './row-reading.ts';

/** What a row says of a patient. */
export interface PatientRow {
  form: PatientForm;
  recordNumber: string | undefined;
}

const sexes: Record<string, PatientForm['sex']> = {
  ...{ m: 'male', male: 'male', man: 'male', l: 'male', lakilaki: 'male', laki: 'male', pria: 'male' },
  ...{ f: 'female', female: 'female', woman: 'female', p: 'female', w: 'female', perempuan: 'female' },
  ...{ wanita: 'female', other: 'other', o: 'other', x: 'other', lainnya: 'other', lain: 'other' },
  ...{ unknown: 'unknown', u: 'unknown', undifferentiated: 'unknown', tidakdiketahui: 'unknown' },
};

const relations: Record<string, (typeof relationships)[number]> = {
  ...Object.fromEntries(relationships.map((one) => [one, one])),
  ...{ mom: 'mother', dad: 'father', husband: 'spouse', wife: 'spouse', son: 'child', daughter: 'child' },
  ...{
    brother: 'sibling',
    sister: 'sibling',
    ibu: 'mother',
    ayah: 'father',
    bapak: 'father',
    wali: 'guardian',
  },
  ...{
    suami: 'spouse',
    istri: 'spouse',
    anak: 'child',
    saudara: 'sibling',
    kakak: 'sibling',
    adik: 'sibling',
  },
  ...{
    kakek: 'grandparent',
    nenek: 'grandparent',
    kerabat: 'relative',
    teman: 'friend',
    pengasuh: 'caregiver',
  },
  ...{ lainnya: 'other', self: 'other' },
};

const languages: Record<string, string> = {
  ...{ english: 'en', inggris: 'en', eng: 'en', indonesian: 'id', indonesia: 'id', bahasaindonesia: 'id' },
  ...{ spanish: 'es', spanyol: 'es', chinese: 'zh', mandarin: 'zh', javanese: 'jv', jawa: 'jv', sunda: 'su' },
};

const longest = 200;
const texts = [
  ...['nickname', 'phone', 'otherPhone', 'email', 'identifiers.nik', 'identifiers.bpjs', 'identifiers.kk'],
  ...['identifiers.ssn', 'identifiers.mbi', 'identifiers.passport', 'identifiers.driverLicense'],
  ...['address.line', 'address.rt', 'address.rw', 'address.village', 'address.subdistrict', 'address.city'],
  ...['address.state', 'address.postalCode'],
];
const digitsOnly = ['recordNumber', 'identifiers.nik', 'identifiers.bpjs', 'identifiers.kk', 'phone'];

/** Reads a row as far as the row alone tells; the rules of registration judge it afterwards. */
export function readPatientRow(said: Said): RowReading<PatientRow> {
  const problems: RowProblem[] = [];
  const form: Record<string, unknown> = {};
  for (const [key, value] of said.values) {
    if (value.length > longest) problems.push(problem(key, 'tooLong', { most: longest }));
    if (digitsOnly.includes(key) && lostDigits(value)) problems.push(problem(key, 'lostDigits'));
  }
  for (const key of texts) put(form, key, said.values.get(key));
  if (typeof form.email === 'string' && !form.email.includes('@')) {
    // other systems write `-` or `none` where there is no address
    delete form.email;
    problems.push(warning('email', 'emailLeft'));
  }
  const name = nameOf(said);
  Object.assign(form, name);
  if (!name.name) problems.push(problem('name', 'nameMissing'));
  const born = said.values.get('birthDate');
  if (born) {
    const read = readDate(born, said.orders.get('birthDate'));
    if ('date' in read) form.birthDate = read.date;
    else problems.push(problem('birthDate', read.problem));
  } else {
    form.birthDateUnknown = true;
    problems.push(warning('birthDate', 'birthDateUnknown'));
  }
  form.sex = 'unknown';
  const sex = said.values.get('sex');
  if (sex) {
    const known = sexes[fold(sex)];
    if (known) form.sex = known;
    else problems.push(problem('sex', 'sexUnknown'));
  } else problems.push(warning('sex', 'sexMissing'));
  const language = said.values.get('language');
  if (language) {
    const code =
      languages[fold(language)] ?? (/^[a-z]{2}$/i.test(language) ? language.toLowerCase() : undefined);
    if (code) form.language = code;
    else problems.push(problem('language', 'languageUnknown'));
  }
  for (const who of ['guardian', 'emergencyContact'] as const) {
    const person = personOf(said, who);
    if (person === 'nameless') problems.push(problem(`${who}.name`, 'personNameless'));
    else if (person) {
      form[who] = person;
      const told = said.values.get(`${who}.relationship`);
      if (told && !relations[fold(told)]) problems.push(warning(`${who}.relationship`, 'relationOther'));
    }
  }
  const recordNumber = said.values.get('recordNumber');
  if (recordNumber && recordNumber.length > 40)
    problems.push(problem('recordNumber', 'tooLong', { most: 40 }));
  const likeness = form.birthDate && name.name ? `${foldName(name.name)} ${form.birthDate}` : undefined;
  return {
    value: { form: form as PatientForm, recordNumber },
    problems,
    likeness,
    title: [name.name, form.birthDate, recordNumber].filter(Boolean).join(' · '),
  };
}

/**
 * One word is a whole name, and so is a family name that stands alone: nothing is invented for the other half. Some
 * systems write the missing half as `-` or `.`, or write the one word twice; neither is part of the name.
 */
export function nameOf(said: Said): { name?: string; familyName?: string } {
  const clean = (key: string) => {
    const text = (said.values.get(key) ?? '').replace(/\s+/g, ' ');
    return /[\p{L}\p{N}]/u.test(text) ? text : '';
  };
  const whole = clean('name');
  const family = clean('familyName');
  const given = [clean('givenName'), clean('middleName')].filter(Boolean).join(' ');
  if (!whole && given && foldName(given) === foldName(family)) return { name: given };
  if (!whole && !given) return family ? { name: family } : {};
  if (!whole) return family ? { name: `${given} ${family}`, familyName: family } : { name: given };
  const turned = /^([^,]+), ([^,]+)$/.exec(whole);
  // `Smith, John` is how lists write John Smith; `Andi, S.Kom` is a degree, and where there is a dot nothing is turned
  if (turned?.[1] && turned[2] && !turned[2].includes('.')) {
    return { name: `${turned[2]} ${turned[1]}`, familyName: turned[1] };
  }
  const ends = family && foldName(whole).endsWith(foldName(family)) && foldName(whole) !== foldName(family);
  return ends ? { name: whole, familyName: family } : { name: whole };
}

function personOf(said: Said, who: string) {
  const name = said.values.get(`${who}.name`);
  const phone = said.values.get(`${who}.phone`);
  const relation = said.values.get(`${who}.relationship`);
  if (!name) return phone || relation ? ('nameless' as const) : undefined;
  const relationship =
    relations[fold(relation ?? '')] ?? (who === 'guardian' && !relation ? 'guardian' : 'other');
  return { name, relationship, ...(phone && { phone }) };
}

function fold(text: string): string {
  return foldName(text).replaceAll(' ', '');
}

function put(form: Record<string, unknown>, path: string, value: string | undefined): void {
  if (!value) return;
  const [first = '', second] = path.split('.');
  if (second === undefined) form[first] = value;
  else form[first] = { ...(form[first] as object | undefined), [second]: value };
}
