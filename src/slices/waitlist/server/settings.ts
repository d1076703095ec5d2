import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { Settings, waitlist } from '../contract.ts';

/** Half an hour to answer, two weeks ahead, three unanswered offers, until the clinic says otherwise. */
const usual: Settings = { active: true, offerMinutes: 30, lookAheadDays: 14, mostUnanswered: 3 };

/** The clinic's rules for its wait list. */
export async function loadSettings(ctx: Context): Promise<Settings> {
  const row = await ctx.db
    .selectFrom('waitlist_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return usual;
  return {
    active: row.active,
    offerMinutes: row.offer_minutes,
    lookAheadDays: row.look_ahead_days,
    mostUnanswered: row.most_unanswered,
  };
}

export const settings: Verb<typeof waitlist, 'settings'> = (ctx) => loadSettings(ctx);

export const saveSettings: Verb<typeof waitlist, 'saveSettings'> = async (ctx, given) => {
  const row = {
    active: given.active,
    offer_minutes: given.offerMinutes,
    look_ahead_days: given.lookAheadDays,
    most_unanswered: given.mostUnanswered,
  };
  await ctx.db
    .insertInto('waitlist_settings')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('waitlist.changed', {});
  return given;
};
