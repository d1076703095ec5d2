import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { awaitAtEnd } from '../db/database.ts';
import { stringifyLossless, withIdAndMeta } from '../fhir/json-text.ts';
import { indexRows } from '../fhir/search-index.ts';
import { patientOf } from './compartment.ts';
import { columnsOfAll, type Indexed, leadingInstant } from './search-columns.ts';
import type { Stored } from './types.ts';

/** A resource as it will be stored, with its search rows. */
export type Prepared = Stored & Indexed & { at: string };

/** The first version of a valid resource, under an id that nothing has had. */
export function prepareNew(ctx: Context, resource: Resource, id: string): Prepared {
  const type = resource.resourceType;
  const rows = indexRows(resource, ctx.clinic.zone);
  const text = stringifyLossless(withIdAndMeta(resource, { id, versionId: '1', lastUpdated: ctx.now }));
  const patientId = patientOf({ ...resource, id }) ?? null;
  const stored = { type, id, version: 1, updatedAt: ctx.now, deleted: false, text, patientId };
  return { ...stored, rows, at: leadingInstant(type, rows) };
}

/** Writes first versions in one statement. That they are new is known, so nobody waits for the database to say so. */
export function writeNew(ctx: Context, resources: readonly Prepared[]): void {
  if (resources.length === 0) return;
  const column = <K extends keyof Prepared>(key: K) => resources.map((one) => one[key]);
  const sent = sql`SELECT record_create(${column('type')}, ${column('id')}, ${column('text')}, ${ctx.now},
    ${column('patientId')}, ${column('at')}, ${columnsOfAll(resources)})`.execute(ctx.db);
  awaitAtEnd(ctx.db, sent);
}
