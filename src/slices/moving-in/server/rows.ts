import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import type { movingIn, Row } from '../contract.ts';
import type { RowProblem } from '../shared/row-reading.ts';
import { type Import, loadImport } from './load-import.ts';
import { fieldLabel } from './overview.ts';
import { nextRows, saidIn } from './row-store.ts';
import { rulesOf } from './rules-of.ts';

export const rows: Verb<typeof movingIn, 'rows'> = async (ctx, { importId, states, after, limit }) => {
  const one = await loadImport(ctx, importId);
  const found = await nextRows(ctx, importId, states, { after, limit: limit + 1 });
  const shown = found.slice(0, limit).map((row): Row => {
    const said = saidIn(row, one);
    return {
      rowNumber: row.rowNumber,
      line: row.line,
      state: row.state,
      title: shortened(rulesOf(one.kind).read(said, ctx).title),
      problems: row.problems.map((each) => ({
        field: each.field ? labelOf(ctx, one, each.field) : undefined,
        words: words(ctx.language, each.key, each.params),
        tone: each.tone,
        value: each.field ? shortened(said.values.get(each.field)) : undefined,
      })),
      candidates: row.candidates,
    };
  });
  return { rows: shown, more: found.length > limit };
};

/** A cell may hold a whole letter; a list shows how it begins. */
function shortened<T extends string | undefined>(text: T): T {
  return (text && text.length > longestShown ? `${text.slice(0, longestShown)}…` : text) as T;
}

const longestShown = 200;

/** A row's problems in one line, each with its field: for the terminal and the file of what is not in. */
export function reasonOf(ctx: Context, one: Import, problems: readonly RowProblem[]): string {
  return problems
    .map((each) => {
      const text = words(ctx.language, each.key, each.params);
      return each.field ? `${labelOf(ctx, one, each.field)}: ${text}` : text;
    })
    .join(' ');
}

/** A duty may name a part that no column can be taken for; then the words alone have to do. */
function labelOf(ctx: Context, one: Import, field: string): string {
  const known = rulesOf(one.kind).fields.some(({ key }) => key === field);
  return known ? fieldLabel(ctx, field) : field;
}
