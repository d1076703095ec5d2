import { sql } from 'kysely';
import { withClient } from '#platform/server/db/roles.ts';
import { addDays, addMinutes } from '#platform/shared/time.ts';
import { makeDoor, newSecretText } from '#slices/reminders/server/index.ts';
import { call } from './call.ts';
import { nobody } from './lobby.ts';
import { bookOnline } from './online.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** Two bookings of nobody's yet: what is taken back of the one stays called off of the other, and a link to nothing opens nothing. */
export async function tryBookedOnline(ground: Ground): Promise<void> {
  const [first, second] = [await booked(ground, 46), await booked(ground, 47)];
  const cancel = ({ visitId }: { visitId: string }) =>
    call(ground, 'scheduling.cancelBooking', { visitId, reason: 'asked for', askedBy: 'clinic' }, '');
  const restore = ({ visitId }: { visitId: string }) =>
    call(ground, 'scheduling.restoreBooking', { visitId }, '');
  // each once: which row of two would be found first nobody knows
  await cancel(first);
  await mustBe(ground, [first, second], 'cancelled,booked');
  await restore(first);
  await cancel(second);
  await mustBe(ground, [first, second], 'booked,cancelled');
  await cancel(first);
  await restore(second);
  await mustBe(ground, [first, second], 'cancelled,booked');
  await cancel(second);
  await restore(first);
  await mustBe(ground, [first, second], 'booked,cancelled');
  await tryLinkToNothing(ground, second.requestId);
}

async function mustBe(ground: Ground, both: readonly { requestId: string }[], due: string): Promise<void> {
  const ids = both.map(({ requestId }) => requestId);
  const states = await ground.world.clinic.inside(async ({ db }) => {
    const { rows } = await sql<{ state: string }>`SELECT state FROM self_booking_request
      WHERE id = ANY (${ids}::uuid[]) ORDER BY starts_at`.execute(db);
    return rows.map(({ state }) => state).join();
  });
  if (states !== due) ground.findings.fault(`scheduling.restoreBooking: requests are ${states}, not ${due}`);
}

/** Somebody who booked online and confirmed, so many days from now. */
function booked({ world }: Ground, days: number): Promise<{ visitId: string; requestId: string }> {
  const { clinic, own, canary, day } = world;
  const [visitTypeCode, practitionerId] = [of(own, 'visitTypeCode'), of(own, 'practitionerId')];
  const about = { canary, visitTypeCode, practitionerId };
  return clinic.inside((ctx) => bookOnline(ctx, about, `${addDays(day, days)}T05:00:00Z`));
}

/** The door stands, and what it opened is gone. */
async function tryLinkToNothing(ground: Ground, requestId: string): Promise<void> {
  const { clinic } = ground.world;
  const token = newSecretText();
  await clinic.inside((ctx) =>
    makeDoor(ctx, {
      ...{ secret: token, purpose: 'selfBooking', subject: requestId },
      expiresAt: addMinutes(ctx.now, 60),
    }),
  );
  await withClient(clinic.database.superuserUrl, async (client) => {
    await client.query('SET session_replication_role = replica');
    await client.query('DELETE FROM self_booking_request WHERE id = $1', [requestId]);
  });
  await call(ground, 'selfBooking.openLink', { token }, '', 'selfBooking.linkNotGood', nobody);
}
