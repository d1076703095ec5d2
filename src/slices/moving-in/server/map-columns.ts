import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { DateOrder, Kind, movingIn } from '../contract.ts';
import { orderSaid } from '../shared/dates.ts';
import { foldHeading, recognise } from '../shared/field.ts';
import { type KeptColumn, loadImport } from './load-import.ts';
import { overviewOf } from './overview.ts';
import { rulesOf } from './rules-of.ts';

/** A kept way of understanding columns: by heading, since the next file may have them in another order. */
type Mapping = Record<string, { field?: string | undefined; order?: DateOrder | undefined }>;

export const mapColumns: Verb<typeof movingIn, 'mapColumns'> = async (ctx, input) => {
  const { importId, use, saveAs } = input;
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state === 'opened' || one.state.startsWith('tak')) ctx.fail('tooLate');
  const { fields } = rulesOf(one.kind);
  let columns = one.columns;
  if (use) {
    const mapping = await loadMapping(ctx, one.kind, use);
    columns = mapping ? applied(columns, mapping) : ctx.fail('mappingUnknown', { name: use });
  }
  for (const [at, choice] of (input.columns ?? []).entries()) {
    const column = columns[at];
    if (!column) refuseField(`columns.${at}`, 'movingIn_field_noSuchColumn');
    if (choice.field && !fields.some(({ key }) => key === choice.field))
      refuseField(`columns.${at}.field`, 'movingIn_field_noSuchField');
    columns = columns.with(at, withChoice(column, choice));
  }
  await ctx.db
    .updateTable('moving_in_import')
    .set({ columns: JSON.stringify(columns) })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
  if (JSON.stringify(columns) !== JSON.stringify(one.columns)) await checkAnew(ctx, importId);
  if (saveAs) await saveMapping(ctx, one.kind, saveAs, columns);
  return overviewOf(ctx, await loadImport(ctx, importId));
};

/** Columns by what their headings say, or as the last kept mapping with just these headings understood them. */
export async function understood(ctx: Context, kind: Kind, columns: KeptColumn[]): Promise<KeptColumn[]> {
  const kept = await ctx.db
    .selectFrom('moving_in_mapping')
    .select('columns')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', kind)
    .orderBy('saved_at', 'desc')
    .execute();
  const headings = columns.map(({ heading }) => foldHeading(heading));
  for (const { columns: text } of kept) {
    const mapping = JSON.parse(text) as Mapping;
    if (headings.every((heading) => heading in mapping)) return applied(columns, mapping);
  }
  const found = recognise(
    columns.map(({ heading }) => heading),
    rulesOf(kind).fields,
  );
  return columns.map((column, at) => withChoice(column, { field: found[at] }));
}

function applied(columns: KeptColumn[], mapping: Mapping): KeptColumn[] {
  return columns.map((column) => withChoice(column, mapping[foldHeading(column.heading)] ?? {}));
}

/** What the values themselves say of the order of day and month comes first; what they leave open is hers to say. */
function withChoice(column: KeptColumn, choice: Mapping[string]): KeptColumn {
  const { field, order, ...rest } = column;
  const said = orderSaid(column.tally) ?? choice.order;
  return { ...rest, ...(choice.field && { field: choice.field }), ...(said && { order: said }) };
}

/** What was said of rows by another understanding of the columns no longer holds. */
async function checkAnew(ctx: Context, importId: string): Promise<void> {
  await ctx.db
    .updateTable('moving_in_row')
    .set({ state: 'waiting', problems: '[]', candidates: '[]', others: false, likeness: null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .where('state', 'in', ['good', 'warning', 'ask', 'error'])
    .execute();
}

async function loadMapping(ctx: Context, kind: Kind, name: string): Promise<Mapping | undefined> {
  const row = await ctx.db
    .selectFrom('moving_in_mapping')
    .select('columns')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  return row && (JSON.parse(row.columns) as Mapping);
}

async function saveMapping(ctx: Context, kind: Kind, name: string, columns: KeptColumn[]): Promise<void> {
  const mapping: Mapping = Object.fromEntries(
    columns.map(({ heading, field, order }) => [foldHeading(heading), { field, order }]),
  );
  const row = { columns: JSON.stringify(mapping), saved_at: ctx.now };
  await ctx.db
    .insertInto('moving_in_mapping')
    .values({ clinic_id: ctx.clinic.id, kind, name, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'kind', 'name']).doUpdateSet(row))
    .execute();
}
