import { stringify } from 'csv-stringify/sync';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { movingIn } from '../contract.ts';
import { type Import, loadImport } from './load-import.ts';
import { type KeptRow, nextRows } from './row-store.ts';
import { alikeWords } from './alike.ts';
import { reasonOf } from './rows.ts';

const piece = 1000;

/**
 * What is not in, in the form of the file that came: its delimiter, its columns, its cells. It is UTF-8 with a byte
 * order mark whatever the first one was, so that no letter is lost, and a cell that a spreadsheet would work out has
 * an apostrophe in front, which the reader takes off again.
 */
export const errorFile: Verb<typeof movingIn, 'errorFile'> = async (ctx, { importId, after }) => {
  const one = await loadImport(ctx, importId);
  const found = await nextRows(ctx, importId, ['error', 'ask', 'kept'], { after, limit: piece + 1 });
  const rows = found.slice(0, piece);
  const head = [...one.columns.map(({ heading }) => heading), words(ctx.language, 'movingIn_errorColumn')];
  const lines = rows.map((row) => [...padded(row.cells, one.columns.length), reason(ctx, one, row)]);
  const csv = stringify(after === 0 ? [head, ...lines] : lines, {
    bom: after === 0,
    delimiter: one.delimiter ?? ',',
    record_delimiter: 'windows',
    escape_formulas: true,
    quoted_match: /[\r\n]/,
  });
  const next = found.length > piece ? rows.at(-1)?.rowNumber : undefined;
  if (after === 0) ctx.note('movingIn.errorFileTaken', { subject: one.fileName, details: { importId } });
  return { fileName: nameOf(ctx, one), csv, ...(next !== undefined && { next }) };
};

function padded(cells: readonly string[], count: number): string[] {
  return [...cells, ...Array<string>(Math.max(0, count - cells.length)).fill('')];
}

function reason(ctx: Context, one: Import, row: KeptRow): string {
  const alike = row.candidates.map((candidate) => alikeWords(ctx.language, candidate));
  return [reasonOf(ctx, one, row.problems), ...alike].filter(Boolean).join(' ');
}

/** `patients.csv` → `patients-errors.csv`. */
function nameOf(ctx: Context, { fileName }: Import): string {
  const bare = fileName.replace(/\.[A-Za-z0-9]{1,4}$/, '');
  return `${bare}-${words(ctx.language, 'movingIn_errorFile')}.csv`;
}
