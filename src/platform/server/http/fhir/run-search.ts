import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '#platform/server/context.ts';
import type { Place, SearchQuery } from '#platform/server/record/query.ts';
import { resolveChains } from '#platform/server/record/search-chain.ts';
import { type IncludedRow, referredTo, referring } from '#platform/server/record/search-include.ts';
import { countAll, type PageRow, readPage } from '#platform/server/record/search-page.ts';
import { words } from '#platform/server/words.ts';
import { rightTo, type Site } from './interaction.ts';
import type { Wishes } from './parse-wishes.ts';
import type { SearchAnswer } from './search-bundle.ts';
import { reachOf } from './search-reach.ts';

/** A page of a search as it leaves, and where the next one begins. */
export interface Page extends SearchAnswer {
  next: Place | undefined;
  /** The one patient whom all of it is about, for the audit row. */
  patientId: string | undefined;
}

/**
 * One page with what was asked for beside it. What the caller may not read is left out and named; a chain through it
 * is refused, for its answer would tell of it.
 */
export async function runSearch(
  site: Site,
  ctx: Context,
  type: string,
  given: SearchQuery,
  wishes: Wishes,
): Promise<Page> {
  const mayRead = reachOf(site, ctx);
  for (const one of given.where ?? []) {
    if ('chain' in one && !(await mayRead(one.chain.targetType)))
      refuseReach(site, ctx, one.chain.targetType);
  }
  const query = await resolveChains(ctx, type, given);
  const page = wishes.countOnly ? { rows: [], hasMore: false, order: '' } : await readPage(ctx, type, query);
  const { included, withheld } = await beside(ctx, type, page.rows, wishes, mayRead);
  for (const one of new Set(included.map((row) => row.type))) {
    const patients = new Set(included.filter((row) => row.type === one).map((row) => row.patientId));
    ctx.note('fhir.read', { subject: one, ...onlyPatient(patients) });
  }
  const isWhole = !page.hasMore && !wishes.countOnly && !query.page?.after;
  const total = isWhole
    ? page.rows.length
    : wishes.total || wishes.countOnly
      ? await countAll(ctx, type, query)
      : undefined;
  return {
    matches: page.rows.map(({ id, text }) => ({ type, id, text })),
    included,
    total,
    subset: wishes.subset,
    left: { parameters: [], types: withheld },
    next: page.hasMore ? placeAfter(page.rows, page.order) : undefined,
    patientId: onlyPatient(new Set(page.rows.map((row) => row.patientId))).patientId,
  };
}

function placeAfter(rows: readonly PageRow[], order: string): Place | undefined {
  const last = rows.at(-1);
  return last && { order, values: [...last.keys, last.id] };
}

function onlyPatient(patients: ReadonlySet<string | null>): { patientId?: string } {
  const [one] = patients;
  return patients.size === 1 && one ? { patientId: one } : {};
}

function refuseReach(site: Site, ctx: Context, type: string): never {
  return refuse('notAllowed', {
    action: rightTo(site, type, 'read', 's').action,
    reason: words(ctx.language, 'platform_search_withheld', { type }),
    whoMay: [],
  });
}

async function beside(
  ctx: Context,
  type: string,
  rows: readonly PageRow[],
  { includes, revIncludes }: Wishes,
  mayRead: (type: string) => Promise<boolean>,
): Promise<{ included: IncludedRow[]; withheld: string[] }> {
  const included = new Map<string, IncludedRow>();
  const withheld = new Set<string>();
  const ids = rows.map((row) => row.id);
  const may = async (one: string) => {
    const allowed = await mayRead(one);
    if (!allowed) withheld.add(one);
    return allowed;
  };
  const add = (found: readonly IncludedRow[]) => {
    for (const row of found) {
      if (row.type !== type || !ids.includes(row.id)) included.set(`${row.type}/${row.id}`, row);
    }
  };
  if (ids.length > 0) {
    for (const one of includes) add(await referredTo(ctx, one, ids, may));
    for (const one of revIncludes) if (await may(one.type)) add(await referring(ctx, one, type, ids));
  }
  return { included: [...included.values()], withheld: [...withheld].sort() };
}
