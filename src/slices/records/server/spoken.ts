import { bareIdentifier } from '#platform/shared/identifiers.ts';
import type { Country } from '#platform/shared/languages.ts';
import { nameTokens } from '#platform/shared/names.ts';
import { isDate } from '#platform/shared/time.ts';

/** What a searcher's line says: words of a name, birth dates it can mean, and numbers that may identify. */
export interface SpokenLine {
  /** Folded words of the name. */
  names: string[];
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; several where figures can be read in more than one way. Any of them. */
  birthDates: string[];
  /** Bare, upper case. Each may be a record number, an identifier or the end of a phone number. */
  numbers: string[];
}

/** Beginnings of the months' names in both languages; three letters tell them apart, but for Mei/May. */
const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
};

const monthNames =
  /^(jan(uari|uary)?|[fp]eb(ruari|ruary)?|mar(et|ch)?|apr(il)?|mei|may|jun[ie]?|jul[iy]?|a(gu(stus)?|gs|ug(ust)?)|sep(t|tember)?|o[kc]t(ober)?|no[vp](ember)?|de[sc](ember)?)$/;

/**
 * Reads a line as typed while the patient speaks, in any order: `budi 5 mei 1988`, `Suharto 17081945`, `12-34-56`,
 * a NIK, the end of a phone number. Figures alone follow the order of the country; where that cannot be, the other.
 * @param day the clinic's today; nobody was born after it
 */
export function readSpokenLine(text: string, country: Country, day: string): SpokenLine {
  const line: SpokenLine = { names: [], birthDates: [], numbers: [] };
  let rest = ` ${text} `;
  const dateWords = (year: string, month: number, date: string | undefined) => {
    const parts = [fullYear(year, day), pad(month), ...(date ? [pad(Number(date))] : [])];
    return validDates([parts.join('-')], day);
  };
  // 5 mei 1988, 5-Mei-88, May 5, 1988, mei 1988
  rest = rest.replace(
    /\b(\d{1,2})[\s\-./]+(\p{L}{3,9})\.?[\s\-./,]+(\d{4}|\d{2})\b/gu,
    (whole, date, word, year) => keep(line, whole, monthOf(word) ? dateWords(year, monthOf(word), date) : []),
  );
  rest = rest.replace(/\b(\p{L}{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b/gu, (whole, word, date, year) =>
    keep(line, whole, monthOf(word) ? dateWords(year, monthOf(word), date) : []),
  );
  rest = rest.replace(/(?<![\p{L}\d]|\d[\s\-./]+)(\p{L}{3,9})\.?\s+(\d{4})\b/gu, (whole, word, year) =>
    keep(line, whole, monthOf(word) ? dateWords(year, monthOf(word), undefined) : []),
  );
  rest = rest.replace(/\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g, (whole, y, m, d) =>
    keep(line, whole, validDates([`${y}-${pad(Number(m))}-${pad(Number(d))}`], day)),
  );
  rest = rest.replace(/\b(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\b/g, (whole, a, b, year) =>
    keep(line, whole, inOrder(pad(Number(a)), pad(Number(b)), year, country, day)),
  );
  rest = rest.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{2})\b/g, (whole, a, b, year) =>
    keep(line, whole, inOrder(pad(Number(a)), pad(Number(b)), fullYear(year, day), country, day)),
  );
  readFigures(line, rest, country, day);
  return line;
}

/** What is left of the line: groups with digits are numbers or figures of a date, the others are words of the name. */
function readFigures(line: SpokenLine, rest: string, country: Country, day: string): void {
  const words: string[] = [];
  // digits grouped by blanks, hyphens or dots are one number: 12-34-56, 0812 3456 7890
  const grouped = rest.replace(/(?<=\d)[\s\-.]+(?=\d)/g, '').replace(/\+(?=\d)/g, '');
  for (const part of grouped.split(/\s+/).filter(Boolean)) {
    if (!/\d/.test(part)) {
      words.push(part);
      continue;
    }
    const bare = bareIdentifier(part).replace(/[(),]/g, '');
    if (/^\d{8}$/.test(bare)) line.birthDates.push(...eightDigits(bare, country, day));
    if (/^(19|20)\d{2}$/.test(bare)) line.birthDates.push(...validDates([bare], day));
    if (bare.length >= 3) line.numbers.push(bare);
  }
  line.names = words.length > 0 ? nameTokens(words.join(' ')) : [];
}

function eightDigits(figures: string, country: Country, day: string): string[] {
  const [a, b, year] = [figures.slice(0, 2), figures.slice(2, 4), figures.slice(4)];
  const read = inOrder(a, b, year, country, day);
  if (read.length > 0) return read;
  return validDates([`${figures.slice(0, 4)}-${figures.slice(4, 6)}-${figures.slice(6)}`], day);
}

/** Day first in Indonesia, month first in America; the other order only where the first is no date. */
function inOrder(a: string, b: string, year: string, country: Country, day: string): string[] {
  const [dayFirst, monthFirst] = [`${year}-${b}-${a}`, `${year}-${a}-${b}`];
  const orders = country === 'ID' ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  return validDates(orders, day).slice(0, 1);
}

function validDates(dates: string[], day: string): string[] {
  return dates.filter((date) => {
    const whole = `${date}${'-01-01'.slice(date.length === 4 ? 0 : date.length === 7 ? 3 : 6)}`;
    return isDate(whole) && date <= day.slice(0, date.length) && date >= '1880';
  });
}

function keep(line: SpokenLine, whole: string, dates: string[]): string {
  if (dates.length === 0) return whole;
  line.birthDates.push(...dates);
  return ' ';
}

function monthOf(word: string): number {
  const lower = word.toLowerCase();
  return monthNames.test(lower) ? (months[lower.slice(0, 3)] ?? 0) : 0;
}

/** Two digits mean the latest year that does not lie ahead. */
function fullYear(year: string, day: string): string {
  if (year.length === 4) return year;
  const century = Number(day.slice(0, 2));
  return `${century}${year}` <= day.slice(0, 4) ? `${century}${year}` : `${century - 1}${year}`;
}

function pad(figure: number): string {
  return String(figure).padStart(2, '0');
}
