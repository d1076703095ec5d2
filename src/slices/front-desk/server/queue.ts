import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Settings, VisitState } from '../contract.ts';

/** The letter of a visit's queue, as the clinic has set it up; `A` for what it does not name. */
export function letterOf(
  settings: Settings,
  visit: Pick<VisitState, 'visitTypeCode'>,
  payerKind: string,
): string {
  const by = { none: undefined, visitType: visit.visitTypeCode, payerKind }[settings.queueBy];
  return (by && settings.queueLetters[by]) || 'A';
}

/** The next number of the day and letter, e.g. `A-017`. The row stays locked until the commit: no gap and no double. */
export async function nextQueueNumber(ctx: Context, day: string, letter: string): Promise<string> {
  const { rows } = await sql<{ last_number: number }>`
    INSERT INTO front_desk_queue AS q (clinic_id, day, letter, last_number)
    VALUES (${ctx.clinic.id}, ${day}, ${letter}, 1)
    ON CONFLICT (clinic_id, day, letter) DO UPDATE SET last_number = q.last_number + 1
    RETURNING last_number`.execute(ctx.db);
  return `${letter}-${String(rows[0]?.last_number ?? 1).padStart(3, '0')}`;
}
