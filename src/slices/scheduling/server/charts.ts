import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { ChartPair, ChartTables } from '#platform/server/record/chart-tables.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf } from '#platform/shared/time.ts';

/** What becomes of this duty's rows when two charts of one person are joined. */
export const charts: ChartTables = {
  follow: ['scheduling_visit'],
  objections: sameTime,
};

/** One person is in one place at a time: bookings of both charts that overlap would stand in each other's way. */
async function sameTime(ctx: Context, { survivorId, otherId, act }: ChartPair): Promise<string[]> {
  if (act === 'part') return [];
  const { rows } = await sql<{ starts_at: string }>`
    SELECT greatest(a.starts_at, b.starts_at) AS starts_at FROM scheduling_booking a
    JOIN scheduling_booking b ON b.clinic_id = a.clinic_id AND b.resource_kind = 'patient'
      AND b.resource_id = ${otherId} AND b.starts_at < a.ends_at AND b.ends_at > a.starts_at
    WHERE a.clinic_id = ${ctx.clinic.id} AND a.resource_kind = 'patient' AND a.resource_id = ${survivorId}
    ORDER BY 1 LIMIT 1`.execute(ctx.db);
  const [first] = rows;
  if (!first) return [];
  const when = new Intl.DateTimeFormat(localeFor(ctx.language), {
    ...{ dateStyle: 'medium', timeStyle: 'short', timeZone: ctx.clinic.zone },
  }).format(epochMsOf(first.starts_at));
  return [words(ctx.language, 'scheduling_objection_sameTime', { when })];
}
