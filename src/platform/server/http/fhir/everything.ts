import { isResourceType } from '#platform/server/fhir/definitions.ts';
import { compartmentPage, referredTo } from '#platform/server/record/compartment-page.ts';
import { readableTypes, visibleRows } from './history.ts';
import { historyQuery, refuseParameter } from './history-query.ts';
import { type Interaction, present, rightTo } from './interaction.ts';
import { pageLinks } from './page-links.ts';

/**
 * `Patient/$everything`: the patient's record as far as the caller may read it, type by type in pages, each with the
 * practitioners, organizations and places that it refers to.
 */
export const everything: Interaction = {
  code: 'everything',
  effect: 'read',
  rights: (_ctx, _ask, site) => [rightTo(site, 'Patient', 'read', 'r')],
  async run(ctx, ask, site) {
    const id = ask.id ?? '';
    const asked = new URLSearchParams(ask.query);
    const wanted = typesOf(asked.getAll('_type'));
    asked.delete('_type');
    const query = historyQuery(asked);
    present(await ctx.record.stored('Patient', id));
    const readable = await readableTypes(ctx, site);
    const types = wanted ? readable.filter((type) => wanted.has(type)) : readable;
    const rows = await compartmentPage(ctx, id, types, query);
    const page = await visibleRows(ctx, site, rows.slice(0, query.count));
    const others = await visibleRows(ctx, site, await referredTo(ctx, page, types));
    const next = rows.length > query.count ? rows[query.count - 1] : undefined;
    const link = pageLinks(site.baseUrl, `Patient/${id}/$everything`, ask.query, next);
    const head = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', link });
    const entries = [
      ...page.map((row) => ({ row, mode: 'match' })),
      ...others.map((row) => ({ row, mode: 'include' })),
    ].map(
      ({ row, mode }) =>
        `{"fullUrl":"${site.baseUrl}/${row.type}/${row.id}","resource":${row.text},"search":{"mode":"${mode}"}}`,
    );
    const list = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
    return { status: 200, text: `${head.slice(0, -1)}${list}}`, patientId: id, subject: `Patient/${id}` };
  },
};

function typesOf(given: readonly string[]): Set<string> | undefined {
  if (given.length === 0) return undefined;
  const types = given.flatMap((one) => one.split(','));
  if (!types.every(isResourceType)) refuseParameter('_type');
  return new Set(types);
}
