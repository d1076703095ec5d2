import { type RawBuilder, sql } from 'kysely';
import { leadingDate } from '../fhir/leading-date.ts';
import type { SearchRows } from '../fhir/search-index.ts';
import { searchKey } from '../fhir/search-key.ts';

/** The beginning of the type's leading date, by which its search rows are ordered; `-infinity` without one. */
export function leadingInstant(type: string, rows: SearchRows): string {
  const name = leadingDate(type);
  return rows.date.find(({ param }) => param === name)?.lo ?? '-infinity';
}

/** The search rows as the last arguments of `record_write` and `record_index`: an array for each column. */
export function columnsOf(
  type: string,
  { token, string, date, quantity, reference, uri }: SearchRows,
): RawBuilder<unknown> {
  const keys = (rows: readonly { param: string }[]) => rows.map(({ param }) => searchKey(type, param));
  return sql`
    ${keys(token)}, ${column(token, 'system')}, ${column(token, 'code')},
    ${keys(string)}, ${column(string, 'folded')}, ${column(string, 'exact')},
    ${keys(date)}, ${column(date, 'lo')}, ${column(date, 'hi')}, ${column(date, 'long')},
    ${keys(quantity)}, ${column(quantity, 'system')}, ${column(quantity, 'code')}, ${column(quantity, 'unit')},
    ${column(quantity, 'lo')}, ${column(quantity, 'hi')},
    ${column(quantity, 'canonical')}, ${column(quantity, 'baseLo')}, ${column(quantity, 'baseHi')},
    ${keys(reference)}, ${column(reference, 'targetType')}, ${column(reference, 'targetId')},
    ${keys(uri)}, ${column(uri, 'value')}`;
}

function column<R, K extends keyof R>(rows: readonly R[], key: K): R[K][] {
  return rows.map((row) => row[key]);
}
