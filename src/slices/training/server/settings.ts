import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Settings, training } from '../contract.ts';

/** CAAHEP asks for at least 160 contact hours; the same is taken for ABHES until the clinic says otherwise. */
const usual: Settings = { caahep: 16_000, abhes: 16_000, none: 0 };

/** Least hours of a practicum in hundredths, by who accredits. */
export async function settingsOf(ctx: Context): Promise<Settings> {
  const row = await ctx.db
    .selectFrom('training_setting')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return usual;
  return { caahep: row.caahep_hundredths, abhes: row.abhes_hundredths, none: row.none_hundredths };
}

export const saveSettings: Verb<typeof training, 'saveSettings'> = async (ctx, input) => {
  const values = {
    ...{ caahep_hundredths: input.caahep, abhes_hundredths: input.abhes, none_hundredths: input.none },
  };
  await ctx.db
    .insertInto('training_setting')
    .values({ clinic_id: ctx.clinic.id, ...values })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(values))
    .execute();
  ctx.emit('training.setChanged', {});
  return input;
};
