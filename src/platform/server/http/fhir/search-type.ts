import { searchAuditEvents } from '#platform/server/audit/audit-event.ts';
import type { Context } from '#platform/server/context.ts';
import { visibleRows } from './history.ts';
import { type Interaction, rightTo, type Site, trailType } from './interaction.ts';
import { parseSearch } from './parse-search.ts';
import { parseWishes } from './parse-wishes.ts';
import { type Page, runSearch } from './run-search.ts';
import { type Entry, searchsetText } from './search-bundle.ts';
import { cursorsOf } from './search-cursor.ts';
import { linksOf } from './search-links.ts';
import { asTrail } from './search-trail.ts';

/** `GET /<type>` and `POST /<type>/_search`, and a search as an entry of a bundle. */
export const searchType: Interaction = {
  code: 'search-type',
  effect: 'read',
  rights: (_ctx, { type }, site) => [rightTo(site, type, 'read', 's')],
  async run(ctx, { type, query: given, isLenient }, site) {
    const { platform, baseUrl } = site;
    const cursors = cursorsOf(platform, ctx.clinic.id, type);
    // strict unless the client says otherwise: an answer without one of its conditions would show too much as a match
    const ignored: string[] | undefined = isLenient ? [] : undefined;
    const query = parseSearch(type, given, ctx.clinic.zone, {
      ...{ baseUrl, placeOf: cursors.placeOf, nowMs: Date.parse(ctx.now) },
      ...(ignored && { ignored }),
    });
    const wishes = parseWishes(type, given, ignored);
    const page =
      type === trailType
        ? pageOfTrail(await searchAuditEvents(ctx, asTrail(query, wishes)))
        : await runSearch(site, ctx, type, query, wishes);
    const parameters = [...new Set(ignored)];
    const links = linksOf(`${baseUrl}/${type}`, given, parameters, page.next && cursors.textOf(page.next));
    const shown = { ...(await withoutForeign(ctx, site, page)), left: { ...page.left, parameters } };
    const text = searchsetText(baseUrl, shown, links, ctx.language);
    return { status: 200, text, patientId: page.patientId };
  },
};

/** A Binary is shown to whoever may read its owner; how many others there are is nobody's to know. */
async function withoutForeign(ctx: Context, site: Site, page: Page): Promise<Page> {
  const visible = (entries: readonly Entry[]) => visibleRows(ctx, site, entries);
  const [matches, included] = [await visible(page.matches), await visible(page.included)];
  const isBinary = page.matches.some(({ type }) => type === 'Binary') || matches.length < page.matches.length;
  return { ...page, matches, included, total: isBinary ? undefined : page.total };
}

function pageOfTrail(rows: readonly Entry[]): Page {
  return {
    ...{ matches: rows, included: [], total: rows.length, subset: undefined },
    ...{ left: { parameters: [], types: [] }, next: undefined, patientId: undefined },
  };
}
