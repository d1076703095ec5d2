import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { addMinutes, epochMsOf, instantOf } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { scheduling } from '../contract.ts';
import { covers } from '../shared/spans.ts';
import { loadAgenda } from './agenda.ts';
import { hasSameDay } from './book-visit.ts';
import { othersNear, requireSuited } from './check-time.ts';
import { takeClaims } from './claims.ts';
import { giveUp } from './holds.ts';
import { numberedOn, type Slot } from './numbers.ts';
import { takeTime, visitTypeInUse, wishFor } from './take-time.ts';

/** The next free number of a provider's day, for who asks ahead and who walks in. */
export const takeNumber: Verb<typeof scheduling, 'takeNumber'> = async (ctx, input) => {
  const { patientId, practitionerId, visitTypeCode, day } = input;
  await mustBePatient(ctx, patientId);
  const type = await visitTypeInUse(ctx, visitTypeCode, practitionerId);
  const wish = await wishFor(ctx, type, { practitionerId, patientId });
  const { all, left } = await numbersOf(ctx, practitionerId, day, visitTypeCode);
  const near = async () => othersNear(ctx, wish, instantOf(all[0]?.from ?? epochMsOf(ctx.now)));
  if (all.length === 0) return ctx.fail('noNumbers', await near());
  const slot = await nextOf(ctx, practitionerId, left);
  if (!slot) return ctx.fail('sessionFull', { quota: all.length, ...(await near()) });
  await requireSuited(ctx, type, { patientId, startsAt: instantOf(slot.from) });
  const taken = await takeTime(ctx, {
    ...{ patientId, visitTypeCode, practitionerId, startsAt: instantOf(slot.from), reason: input.reason },
  });
  const { visitId, roomId, startsAt, endsAt } = taken;
  const sameDay = await hasSameDay(ctx, { visitId, patientId, visitTypeCode, startsAt });
  const visit = { visitId, patientId, practitionerId, roomId, startsAt, endsAt };
  return { ...visit, sequence: 0, sameDay, number: slot.number };
};

/** All numbers of the day, and those that are not over, on leave or under a closure. */
async function numbersOf(
  ctx: Context,
  practitionerId: string,
  day: string,
  visitTypeCode: string,
): Promise<{ all: Slot[]; left: Slot[] }> {
  const agenda = await loadAgenda(ctx, { fromDay: day, toDay: day }, {});
  const all = numberedOn(agenda.hours, practitionerId, day).flatMap((one) => one.slots);
  const open = agenda.openOf(practitionerId, day, visitTypeCode);
  const left = all.filter((one) => one.to > epochMsOf(ctx.now) && covers(open, one));
  return { all, left };
}

/**
 * Takes the first number that nobody has, as a hold of this transaction's own, and gives it up at once: whoever waits
 * for it waits for the commit, and by then it is the visit's.
 */
async function nextOf(
  ctx: Context,
  practitionerId: string,
  slots: readonly Slot[],
): Promise<Slot | undefined> {
  const [first] = slots;
  if (!first) return undefined;
  const holdId = ctx.newId();
  const bounds = { starts_at: instantOf(first.from), ends_at: instantOf(first.to) };
  await ctx.db
    .insertInto('scheduling_hold')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: holdId, actor_id: ctx.actor.id, session_id: null },
      ...{ holder_name: ctx.actor.name, practitioner_id: practitionerId, room_id: null, ...bounds },
      expires_at: addMinutes(ctx.now, 1),
    })
    .execute();
  const options = slots.map(({ from, to }) => {
    return { id: practitionerId, lanes: 1, startsAt: instantOf(from), endsAt: instantOf(to) };
  });
  const span = { startsAt: instantOf(first.from), endsAt: instantOf(first.to) };
  await takeClaims(ctx, { holdId }, [{ kind: 'practitioner', role: 'practitioner', options, ...span }]);
  const row = await ctx.db
    .selectFrom('scheduling_booking')
    .select('starts_at')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('hold_id', '=', holdId)
    .executeTakeFirst();
  await giveUp(ctx, holdId);
  return row && slots.find((one) => one.from === epochMsOf(row.starts_at));
}
