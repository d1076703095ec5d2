import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuse } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures, HoldView } from '../contract.ts';

type Disclosures = typeof disclosures;
type HoldRow = Selectable<Tables['disclosures_hold']>;

/** A court, a claim or an inspection: nothing of this chart may be destroyed until the hold is lifted. */
export const placeHold: Verb<Disclosures, 'placeHold'> = async (ctx, { patientId, reason }) => {
  await cardOf(ctx, patientId);
  const row = await ctx.db
    .insertInto('disclosures_hold')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: patientId, reason },
      ...{ placed_at: ctx.now, placed_by: ctx.actor.name },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  ctx.emit('disclosures.changed', { patientId });
  return { patientId, hold: holdView(row) };
};

export const liftHold: Verb<Disclosures, 'liftHold'> = async (ctx, { holdId, reason }) => {
  const found = await ctx.db
    .selectFrom('disclosures_hold')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', holdId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return refuse('notFound', { type: 'Hold', id: holdId });
  if (found.lifted_at) return ctx.fail('alreadyLifted');
  const row = await ctx.db
    .updateTable('disclosures_hold')
    .set({ lifted_at: ctx.now, lifted_by: ctx.actor.name, lift_reason: reason })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', holdId)
    .returningAll()
    .executeTakeFirstOrThrow();
  ctx.emit('disclosures.changed', { patientId: row.patient_id });
  return { patientId: row.patient_id, hold: holdView(row) };
};

/** Holds of a chart, the newest first. */
export async function holdsOf(ctx: Context, patientId: string): Promise<HoldView[]> {
  const rows = await ctx.db
    .selectFrom('disclosures_hold')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('patient_id', '=', patientId)
    .orderBy('id', 'desc')
    .execute();
  return rows.map(holdView);
}

function holdView(row: HoldRow): HoldView {
  const { lifted_at: at, lifted_by: by, lift_reason: reason } = row;
  return {
    ...{ holdId: row.id, reason: row.reason, placedAt: row.placed_at, placedBy: row.placed_by },
    lifted: at ? { at, by: by ?? '', reason: reason ?? '' } : null,
  };
}
