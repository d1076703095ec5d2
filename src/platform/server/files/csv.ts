import { stringify } from 'csv-stringify/sync';
import type { Language } from '#platform/shared/languages.ts';
import { type MoneyJson, minorDigits } from '#platform/shared/money.ts';

/** A cell: text, a whole number, an amount, or nothing. */
export type CsvValue = string | number | bigint | MoneyJson | undefined;

export interface CsvColumn<Row> {
  /** In the reader's language. */
  head: string;
  value(row: Row): CsvValue;
}

/** A file as a verb answers with it; `saveFile` on the web hands it to the person. */
export interface CsvFile {
  fileName: string;
  csv: string;
}

/** As spreadsheets set to the language expect it: where the comma is in the numbers, it cannot stand between them. */
const marks: Record<Language, { list: string; decimal: string }> = {
  en: { list: ',', decimal: '.' },
  id: { list: ';', decimal: ',' },
};

/**
 * The one way in which a table leaves as a file: RFC 4180 with a byte order mark, so that Excel reads UTF-8. Text
 * that a spreadsheet would take for a formula gets an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection);
 * amounts and numbers are ours and stay numbers, below zero too. Amounts are in major units without marks between thousands.
 */
export function csvOf<Row>(
  rows: readonly Row[],
  columns: readonly CsvColumn<Row>[],
  language: Language,
): string {
  const { list, decimal } = marks[language];
  const cells = rows.map((row) => columns.map((column) => cellOf(column.value(row), decimal)));
  return stringify([columns.map(({ head }) => head), ...cells], {
    bom: true,
    delimiter: list,
    record_delimiter: 'windows',
    escape_formulas: true,
    // an end of line of another kind than ours ends a row for most readers all the same
    quoted_match: /[\r\n]/,
    // a number is known by its type: as text it would be taken for a formula when it is below zero
    cast: { object: asNumber },
  });
}

/** What is a number, as it is written. */
interface Figure {
  figure: string;
}

function cellOf(value: CsvValue, decimal: string): string | Figure {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (typeof value === 'number') return { figure: String(value).replace('.', decimal) };
  if (typeof value === 'bigint') return { figure: value.toString() };
  return { figure: majorUnits(value, decimal) };
}

function asNumber(value: object) {
  return { value: (value as Figure).figure, escape_formulas: false };
}

/** `-1250.50` of `-125050`. */
function majorUnits({ minor, currency }: MoneyJson, decimal: string): string {
  const digits = minorDigits(currency);
  const amount = BigInt(minor);
  const text = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const fraction = digits > 0 ? `${decimal}${text.slice(-digits)}` : '';
  return `${amount < 0n ? '-' : ''}${whole}${fraction}`;
}
