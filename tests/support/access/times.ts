import { sql } from 'kysely';
import { addDays } from '#platform/shared/time.ts';
import { scheduling } from '#slices/scheduling/contract.ts';
import { call } from './call.ts';
import { of } from './patient.ts';
import type { Ground } from './verb-matrix.ts';

/** A number is the visit's that was booked with it, and a time that somebody holds is given back by herself alone. */
export async function tryTimes(ground: Ground): Promise<void> {
  const { clinic, own, otherPatient, day } = ground.world;
  const practitionerId = of(own, 'practitionerId');
  const numbered = addDays(day, 30);
  const weekday = new Date(`${numbered}T12:00:00Z`).getUTCDay() || 7;
  const { id: hoursId } = await clinic.as('manager').call(scheduling, 'saveHours', {
    ...{ practitionerId, validFrom: numbered, validTo: numbered },
    sessions: [{ weekday, from: '17:00', to: '20:00', quota: 18 }],
  });
  const wish = { visitTypeCode: of(own, 'visitTypeCode'), practitionerId };
  for (const [nth, ids] of [own, otherPatient].entries()) {
    const booking = { ...wish, patientId: of(ids, 'patientId'), when: { day: numbered, time: `17:${nth}0` } };
    await call(ground, 'scheduling.bookVisit', booking, `"number":${nth + 1}`);
  }
  const held = { ...wish, patientId: of(own, 'patientId'), when: { day: numbered, time: '17:20' } };
  const [first, second] = ground.callers.filter(
    ({ kind, holds }) => kind === 'staff' && holds('scheduling.book'),
  );
  if (!second) throw new Error('only one may book');
  const { body } = await call(ground, 'scheduling.holdTime', held, 'holdId', undefined, first);
  await call(ground, 'scheduling.releaseHold', { holdId: body.holdId }, '', undefined, second);
  const left = await clinic.inside((ctx) =>
    sql`SELECT 1 FROM scheduling_hold WHERE id = ${body.holdId}`.execute(ctx.db),
  );
  if (left.rows.length !== 1) ground.findings.fault('scheduling.releaseHold: gives back what another holds');
  await call(ground, 'scheduling.releaseHold', { holdId: body.holdId }, '', undefined, first);
  await clinic.as('manager').call(scheduling, 'removeHours', { id: hoursId });
}
