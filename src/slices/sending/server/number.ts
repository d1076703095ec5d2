import type { Context } from '#platform/server/context.ts';
import { readPaper, setPrinted } from '#platform/server/print/store.ts';
import type { SendingRow } from './rows.ts';

/** Gives the number of a printing back; of two that fail the later one alone. */
export async function takeNumberBack(ctx: Context, row: SendingRow): Promise<void> {
  const { printedCount } = await readPaper(ctx, row.paper_id, true);
  if (printedCount === row.copy_number) await setPrinted(ctx, row.paper_id, row.copy_number - 1);
}
