import { type RawBuilder, sql } from 'kysely';
import { leadingDate } from '../fhir/leading-date.ts';
import type { SearchRows } from '../fhir/search-index.ts';
import { searchKey } from '../fhir/search-key.ts';

/** The beginning of the type's leading date, by which its search rows are ordered; `-infinity` without one. */
export function leadingInstant(type: string, rows: SearchRows): string {
  const name = leadingDate(type);
  return rows.date.find(({ param }) => param === name)?.lo ?? '-infinity';
}

/** A resource's search rows. */
export interface Indexed {
  type: string;
  rows: SearchRows;
}

/** The search rows as the last arguments of `record_write` and `record_index`: an array for each column. */
export function columnsOf(type: string, rows: SearchRows): RawBuilder<unknown> {
  return allColumns([{ type, rows }], false);
}

/** Those of several resources, as the last arguments of `record_create`: the place of its resource before each. */
export function columnsOfAll(resources: readonly Indexed[]): RawBuilder<unknown> {
  return allColumns(resources, true);
}

/** In the order of the arguments. */
const columns = {
  token: ['system', 'code'],
  string: ['folded', 'exact'],
  date: ['lo', 'hi', 'long'],
  quantity: ['system', 'code', 'unit', 'lo', 'hi', 'canonical', 'baseLo', 'baseHi'],
  reference: ['targetType', 'targetId'],
  uri: ['value'],
} as const;

function allColumns(resources: readonly Indexed[], isPlaced: boolean): RawBuilder<unknown> {
  const given: unknown[][] = [];
  for (const [kind, names] of Object.entries(columns) as [keyof SearchRows, readonly string[]][]) {
    const [places, params]: [number[], string[]] = [[], []];
    const values = names.map((): unknown[] => []);
    for (const [place, { type, rows }] of resources.entries()) {
      for (const row of rows[kind] as readonly (Record<string, unknown> & { param: string })[]) {
        places.push(place + 1);
        params.push(searchKey(type, row.param));
        for (const [at, name] of names.entries()) values[at]?.push(row[name]);
      }
    }
    given.push(...(isPlaced ? [places] : []), params, ...values);
  }
  return sql.join(given);
}
