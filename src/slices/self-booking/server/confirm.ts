import type { Context } from '#platform/server/context.ts';
import { epochMsOf, instantOf, minutesBetween, zonedDay } from '#platform/shared/time.ts';
import { endHold, practitionersOnDuty, takeTime, visitTypeOf } from '#slices/scheduling/server/index.ts';
import { askWhose } from './ask-whose.ts';
import { forgotten, type RequestRow, setRequest } from './request-rows.ts';
import { loadSettings } from './settings.ts';

/**
 * Books what is held: the hold is given back and its time taken in this one transaction, so that nobody can come between.
 * @returns `late` where the time was let go, `gone` where the clinic does not offer it any more
 */
export async function confirmRequest(
  ctx: Context,
  row: RequestRow,
): Promise<'booked' | 'already' | 'late' | 'gone' | 'notOpen'> {
  if (row.state === 'booked' || row.state === 'matched') return 'already';
  if (row.state === 'expired') return 'late';
  if (row.state !== 'held' || row.hold_id === null) return row.state === 'gone' ? 'gone' : 'notOpen';
  const late = epochMsOf(row.until) <= epochMsOf(ctx.now);
  await endHold(ctx, row.hold_id);
  if (late || !(await isStillOffered(ctx, row))) {
    const state = late ? 'expired' : 'gone';
    await setRequest(ctx, row.id, { state, ended_at: ctx.now, ...forgotten });
    return late ? 'late' : 'gone';
  }
  const startsAt = instantOf(epochMsOf(row.starts_at));
  const { visitId } = await takeTime(ctx, {
    ...{ patientId: undefined, visitTypeCode: row.visit_type_code, practitionerId: row.practitioner_id },
    ...{ startsAt, reason: row.reason },
  });
  await setRequest(ctx, row.id, {
    ...{ state: 'booked', visit_id: visitId, hold_id: null, confirmed_at: ctx.now },
  });
  await askWhose(ctx, visitId, startsAt);
  return 'booked';
}

/** Whether the clinic would still offer it: nobody has shut the page or the type, or blocked those hours, meanwhile. */
async function isStillOffered(ctx: Context, row: RequestRow): Promise<boolean> {
  const settings = await loadSettings(ctx);
  const type = await visitTypeOf(ctx, row.visit_type_code);
  const chosen =
    settings.active &&
    settings.visitTypeCodes.includes(row.visit_type_code) &&
    settings.practitionerIds.includes(row.practitioner_id);
  if (!chosen || !type?.active) return false;
  if (type.practitionerIds.length > 0 && !type.practitionerIds.includes(row.practitioner_id)) return false;
  // a length that was changed meanwhile was not held
  if (minutesBetween(row.starts_at, row.ends_at) < type.durationMinutes) return false;
  const startsAt = instantOf(epochMsOf(row.starts_at));
  const onDuty = await practitionersOnDuty(ctx, zonedDay(startsAt, ctx.clinic.zone), row.visit_type_code);
  const open = onDuty.find((one) => one.practitionerId === row.practitioner_id)?.open ?? [];
  const [from, to] = [epochMsOf(row.starts_at), epochMsOf(row.ends_at)];
  return open.some((one) => epochMsOf(one.startsAt) <= from && epochMsOf(one.endsAt) >= to);
}
