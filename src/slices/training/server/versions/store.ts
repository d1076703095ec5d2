import type { Context } from '#platform/server/context.ts';
import { refuse } from '#platform/shared/errors.ts';
import type { Programme, Rung, Template, VersionedList } from '#slices/training/contract.ts';

/** What each list keeps of a version. */
export interface Definitions {
  programme: Omit<Programme, 'code'>;
  rung: Omit<Rung, 'code'>;
  template: Omit<Template, 'code'>;
}

/** Keeps a version as it is from now on. */
export async function keepVersion<List extends VersionedList>(
  ctx: Context,
  one: { list: List; code: string; version: number; definition: Definitions[List] },
): Promise<void> {
  const { list, code, version, definition } = one;
  await ctx.db
    .insertInto('training_version')
    .values({
      ...{ clinic_id: ctx.clinic.id, list, code, version, definition: JSON.stringify(definition) },
      ...{ changed_at: ctx.now, changed_by: ctx.actor.kind === 'staff' ? ctx.actor.name : '' },
    })
    .execute();
}

export interface StoredVersion<List extends VersionedList> {
  version: number;
  definition: Definitions[List];
  at: string;
  by: string;
}

/** Every version of one row, the newest first. */
export async function versionsOf<List extends VersionedList>(
  ctx: Context,
  list: List,
  code: string,
): Promise<StoredVersion<List>[]> {
  const rows = await ctx.db
    .selectFrom('training_version')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('list', '=', list)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    // written by `keepVersion` alone, from what the contract has parsed
    ...{ version: row.version, definition: row.definition as unknown as Definitions[List] },
    ...{ at: row.changed_at, by: row.changed_by },
  }));
}

/** One version of a row. @throws Refusal `notFound` */
export async function mustFindVersion<List extends VersionedList>(
  ctx: Context,
  list: List,
  code: string,
  version: number,
): Promise<Definitions[List]> {
  const found = (await versionsOf(ctx, list, code)).find((one) => one.version === version);
  return found?.definition ?? refuse('notFound', { type: 'Version', id: `${code} ${version}` });
}
