import { sql } from 'kysely';
import type { Verb } from '#platform/server/slice.ts';
import { refuseWithout } from '#platform/server/http/run-act.ts';
import type { Kind, movingIn, Overview } from '../contract.ts';
import { countRows, loadImport } from './load-import.ts';
import { rulesOf } from './rules-of.ts';

const mostListed = 50;

export const openFile: Verb<typeof movingIn, 'openFile'> = async (ctx, { kind, fileName }) => {
  await refuseWithout(ctx, { action: rulesOf(kind).right });
  const importId = ctx.newId();
  await ctx.db
    .insertInto('moving_in_import')
    .values({
      ...{ clinic_id: ctx.clinic.id, import_id: importId, kind, file_name: fileName, state: 'opened' },
      ...{ opened_at: ctx.now, opened_by: ctx.actor.name },
    })
    .execute();
  return { importId };
};

export const addPart: Verb<typeof movingIn, 'addPart'> = async (ctx, { importId, place, bytes }) => {
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state !== 'opened') ctx.fail('tooLate');
  const row = { bytes: Buffer.from(bytes, 'base64') };
  await ctx.db
    .insertInto('moving_in_part')
    .values({ clinic_id: ctx.clinic.id, import_id: importId, place, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'import_id', 'place']).doUpdateSet(row))
    .execute();
  return {};
};

export const discard: Verb<typeof movingIn, 'discard'> = async (ctx, { importId }) => {
  const row = await ctx.db
    .selectFrom('moving_in_import')
    .select('import_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .executeTakeFirst();
  // a retry, or somebody else was faster
  if (!row) return {};
  const one = await loadImport(ctx, importId, 'lock');
  if (one.state !== 'opened' && one.state !== 'read') ctx.fail('tooLate');
  await ctx.db
    .deleteFrom('moving_in_import')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('import_id', '=', importId)
    .execute();
  ctx.emit('movingIn.changed', { importId });
  return {};
};

export const imports: Verb<typeof movingIn, 'imports'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('moving_in_import')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('opened_at', 'desc')
    .orderBy(sql`import_id`, 'desc')
    .limit(mostListed)
    .execute();
  const list = [];
  for (const row of rows) {
    const counts = await countRows(ctx, row.import_id);
    list.push({
      importId: row.import_id,
      kind: row.kind as Kind,
      fileName: row.file_name,
      state: row.state as Overview['state'],
      openedAt: row.opened_at,
      openedBy: row.opened_by,
      rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts,
    });
  }
  return { imports: list };
};
