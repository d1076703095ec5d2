import type { Stored } from '#platform/server/record/store.ts';
import { pageMark } from './history-query.ts';

/** Links of a page to itself and to the next one, which begins after this page's last row. */
export function pageLinks(
  baseUrl: string,
  path: string,
  query: URLSearchParams,
  last: Stored | undefined,
): { relation: string; url: string }[] {
  const self = linkOf('self', `${baseUrl}/${path}`, query);
  if (!last) return [self];
  const further = new URLSearchParams(query);
  further.set('_cursor', pageMark(last));
  return [self, linkOf('next', `${baseUrl}/${path}`, further)];
}

function linkOf(relation: string, url: string, query: URLSearchParams) {
  const asked = query.toString();
  return { relation, url: asked ? `${url}?${asked}` : url };
}
