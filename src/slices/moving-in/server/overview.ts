import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { movingIn, Overview } from '../contract.ts';
import { orderAsked } from '../shared/dates.ts';
import type { FieldRule } from '../shared/field.ts';
import { countRows, type Import, type KeptColumn, loadImport } from './load-import.ts';
import { rulesOf } from './rules-of.ts';

/** An import as screens and the terminal show it, in the caller's language. */
export async function overviewOf(ctx: Context, one: Import): Promise<Overview> {
  const counts = await countRows(ctx, one.id);
  const { fields } = rulesOf(one.kind);
  const kept = await ctx.db
    .selectFrom('moving_in_mapping')
    .select('name')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', one.kind)
    .orderBy('name')
    .execute();
  return {
    importId: one.id,
    kind: one.kind,
    fileName: one.fileName,
    state: one.state,
    encoding: one.encoding,
    encodingUncertain: one.encoding === 'windows-1252',
    delimiter: one.delimiter,
    openedAt: one.openedAt,
    openedBy: one.openedBy,
    endedAt: one.endedAt ?? undefined,
    rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    columns: one.columns.map((column) => ({
      heading: column.heading,
      samples: column.samples,
      filled: column.filled,
      field: column.field,
      order: column.order,
      orderAsked: isDateField(fields, column.field) && orderAsked(column.tally),
    })),
    fields: fields.map(({ key, isDate, required }) => ({
      key,
      label: fieldLabel(ctx, key),
      isDate: isDate ?? false,
      required,
    })),
    needs: one.state === 'opened' ? [] : needsOf(ctx, one.columns, fields),
    mappings: kept.map(({ name }) => name),
  };
}

export const readImport: Verb<typeof movingIn, 'readImport'> = async (ctx, { importId }) =>
  overviewOf(ctx, await loadImport(ctx, importId));

export function fieldLabel(ctx: Pick<Context, 'language'>, key: string): string {
  return words(ctx.language, `movingIn_field_${key.replaceAll('.', '_')}`);
}

/** What has to be said before rows can be checked. */
export function needsOf(
  ctx: Pick<Context, 'language'>,
  columns: readonly KeptColumn[],
  fields: readonly FieldRule[],
): Overview['needs'] {
  const needs: Overview['needs'] = [];
  const taken = new Set(columns.flatMap(({ field }) => (field ? [field] : [])));
  const groups = Map.groupBy(
    fields.filter((field) => field.required),
    (field) => field.required,
  );
  for (const group of groups.values()) {
    if (group.some(({ key }) => taken.has(key))) continue;
    const labels = group.map(({ key }) => fieldLabel(ctx, key)).join(' / ');
    needs.push({
      code: 'fieldMissing',
      words: words(ctx.language, 'movingIn_need_field', { field: labels }),
    });
  }
  for (const key of taken) {
    if (columns.filter(({ field }) => field === key).length < 2) continue;
    const field = fieldLabel(ctx, key);
    needs.push({ code: 'fieldTwice', words: words(ctx.language, 'movingIn_need_once', { field }) });
  }
  for (const { heading, field, tally, order } of columns) {
    if (!isDateField(fields, field) || order || !orderAsked(tally)) continue;
    const text = words(ctx.language, 'movingIn_need_order', { column: heading });
    needs.push({ code: 'orderMissing', words: text });
  }
  return needs;
}

function isDateField(fields: readonly FieldRule[], key: string | undefined): boolean {
  return fields.some((field) => field.key === key && field.isDate === true);
}
