import { isLanguage, type Language } from '#platform/shared/languages.ts';
import { foldName } from '#platform/shared/names.ts';
import { addDays } from '#platform/shared/time.ts';
import { readDate } from './dates.ts';
import { nameOf } from './patient-row.ts';
import { problem, type RowProblem, type RowReading, type Said, warning } from './row-reading.ts';

/** What a row says of somebody who works here. */
export interface StaffRow {
  name: string;
  login: string;
  language: Language;
  /** Job descriptions as they are written there. */
  role: string;
  phone: string | undefined;
  email: string | undefined;
  jobTitle: string | undefined;
  startsOn: string | undefined;
  /** Each with the fields that it came from. */
  credentials: { path: string; kind: string | undefined; number: string; untilDay: string | undefined }[];
}

const languages: Record<string, Language> = {
  ...{ english: 'en', inggris: 'en', eng: 'en' },
  ...{ indonesian: 'id', indonesia: 'id', bahasaindonesia: 'id', ind: 'id' },
};

/** STR are for life since UU 17/2023, and lists say so in words. */
const forLife = /^(seumur hidup|selamanya|lifetime|for life|never|tidak ada|none|-)$/i;

const longest: Record<string, number> = { jobTitle: 100, email: 200 };

/** Reads a row as far as the row alone tells; the rules of workforce judge it afterwards. */
export function readStaffRow(said: Said, clinic: { language: Language }): RowReading<StaffRow> {
  const problems: RowProblem[] = [];
  const get = (key: string) => said.values.get(key);
  const name = nameOf(said).name ?? '';
  if (!name) problems.push(problem('name', 'nameMissing'));
  const login = get('login')?.toLowerCase() ?? '';
  if (!login) problems.push(problem('login', 'loginMissing'));
  const role = get('role') ?? '';
  if (!role) problems.push(problem('role', 'missing'));
  for (const [key, most] of Object.entries(longest)) {
    if ((get(key)?.length ?? 0) > most) problems.push(problem(key, 'tooLong', { most }));
  }
  const email = emailOf(get('email'), problems);
  const credentials = ['licence', 'str', 'credential'].flatMap((path) => {
    const kind = path === 'str' ? 'STR' : get(`${path}.kind`);
    const number = get(`${path}.number`) ?? '';
    const untilDay = dayOf(said, `${path}.until`, problems);
    if (!number && !get(`${path}.until`) && (path === 'str' || !kind)) return [];
    return [{ path, kind, number, untilDay }];
  });
  return {
    value: {
      ...{ name, login, role, email, credentials, phone: get('phone'), jobTitle: get('jobTitle') },
      language: languageOf(get('screenLanguage'), clinic.language, problems),
      startsOn: dayOf(said, 'startsOn', problems),
    },
    problems,
    likeness: login || undefined,
    title: [name, login, role].filter(Boolean).join(' · '),
  };
}

function emailOf(text: string | undefined, problems: RowProblem[]): string | undefined {
  if (!text || /^[^\s@]+@[^\s@]+$/.test(text)) return text;
  problems.push(warning('email', 'emailLeft'));
  return undefined;
}

function languageOf(text: string | undefined, here: Language, problems: RowProblem[]): Language {
  if (!text) return here;
  const code = text.trim().toLowerCase();
  const language = isLanguage(code) ? code : languages[foldName(text).replaceAll(' ', '')];
  if (!language) problems.push(problem('screenLanguage', 'languageOfStaff'));
  return language ?? here;
}

/** A whole day. Good until a month is good until its last day, as certificates are (A14.1); a start needs its day. */
function dayOf(said: Said, key: string, problems: RowProblem[]): string | undefined {
  const text = said.values.get(key);
  const until = key.endsWith('.until');
  if (!text || (until && forLife.test(text))) return undefined;
  const read = readDate(text, said.orders.get(key));
  if ('problem' in read) problems.push(problem(key, read.problem));
  else if (read.date.length === 10) return read.date;
  else if (until && read.date.length === 7) return lastDayOf(read.date);
  else problems.push(problem(key, 'dateForm'));
  return undefined;
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}
