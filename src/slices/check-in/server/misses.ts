import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { addMinutes } from '#platform/shared/time.ts';

/** A lobby has people who mistype; a machine that guesses is slowed to sixty tries an hour. */
export const kioskLimit = { misses: 10, minutes: 10 };
/** Birth dates at one link: whoever has to guess gets five of some thirty thousand. */
export const linkLimit = { misses: 5, minutes: 60 * 48 };

/** Whether it has missed too often lately. Held, so that tries at once count one after the other. */
export async function isWorn(ctx: Context, subject: string, limit: typeof kioskLimit): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('check_in_miss')
    .select(['since', 'misses'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('subject', '=', subject)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined && row.misses >= limit.misses && row.since > addMinutes(ctx.now, -limit.minutes);
}

/**
 * Counts a miss and leaves it in the audit trail; the count begins anew once its time is over.
 * @param about what the trail says of it: the visit, or the device where nobody was found
 */
export async function countMiss(
  ctx: Context,
  subject: string,
  limit: typeof kioskLimit,
  about: Parameters<Context['note']>[1],
): Promise<void> {
  ctx.note('checkIn.missed', about);
  await sql`
    INSERT INTO check_in_miss AS m (clinic_id, subject, since, misses)
    VALUES (${ctx.clinic.id}, ${subject}, ${ctx.now}, 1)
    ON CONFLICT (clinic_id, subject) DO UPDATE SET
      misses = CASE WHEN m.since > ${addMinutes(ctx.now, -limit.minutes)} THEN m.misses + 1 ELSE 1 END,
      since = CASE WHEN m.since > ${addMinutes(ctx.now, -limit.minutes)} THEN m.since ELSE excluded.since END
    `.execute(ctx.db);
}
