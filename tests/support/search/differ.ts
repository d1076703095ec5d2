import type { Resource } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { parseSearch } from '#platform/server/http/fhir/parse-search.ts';
import type { Place } from '#platform/server/record/query.ts';
import { resolveChains } from '#platform/server/record/search-chain.ts';
import { leadingDate } from '#platform/server/fhir/leading-date.ts';
import { searchRows } from '#platform/server/record/search.ts';
import { countAll, readPage } from '#platform/server/record/search-page.ts';
import type { Definition, Naive } from './naive.ts';
import { amountsOf, codings, meets, plain, rangeOf, referencesOf, textsOf, urisOf } from './naive-match.ts';
import type { Asked, Query } from './queries.ts';

/** What a search answers on all of its pages, in its order, and how many it counts. */
async function answered(ctx: Context, query: Query): Promise<{ ids: string[]; total: number }> {
  const { type, asked, sort, count, few } = query;
  const given = new URLSearchParams(asked.map(({ name, value }) => [name, value]));
  given.append('_count', String(count));
  if (sort) given.append('_sort', `${sort.isDescending ? '-' : ''}${sort.definition.name}`);
  const parsed = await resolveChains(ctx, type, parseSearch(type, given, ctx.clinic.zone));
  const ids: string[] = [];
  let after: Place | undefined;
  do {
    const page = { sort: parsed.page?.sort ?? [], ...(after && { after }) };
    const { rows, hasMore, order } = await readPage(ctx, type, { ...parsed, page }, few);
    ids.push(...rows.map((row) => row.id));
    const last = rows.at(-1);
    after = hasMore && last ? { order, values: [...last.keys, last.id] } : undefined;
  } while (after);
  return { ids, total: await countAll(ctx, type, parsed) };
}

/** What a slice is answered that asks the same without pages, newest first by the leading date or in no order. */
async function answeredAtOnce(ctx: Context, { type, asked }: Query, order?: string): Promise<string[]> {
  const given = new URLSearchParams(asked.map(({ name, value }) => [name, value]));
  const { where = [] } = parseSearch(type, given, ctx.clinic.zone);
  const rows = await searchRows(ctx, type, { where, ...(order && { order }) });
  return rows.map(({ id }) => id);
}

/** The same by looking at every resource. */
export function expected(resources: readonly Resource[], naive: Naive, query: Query): Resource[] {
  return resources.filter(
    (one) =>
      one.resourceType === query.type && query.asked.every((asked) => holds(one, resources, naive, asked)),
  );
}

function holds(resource: Resource, resources: readonly Resource[], naive: Naive, asked: Asked): boolean {
  const reached = naive.valuesOf(resource, asked.definition);
  if (asked.how === 'missing') return reached.length === 0;
  if (asked.how === 'present') return reached.length > 0;
  if (asked.chain) {
    const { targetType, definition } = asked.chain;
    const inner: Asked = { ...asked, definition, name: definition.name };
    delete inner.chain;
    return reached
      .flatMap(({ type, value }) => referencesOf(type, value))
      .filter((one) => one.type === targetType)
      .some(({ id }) =>
        resources.some(
          (one) => one.resourceType === targetType && one.id === id && holds(one, resources, naive, inner),
        ),
      );
  }
  const found = reached.some((one) => asked.wanted.some((wanted) => meets(one, wanted)));
  return asked.how === 'none' ? !found : found;
}

/** In words what is different, or undefined. */
export async function difference(
  ctx: Context,
  resources: readonly Resource[],
  naive: Naive,
  query: Query,
): Promise<string | undefined> {
  const { ids, total } = await answered(ctx, query);
  const wanted = expected(resources, naive, query);
  const wantedIds = new Set(wanted.map((one) => one.id ?? ''));
  const extra = ids.filter((id) => !wantedIds.has(id));
  const missing = [...wantedIds].filter((id) => !ids.includes(id));
  const words = `${query.type}?${query.asked.map(({ name, value }) => `${name}=${value}`).join('&')}&_count=${query.count}${query.sort ? `&_sort=${query.sort.isDescending ? '-' : ''}${query.sort.definition.name}` : ''}`;
  if (extra.length + missing.length > 0)
    return `${words} (${query.few} looked at): ${extra.length} too many (${extra.slice(0, 3)}), ${missing.length} missing (${missing.slice(0, 3)})`;
  if (new Set(ids).size !== ids.length) return `${words}: a resource twice`;
  if (total !== wantedIds.size) return `${words}: total ${total} of ${wantedIds.size}`;
  const leading = leadingDate(query.type);
  for (const order of [undefined, ...(leading ? [leading, `-${leading}`] : [])]) {
    const atOnce = await answeredAtOnce(ctx, query, order);
    if (atOnce.toSorted().join() !== [...wantedIds].sort().join())
      return `${words}, without pages, in the order ${order}: ${atOnce.length} of ${wantedIds.size}`;
  }
  if (query.sort && !isSorted(ids, wanted, naive, query.sort)) return `${words}: out of order`;
  return undefined;
}

/** By the first of the values in that order; what has none comes last. */
function isSorted(
  ids: readonly string[],
  resources: readonly Resource[],
  naive: Naive,
  { definition, isDescending }: { definition: Definition; isDescending: boolean },
): boolean {
  const byId = new Map(resources.map((one) => [one.id, one]));
  const keys = ids.map((id) => {
    const resource = byId.get(id);
    const all = resource ? keysOf(resource, naive, definition) : [];
    return all.sort(ascending).at(isDescending ? -1 : 0);
  });
  return keys.every((key, at) => {
    const before = keys[at - 1];
    if (at === 0 || key === undefined) return true;
    if (before === undefined) return false;
    return isDescending ? ascending(before, key) >= 0 : ascending(before, key) <= 0;
  });
}

function ascending(left: string | number, right: string | number): number {
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

function keysOf(resource: Resource, naive: Naive, definition: Definition): (string | number)[] {
  return naive.valuesOf(resource, definition).flatMap(({ type, value }): (string | number)[] => {
    switch (definition.type) {
      case 'token':
        return codings(type, value)
          .filter(({ system, code }) => system !== '' || code !== '')
          .map(({ code }) => code.slice(0, 200));
      case 'string':
        return textsOf(type, value).map((text) => plain(text).slice(0, 128).trimEnd());
      case 'date': {
        const lo = rangeOf(type, value)?.lo;
        // an open beginning is no place in an order
        return lo === undefined || !Number.isFinite(lo) ? [] : [lo];
      }
      case 'reference':
        return referencesOf(type, value).map((one) => one.id);
      case 'uri':
        return urisOf(type, value);
      default:
        return amountsOf(type, value).map((one) => one.lo);
    }
  });
}
