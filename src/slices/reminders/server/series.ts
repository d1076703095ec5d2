import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { noticeDue } from '../shared/cascade.ts';
import { type Booked, bookedVisit } from './booking.ts';
import { isAhead, type Other, othersOf } from './series-visits.ts';
import { cascadeOf, type Settings } from './settings.ts';
import { obsoleteBecause } from './stop.ts';
import { visitToTell, withSeries } from './told.ts';

/**
 * Whether another visit of the same series confirms this one too: one that has done so, or the first that is still to
 * be confirmed. Who booked ten visits in one act is written to once.
 */
export async function isToldBySeries(ctx: Context, settings: Settings, booked: Booked): Promise<boolean> {
  const others = await othersOf(ctx, booked);
  if (await isTold(ctx, others)) return true;
  for (const one of others) {
    if (one.startsAt >= booked.startsAt) return false;
    const visit = isAhead(ctx, one) && (await bookedVisit(ctx, one.visitId));
    if (!visit) continue;
    const due = noticeDue(await visitToTell(ctx, visit), cascadeOf(settings.rules), ctx.now);
    if (due?.kind === 'confirmation') return true;
  }
  return false;
}

/** Takes the mark away where what was to tell of the series was stopped before it went out: nobody was told. */
export async function dropLooseMark(ctx: Context, booked: Booked): Promise<void> {
  if (!booked.seriesId) return;
  const mark = await ctx.db
    .selectFrom('reminders_message')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', booked.visitId)
    .where('code', '=', withSeries)
    .executeTakeFirst();
  if (!mark || (await isTold(ctx, await othersOf(ctx, booked)))) return;
  await ctx.db
    .deleteFrom('reminders_message')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', booked.visitId)
    .where('code', '=', withSeries)
    .execute();
  ctx.emit('reminders.messageChanged', { patientId: booked.patientId, visitId: booked.visitId });
}

/** Whether a confirmation of one of them went out, is on its way, or was said to be needless by a person. */
async function isTold(ctx: Context, others: readonly Other[]): Promise<boolean> {
  if (others.length === 0) return false;
  const rows = await ctx.db
    .selectFrom('reminders_message')
    .select(['visit_id', 'kind', 'starts_at', 'state'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('visit_id', '=', sql<string>`ANY(${others.map((one) => one.visitId)})`)
    .where('kind', '=', 'confirmation')
    .where((e) => e.or([e('state', '<>', 'stopped'), e('code', '=', 'notNeeded')]))
    .execute();
  for (const row of rows) {
    if (row.state !== 'waiting' && row.state !== 'toHand') return true;
    if (!obsoleteBecause(ctx, row, await bookedVisit(ctx, row.visit_id))) return true;
  }
  return false;
}
