import type { Resource } from '@medplum/fhirtypes';
import { sql } from 'kysely';
import { refuse } from '#platform/shared/errors.ts';
import type { Context } from '../context.ts';
import { parseStored } from '../fhir/json-text.ts';
import { patientOf } from './compartment.ts';
import { refuseJoined } from './joined.ts';
import type { Keeper } from './keepers.ts';
import { pointBack, pointElsewhere } from './point-elsewhere.ts';
import { searchRows } from './search.ts';
import type { RecordStore, ResourceOf, Stored, WriteOptions } from './types.ts';
import { refuseInvalid } from './validity.ts';
import { type Prepared, prepareNew, writeNew } from './write-new.ts';
import { writeRow } from './write-row.ts';

export type { RecordStore, ResourceOf, Stored, WriteOptions, Written } from './types.ts';

const columns = sql`type, id, version, updated_at AS "updatedAt", deleted, content AS text, patient_id AS "patientId"`;

/** Opens the record for one context; keepers run in its transaction, in the order of their registration. */
export function openRecord(ctx: Context, keepersOf: (type: string) => readonly Keeper[]): RecordStore {
  async function write<R extends Resource>(given: R, options: WriteOptions = {}) {
    const id = given.id ?? ctx.newId();
    refuseInvalid(given, ctx.language);
    // both go out together; whatever a refusal leaves is rolled back with it
    const [, row] = await Promise.all([
      refuseJoined(ctx, ownerOf(given, id)),
      writeRow(ctx, given, id, { ...options, deleted: false }),
    ]);
    // a deleted version holds no content for a keeper to compare with
    const before = row.before && !row.beforeDeleted ? (JSON.parse(row.before) as Resource) : undefined;
    const resource = JSON.parse(row.text) as R & { id: string };
    await together(async () => {
      for (const one of keepersOf(given.resourceType)) await one.put(ctx, resource, before);
    });
    return { ...row.stored, resource, created: before === undefined };
  }

  async function createAll(
    resources: readonly (Resource & { id: string })[],
    each = (_place: number, work: () => Promise<void>) => work(),
  ): Promise<Stored[]> {
    const prepared: Prepared[] = [];
    for (const [place, resource] of resources.entries())
      await each(place, async () => {
        refuseInvalid(resource, ctx.language);
        prepared.push(prepareNew(ctx, resource, resource.id));
      });
    const own = new Set(prepared.filter(({ type }) => type === 'Patient').map(({ id }) => id));
    const owners = prepared.flatMap(({ patientId }) => patientId ?? []).filter((id) => !own.has(id));
    const open = refuseJoined(ctx, [...new Set(owners)]);
    open.catch(() => undefined);
    writeNew(ctx, prepared);
    const keep = async (place: number, { type, text }: Prepared) => {
      const resource = JSON.parse(text) as Resource;
      await each(place, () =>
        together(async () => {
          for (const one of keepersOf(type)) await one.put(ctx, resource, undefined);
        }),
      );
    };
    const kept = [...prepared.entries()].filter(([, { type }]) => keepersOf(type).length > 0);
    const isApart = ({ type }: Prepared) => keepersOf(type).every((one) => one.apart);
    await Promise.all(kept.filter(([, one]) => isApart(one)).map(([place, one]) => keep(place, one)));
    for (const [place, one] of kept) if (!isApart(one)) await keep(place, one);
    await open;
    return prepared.map(({ rows: _rows, at: _at, ...own }) => own);
  }

  async function stored(type: string, id: string, lock = false): Promise<Stored | undefined> {
    const found = await sql<Stored>`
      SELECT ${columns} FROM record_resource
      WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ${id} ${lock ? sql`FOR UPDATE` : sql``}`.execute(
      ctx.db,
    );
    return found.rows[0];
  }

  const store: RecordStore = {
    async create(resource) {
      if (resource.id !== undefined) return (await write(resource, { ifVersion: 0 })).resource;
      const [stored] = await createAll([{ ...resource, id: ctx.newId() }]);
      return JSON.parse(stored?.text ?? '');
    },
    createAll,
    put: write,
    async patch(type, id, change, options) {
      const changed = (given: Resource) => {
        const resource = given as ResourceOf<typeof type>;
        return (change(resource) ?? resource) as Resource;
      };
      return (await store.amend(type, id, changed, options)).resource as ResourceOf<typeof type>;
    },
    async amend(type, id, change, options) {
      const current = await stored(type, id, true);
      if (!current || current.deleted) return refuse('notFound', { type, id });
      const resource = parseStored(current.text) as unknown as Resource;
      return write(change(resource), { ifVersion: options?.ifVersion ?? current.version });
    },
    async rehome({ type, id }, { fromId, toId, marks }) {
      const current = await stored(type, id, true);
      if (!current || current.deleted) return undefined;
      const resource = parseStored(current.text) as unknown as Resource;
      const found = marks ?? pointElsewhere(resource, fromId, toId);
      if (marks ? pointBack(resource, fromId, marks) === 0 : found.length === 0) return undefined;
      await refuseJoined(ctx, ownerOf(resource, id));
      const row = await writeRow(ctx, resource, id, { ifVersion: current.version, deleted: false });
      const [before, after] = [JSON.parse(current.text), JSON.parse(row.text)] as [Resource, Resource];
      await together(async () => {
        for (const one of keepersOf(type)) await (one.moved ?? one.put).call(one, ctx, after, before);
      });
      return { fromVersion: current.version, version: row.stored.version, marks: [...found] };
    },
    async read(type, id) {
      const row = await stored(type, id);
      return row && !row.deleted ? JSON.parse(row.text) : undefined;
    },
    async mustRead(type, id) {
      return (await store.read(type, id)) ?? refuse('notFound', { type, id });
    },
    async readMany(type, ids) {
      if (ids.length === 0) return [];
      const found = await sql<{ content: string }>`
        SELECT content FROM record_resource
        WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ANY(${[...new Set(ids)]}) AND NOT deleted`.execute(
        ctx.db,
      );
      return found.rows.map((row) => JSON.parse(row.content));
    },
    async search(type, query) {
      const rows = await searchRows(ctx, type, query);
      return rows.map((row) => JSON.parse(row.text));
    },
    stored: (type, id) => stored(type, id),
    async version(type, id, version) {
      const current = await stored(type, id);
      if (!current || current.version === version) return current;
      const older = await sql<Stored>`
        SELECT ${columns} FROM record_history
        WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ${id} AND version = ${version}`.execute(
        ctx.db,
      );
      return older.rows[0];
    },
    async history(type, id) {
      const current = await stored(type, id);
      if (!current) return [];
      const older = await sql<Stored>`
        SELECT ${columns} FROM record_history
        WHERE clinic_id = ${ctx.clinic.id} AND type = ${type} AND id = ${id} ORDER BY version DESC`.execute(
        ctx.db,
      );
      return [current, ...older.rows];
    },
    async remove(type, id, options) {
      const current = await stored(type, id, true);
      if (!current || current.deleted) {
        return options?.ifVersion === undefined ? undefined : refuse('versionChanged', { type, id });
      }
      const gone = JSON.parse(current.text) as Resource;
      const empty = { resourceType: gone.resourceType } as Resource;
      const patientId = current.patientId ?? undefined;
      await refuseJoined(ctx, ownerOf(gone, id));
      const row = await writeRow(ctx, empty, id, { ...options, deleted: true, patientId });
      await together(async () => {
        for (const one of keepersOf(type)) await one.remove(ctx, gone);
      });
      return row.stored;
    },
  };
  return store;
}

/** Whose record a resource is written into. */
function ownerOf(resource: Resource, id: string): string[] {
  const patientId = patientOf({ ...resource, id });
  return patientId === undefined ? [] : [patientId];
}

/** A slice's row that others point at, or that points at one which is not there, is a conflict and no fault of ours. */
async function together(keep: () => Promise<void>): Promise<void> {
  try {
    await keep();
  } catch (error) {
    if ((error as { code?: string }).code === '23503') refuse('conflict');
    throw error;
  }
}
