import type { Stored } from '#platform/server/record/store.ts';
import { etagOf } from './answer.ts';
import { pageLinks } from './page-links.ts';

/** A Bundle of versions around their stored texts, joined as text so that nothing of theirs is rebuilt. */
export function historyText(
  baseUrl: string,
  path: string,
  query: URLSearchParams,
  { rows, next }: { rows: readonly Stored[]; next?: Stored | undefined },
  total?: number,
): string {
  const head = {
    resourceType: 'Bundle',
    type: 'history',
    ...(total !== undefined && { total }),
    link: pageLinks(baseUrl, path, query, next),
  };
  const entries = rows.map((row) => entryText(baseUrl, row));
  const list = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
  return `${JSON.stringify(head).slice(0, -1)}${list}}`;
}

function entryText(baseUrl: string, row: Stored): string {
  const url = `${row.type}/${row.id}`;
  const around = JSON.stringify({
    request: { method: row.deleted ? 'DELETE' : 'PUT', url },
    response: {
      status: row.deleted ? '204' : row.version === 1 ? '201' : '200',
      etag: etagOf(row),
      lastModified: row.updatedAt,
    },
  });
  const resource = row.deleted ? '' : `,"resource":${row.text}`;
  return `{"fullUrl":"${baseUrl}/${url}"${resource},${around.slice(1)}`;
}
