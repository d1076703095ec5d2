import { randomUUID } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { stringifyLossless, withIdAndMeta } from '../fhir/json-text.ts';
import { indexRows, type SearchRows } from '../fhir/search-index.ts';
import { patientOf } from './compartment.ts';
import { columnsOf, leadingInstant } from './search-columns.ts';
import type { Stored, WriteOptions } from './types.ts';

/** Stands in the text where the database will put the version; random, so that no sender can write it. */
const versionMark = `version-${randomUUID()}`;
const versionSplit = `"versionId":"${versionMark}"`;

interface Written {
  stored: Stored;
  text: string;
  before: string | null;
  beforeDeleted: boolean;
}

const noRows: SearchRows = { token: [], string: [], date: [], quantity: [], reference: [], uri: [] };

/** Writes one resource with its search rows in one round trip. Refuses with `versionChanged`. */
export async function writeRow(
  ctx: Context,
  resource: Resource,
  id: string,
  options: WriteOptions & { deleted: boolean; patientId?: string | undefined },
): Promise<Written> {
  const marked = withIdAndMeta(resource, { id, versionId: versionMark, lastUpdated: ctx.now });
  const [before, after] = stringifyLossless(marked).split(versionSplit);
  if (before === undefined || after === undefined) throw new Error('the version mark is not in the text');
  const head = `${before}"versionId":"`;
  const tail = `"${after}`;
  const rows = options.deleted ? noRows : indexRows(resource, ctx.clinic.zone);
  const type = resource.resourceType;
  const patientId = options.patientId ?? patientOf({ ...resource, id }) ?? null;
  try {
    const done = await sql<{ new_version: number; before: string | null; before_deleted: boolean }>`
      SELECT * FROM record_write(${type}, ${id}, ${head}, ${tail}, ${ctx.now}, ${patientId},
        ${leadingInstant(type, rows)}, ${options.deleted}, ${options.ifVersion ?? null}, ${columnsOf(type, rows)})`.execute(
      ctx.db,
    );
    const row = done.rows[0];
    if (!row) throw new Error('record_write answered nothing');
    const text = `${head}${row.new_version}${tail}`;
    return {
      stored: {
        type,
        id,
        version: row.new_version,
        updatedAt: ctx.now,
        deleted: options.deleted,
        text,
        patientId,
      },
      text,
      before: row.before,
      beforeDeleted: row.before_deleted,
    };
  } catch (error) {
    if ((error as { code?: string }).code === 'SR412') refuse('versionChanged', { type, id });
    throw error;
  }
}
