import { sql } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import { addDays } from '#platform/shared/time.ts';
import { takeTime } from '#slices/scheduling/server/index.ts';
import type { TestClinic } from '../clinic.ts';
import type { Ids } from './patient.ts';

/**
 * Somebody whom nobody has matched yet has booked on the public page, and was written to. The page itself is off: it is of the
 * clinic, and what stands behind it has tests of its own.
 */
export function bookedOnline(
  clinic: TestClinic,
  about: { canary: string; practitionerId: string; visitTypeCode: string; day: string },
): Promise<Ids> {
  const { canary, day } = about;
  return clinic.inside(async (ctx) => {
    const id = ctx.clinic.id;
    const { requestId, startsAt } = await bookOnline(ctx, about, `${addDays(day, 44)}T05:00:00Z`);
    await sql`INSERT INTO self_booking_settings
      VALUES (${id}, false, '{}', '{}', 30, 120, 30, 3, 20, 20, 6)`.execute(ctx.db);
    await sql`INSERT INTO reminders_letter (clinic_id, id, channel, address, subject, text, until, state, created_at, ended_at)
      VALUES (${id}, ${ctx.newId()}, 'email', 'x@example.test', ${canary}, ${canary}, ${startsAt}, 'accepted', ${ctx.now},
        ${ctx.now})`.execute(ctx.db);
    await sql`INSERT INTO reminders_silent VALUES (${id}, 'sms', '+6281200000000', ${ctx.now})`.execute(
      ctx.db,
    );
    return { requestId };
  });
}

/** A confirmed booking without a chart at a time that is free. */
export async function bookOnline(
  ctx: Context,
  about: { canary: string; practitionerId: string; visitTypeCode: string },
  at: string,
): Promise<{ requestId: string; visitId: string; startsAt: string }> {
  const { canary, practitionerId, visitTypeCode } = about;
  const wanted = { visitTypeCode, practitionerId, startsAt: at, patientId: undefined, reason: canary };
  const { visitId, startsAt, endsAt } = await takeTime(ctx, wanted);
  const requestId = ctx.newId();
  await sql`INSERT INTO self_booking_request (clinic_id, id, attempt_id, visit_type_code, practitioner_id, starts_at, ends_at,
      until, visit_id, language, name, birth_date, email, reason, asked_from, state, asked_at, confirmed_at)
    VALUES (${ctx.clinic.id}, ${requestId}, ${ctx.newId()}, ${visitTypeCode}, ${practitionerId}, ${startsAt}, ${endsAt},
      ${startsAt}, ${visitId}, 'en', ${`${canary} Online`}, '1984-02-29', 'x@example.test', ${canary}, '192.0.2.1', 'booked',
      ${ctx.now}, ${ctx.now})`.execute(ctx.db);
  return { requestId, visitId, startsAt };
}
