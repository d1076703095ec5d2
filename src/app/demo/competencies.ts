import type { Context } from '#platform/server/context.ts';
import { addDays, addMonths, dayRange, zonedDay } from '#platform/shared/time.ts';
import { attest, openCompetencies } from '#slices/competencies/server/index.ts';

/** Good for so many more days, by who has it; what is not told is good for half a year. */
const endings: Record<string, Record<string, number>> = {
  // one of each kind to see: due soon, and lapsed yesterday
  clinical: { vaccine: 20 },
  assistant: { sutureRemoval: 6, venipuncture: -1 },
};
const usualDays = 180;

/**
 * The country's competencies, and the people of a demo clinic validated in those that are expected of their jobs; students
 * are at the beginning.
 */
export async function openDemoCompetencies(ctx: Context): Promise<void> {
  await openCompetencies(ctx);
  const today = zonedDay(ctx.now, ctx.clinic.zone);
  const all = await ctx.db
    .selectFrom('competencies_competency')
    .select(['code', 'roles', 'valid_months'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('place')
    .execute();
  const staff = await ctx.db
    .selectFrom('identity_staff')
    .select(['id', 'name', 'roles'])
    .where('clinic_id', '=', ctx.clinic.id)
    .orderBy('login')
    .execute();
  const nurse = staff.find((one) => one.roles.includes('nurse'))?.name ?? '';
  for (const person of staff) {
    const [role = ''] = person.roles;
    if (role === 'student') continue;
    for (const { code, valid_months } of all.filter((one) => one.roles.includes(role))) {
      const until = addDays(today, endings[role]?.[code] ?? usualDays);
      const on = addMonths(until, -valid_months);
      const at = dayRange(on, ctx.clinic.zone).start;
      await attest(ctx, { staffId: person.id, code, by: nurse, method: 'observation', at });
    }
  }
}
