import { type RawBuilder, sql } from 'kysely';
import { leadingDate } from '../fhir/leading-date.ts';
import type { SearchRows } from '../fhir/search-index.ts';

/** The beginning of the type's leading date, by which its search rows are ordered; `-infinity` without one. */
export function leadingInstant(type: string, rows: SearchRows): string {
  const name = leadingDate(type);
  return rows.date.find(({ param }) => param === name)?.lo ?? '-infinity';
}

/** The search rows as the last arguments of `record_write` and `record_index`: an array for each column. */
export function columnsOf({
  token,
  string,
  date,
  quantity,
  reference,
  uri,
}: SearchRows): RawBuilder<unknown> {
  return sql`
    ${column(token, 'param')}, ${column(token, 'system')}, ${column(token, 'code')},
    ${column(string, 'param')}, ${column(string, 'folded')}, ${column(string, 'exact')},
    ${column(date, 'param')}, ${column(date, 'lo')}, ${column(date, 'hi')}, ${column(date, 'long')},
    ${column(quantity, 'param')}, ${column(quantity, 'system')}, ${column(quantity, 'code')}, ${column(quantity, 'unit')},
    ${column(quantity, 'lo')}, ${column(quantity, 'hi')},
    ${column(quantity, 'canonical')}, ${column(quantity, 'baseLo')}, ${column(quantity, 'baseHi')},
    ${column(reference, 'param')}, ${column(reference, 'targetType')}, ${column(reference, 'targetId')},
    ${column(uri, 'param')}, ${column(uri, 'value')}`;
}

function column<R, K extends keyof R>(rows: readonly R[], key: K): R[K][] {
  return rows.map((row) => row[key]);
}
