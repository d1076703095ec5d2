import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { roster } from '../contract.ts';
import { type RosterSettings, startingSettings } from '../shared/settings.ts';

/** What the clinic laid down, or what its country begins with. */
export async function loadSettings(ctx: Context): Promise<RosterSettings> {
  const row = await ctx.db
    .selectFrom('roster_settings')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .executeTakeFirst();
  if (!row) return startingSettings(ctx.clinic.country);
  return {
    ...{ restMinutes: row.rest_minutes, weekMinutes: row.week_minutes, dayMinutes: row.day_minutes },
    ...{ sixDayMinutes: row.six_day_minutes, restDays: row.rest_days },
    // the table's own checks hold these to the two words
    broken: row.broken as RosterSettings['broken'],
    lastPerson: row.last_person as RosterSettings['lastPerson'],
  };
}

/** Changes the rules; they are seen at once in every week that is open. */
export const saveSettings: Verb<typeof roster, 'saveSettings'> = async (ctx, input) => {
  const row = {
    ...{ rest_minutes: input.restMinutes, week_minutes: input.weekMinutes, day_minutes: input.dayMinutes },
    ...{ six_day_minutes: input.sixDayMinutes, rest_days: input.restDays },
    ...{ broken: input.broken, last_person: input.lastPerson },
  };
  await ctx.db
    .insertInto('roster_settings')
    .values({ clinic_id: ctx.clinic.id, ...row })
    .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(row))
    .execute();
  ctx.emit('roster.setupChanged', {});
  return input;
};
