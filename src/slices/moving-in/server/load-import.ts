import type { Context } from '#platform/server/context.ts';
import { refuseWithout } from '#platform/server/http/run-act.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Counts, DateOrder, Delimiter, Encoding, Kind, Overview, RowState } from '../contract.ts';
import type { DateTally } from '../shared/dates.ts';
import { rulesOf } from './rules-of.ts';

/** A column as it is kept: what the file says of it, and what it is taken for. */
export interface KeptColumn {
  heading: string;
  samples: string[];
  filled: number;
  tally: DateTally;
  field?: string | undefined;
  /** Said by a person, or by the values alone. */
  order?: DateOrder | undefined;
}

export interface Import {
  id: string;
  kind: Kind;
  fileName: string;
  fileHash: string | null;
  state: Overview['state'];
  encoding: Encoding | undefined;
  delimiter: Delimiter | undefined;
  columns: KeptColumn[];
  openedAt: string;
  openedBy: string;
  endedAt: string | null;
}

/**
 * An import of the clinic, for who may work on its kind. Refuses with `notFound` and `notAllowed`.
 * @param lock for who changes it: two who take rows of one file in wait for one another
 */
export async function loadImport(ctx: Context, importId: string, lock?: 'lock'): Promise<Import> {
  const query = ctx.db
    .selectFrom('moving_in_import')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return refuse('notFound', { type: 'Import', id: importId });
  await refuseWithout(ctx, { action: rulesOf(row.kind as Kind).right });
  return {
    id: row.import_id,
    kind: row.kind as Kind,
    fileName: row.file_name,
    fileHash: row.file_hash,
    state: row.state as Overview['state'],
    encoding: (row.encoding ?? undefined) as Encoding | undefined,
    delimiter: (row.delimiter ?? undefined) as Delimiter | undefined,
    columns: JSON.parse(row.columns) as KeptColumn[],
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    endedAt: row.ended_at,
  };
}

/** How many rows are in which state. */
export async function countRows(ctx: Context, importId: string): Promise<Counts> {
  const rows = await ctx.db
    .selectFrom('moving_in_row')
    .select((eb) => ['state', eb.fn.countAll<bigint>().as('count')])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state as RowState, Number(row.count)]));
}

export async function setState(ctx: Context, importId: string, state: Overview['state']): Promise<void> {
  const ended = state === 'done' || state === 'takenBack';
  await ctx.db
    .updateTable('moving_in_import')
    .set({ state, ended_at: ended ? ctx.now : null })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
}
