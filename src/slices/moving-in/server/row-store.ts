import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { Refusal } from '#platform/shared/errors.ts';
import type { Candidate, RowState } from '../contract.ts';
import { plainCell } from '../shared/cell.ts';
import { isWrong, problem, type RowProblem, type Said } from '../shared/row-reading.ts';
import type { Import } from './load-import.ts';

/** A row of a file as it is kept. */
export interface KeptRow {
  rowNumber: number;
  line: number;
  state: RowState;
  cells: string[];
  problems: RowProblem[];
  candidates: Candidate[];
  /** She has said of all candidates that they are others. */
  others: boolean;
  likeness: string | null;
  written: object | null;
}

/** The next rows in these states, in the order of the file. */
export async function nextRows(
  ctx: Context,
  importId: string,
  states: readonly RowState[],
  options: { after?: number; limit: number; last?: boolean },
): Promise<KeptRow[]> {
  const rows = await ctx.db
    .selectFrom('moving_in_row')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .where('state', 'in', states)
    .where('row_number', '>', options.after ?? 0)
    .orderBy('row_number', options.last ? 'desc' : 'asc')
    .limit(options.limit)
    .execute();
  return rows.map((row) => ({
    rowNumber: row.row_number,
    line: row.line,
    state: row.state as RowState,
    cells: JSON.parse(row.cells) as string[],
    problems: JSON.parse(row.problems) as RowProblem[],
    candidates: JSON.parse(row.candidates) as Candidate[],
    others: row.others,
    likeness: row.likeness,
    written: row.written === null ? null : (JSON.parse(row.written) as object),
  }));
}

/** Keeps what has become of rows, all in one statement. */
export async function keepRows(ctx: Context, importId: string, rows: readonly KeptRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    UPDATE moving_in_row r SET state = u.state, problems = u.problems, candidates = u.candidates,
      others = u.others, likeness = u.likeness, written = u.written
    FROM unnest(${rows.map((row) => row.rowNumber)}::int[], ${rows.map((row) => row.state)}::text[],
      ${rows.map((row) => JSON.stringify(row.problems))}::text[],
      ${rows.map((row) => JSON.stringify(row.candidates))}::text[], ${rows.map((row) => row.others)}::bool[],
      ${rows.map((row) => row.likeness)}::text[],
      ${rows.map((row) => (row.written ? JSON.stringify(row.written) : null))}::text[])
      AS u(row_number, state, problems, candidates, others, likeness, written)
    WHERE r.clinic_id = ${ctx.clinic.id} AND r.import_id = ${importId} AND r.row_number = u.row_number`.execute(
    ctx.db,
  );
}

/** What a row says, by the fields that its columns are taken for. */
export function saidIn({ cells }: Pick<KeptRow, 'cells'>, { columns }: Pick<Import, 'columns'>): Said {
  const values = new Map<string, string>();
  const orders = new Map();
  for (const [at, column] of columns.entries()) {
    if (!column.field) continue;
    const value = plainCell(cells[at] ?? '');
    if (value) values.set(column.field, value);
    if (column.order) orders.set(column.field, column.order);
  }
  return { values, orders };
}

/** More cells than headings: a delimiter stood in a cell without quotes, and all that follows has slipped. */
export function slipped(
  { cells }: Pick<KeptRow, 'cells'>,
  { columns }: Pick<Import, 'columns'>,
): RowProblem[] {
  const beyond = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  return beyond ? [problem('', 'slipped', { cells: cells.length, columns: columns.length })] : [];
}

/** A refusal of a duty as the reasons of a row; anything else is a fault of ours and goes on. */
export function problemsOf(error: unknown): RowProblem[] {
  if (!(error instanceof Refusal)) throw error;
  if (error.fields.length > 0)
    return error.fields.map(({ path, key, params }) => ({
      field: path,
      key,
      ...(params && { params }),
      tone: 'error' as const,
    }));
  const params = Object.fromEntries(
    Object.entries(error.details).filter(
      (entry): entry is [string, string | number] =>
        typeof entry[1] === 'string' || typeof entry[1] === 'number',
    ),
  );
  return [{ key: `${error.slice}_error_${error.code}`, params, tone: 'error' }];
}

/** Where a row stands after it was judged. */
export function stateOf(
  problems: readonly RowProblem[],
  candidates: readonly Candidate[],
  others: boolean,
): RowState {
  if (isWrong(problems)) return 'error';
  if (candidates.some((one) => one.certain) || (candidates.length > 0 && !others)) return 'ask';
  return problems.length > 0 ? 'warning' : 'good';
}
