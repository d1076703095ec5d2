import { createHash } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { awaitAtEnd } from '#platform/server/db/database.ts';
import { stringifyLossless } from '#platform/server/fhir/json-text.ts';

export type Given = Resource & { id: string };

/** What an earlier import said of a resource, and the version that it wrote. */
export interface Item {
  hash: string;
  version: number;
}

/** What stands of a batch's resources before it is written, by `Type/id`. */
export interface Standing {
  /** In the record, deleted ones too. */
  stored: ReadonlySet<string>;
  items: ReadonlyMap<string, Item>;
}

export const placeOf = ({ resourceType, id }: Given): string => `${resourceType}/${id}`;

export function hashOf(resource: Resource): string {
  return createHash('sha256').update(stringifyLossless(resource)).digest('hex');
}

/** Looks for a whole batch in one go. */
export async function readStanding(
  ctx: Context,
  resources: readonly { resourceType: string; id: string }[],
): Promise<Standing> {
  const types = resources.map(({ resourceType }) => resourceType);
  const ids = resources.map(({ id }) => id);
  const asked = sql`unnest(${types}::text[], ${ids}::text[]) AS u(type, id)`;
  const [stored, items] = await Promise.all([
    sql<{ type: string; id: string }>`
      SELECT u.type, u.id FROM ${asked} WHERE EXISTS (SELECT FROM record_resource r
        WHERE r.clinic_id = ${ctx.clinic.id} AND r.type = u.type AND r.id = u.id)`.execute(ctx.db),
    sql<{ type: string; id: string } & Item>`
      SELECT i.type, i.id, i.source_hash AS hash, i.version FROM ${asked} JOIN records_import_item i
        ON i.clinic_id = ${ctx.clinic.id} AND i.type = u.type AND i.id = u.id`.execute(ctx.db),
  ]);
  return {
    stored: new Set(stored.rows.map(({ type, id }) => `${type}/${id}`)),
    items: new Map(items.rows.map(({ type, id, hash, version }) => [`${type}/${id}`, { hash, version }])),
  };
}

/** Remembers what the file said of resources, and the versions that were written. */
export function rememberAll(
  ctx: Context,
  written: readonly { type: string; id: string; hash: string; version: number }[],
): void {
  if (written.length === 0) return;
  const column = <K extends keyof (typeof written)[number]>(key: K) => written.map((one) => one[key]);
  const sent = sql`
    INSERT INTO records_import_item (clinic_id, type, id, source_hash, version)
    SELECT ${ctx.clinic.id}, u.* FROM unnest(${column('type')}::text[], ${column('id')}::text[],
      ${column('hash')}::text[], ${column('version')}::integer[]) u
    ON CONFLICT (clinic_id, type, id) DO UPDATE SET source_hash = excluded.source_hash, version = excluded.version`;
  awaitAtEnd(ctx.db, sent.execute(ctx.db));
}
