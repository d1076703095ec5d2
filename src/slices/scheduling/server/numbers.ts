import type { Context } from '#platform/server/context.ts';
import { addMinutes, epochMsOf, instantOf, zonedDay } from '#platform/shared/time.ts';
import type { Span } from '../shared/spans.ts';
import { loadHours } from './load-setup.ts';
import { type Hours, sessionsOn } from './rules.ts';

const minuteMs = 60_000;

/** A number of a session with the stretch of time that is predicted for it. */
export interface Slot extends Span {
  number: number;
}

/**
 * The numbers of a session in order, its time shared out evenly in whole minutes. A number is a stretch of its
 * provider's time, so that the constraint which keeps two from one time keeps two from one number.
 */
export function slotsOf(session: Span, quota: number): Slot[] {
  const minutes = (session.to - session.from) / minuteMs;
  const at = (place: number) => session.from + Math.floor((place * minutes) / quota) * minuteMs;
  return Array.from({ length: quota }, (_, place) => ({
    number: place + 1,
    from: at(place),
    to: at(place + 1),
  }));
}

/** The sessions of numbers of a provider's day, each with its numbers. */
export function numberedOn(hours: Hours, practitionerId: string, day: string): (Span & { slots: Slot[] })[] {
  return sessionsOn(hours, practitionerId, day).flatMap(({ span, quota }) =>
    quota ? [{ ...span, slots: slotsOf(span, quota) }] : [],
  );
}

/** The number in whose stretch an instant lies; undefined in a session of fixed times and outside of all. */
export function slotAt(hours: Hours, practitionerId: string, day: string, atMs: number): Slot | undefined {
  const slots = numberedOn(hours, practitionerId, day).flatMap((one) => one.slots);
  return slots.find((one) => one.from <= atMs && atMs < one.to);
}

/** The same for an instant `startsAt` of the clinic's plans as they are now. */
export async function slotOf(
  ctx: Context,
  practitionerId: string | undefined,
  startsAt: string,
): Promise<Slot | undefined> {
  if (!practitionerId) return undefined;
  const day = zonedDay(startsAt, ctx.clinic.zone);
  return slotAt(await loadHours(ctx, day, day), practitionerId, day, epochMsOf(startsAt));
}

/** When a visit that is wanted at an instant begins and ends: in a session of numbers with the number's own stretch. */
export async function placed(
  ctx: Context,
  practitionerId: string,
  wantedAt: string,
  durationMinutes: number,
): Promise<{ startsAt: string; endsAt: string }> {
  const slot = await slotOf(ctx, practitionerId, wantedAt);
  if (slot) return { startsAt: instantOf(slot.from), endsAt: instantOf(slot.to) };
  const startsAt = instantOf(epochMsOf(wantedAt));
  return { startsAt, endsAt: addMinutes(startsAt, durationMinutes) };
}
