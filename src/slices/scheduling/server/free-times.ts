import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, daysBetween } from '#platform/shared/time.ts';
import type { Context } from '#platform/server/context.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { languagesOf } from '#slices/workforce/server/index.ts';
import type { FreeTime, Provider, scheduling, VisitType } from '../contract.ts';
import { type Facts, factsOf } from './appointment.ts';
import { distancesKept } from './chain-distance.ts';
import { type FoundTime, freeTimeOf, findTimes } from './find-times.ts';
import { wishToMove } from './move-booking.ts';
import { loadProviders } from './own.ts';
import { isGivenBy, type Service, serviceInUse, serviceOf } from './parts.ts';
import { unsuitedFor } from './rules.ts';
import { timesAt } from './times-at.ts';
import { wishOf } from './wish.ts';

const mostDays = 62;

/** The earliest free times of each part of each day, for a visit type over one provider or all who give it. */
export const freeTimes: Verb<typeof scheduling, 'freeTimes'> = async (ctx, input) => {
  const toDay = input.toDay ?? addDays(input.fromDay, 13);
  if (toDay < input.fromDay || daysBetween(input.fromDay, toDay) > mostDays) {
    return refuseField('toDay', 'scheduling_field_spanOfDays', { days: mostDays });
  }
  const booked = await bookingToMove(ctx, input);
  const type = booked?.type ?? (await serviceInUse(ctx, input.visitTypeCode, input.moreTypeCodes));
  const givers = (await loadProviders(ctx)).filter((one) => isGivenBy(type, one.practitionerId));
  const unsuited = input.patientId ? await unsuitedNow(ctx, type, input.patientId, input.fromDay) : undefined;
  if (unsuited) return { times: [], unsuited };
  const providers = await speaking(
    ctx,
    input.language,
    givers.filter((one) => !input.practitionerId || one.practitionerId === input.practitionerId),
  );
  const { patientId, visitId, holdId } = input;
  const range = { fromDay: input.fromDay, toDay };
  const found = booked
    ? await timesToMove(ctx, booked, providers, range, { along: input.along, holdId })
    : await timesAt(
        ctx,
        input.site,
        await wishOf(ctx, {
          ...{ type, durationMinutes: type.durationMinutes, providers, patientId, visitId, holdId },
        }),
        range,
      );
  const times = found.map((time) => freeTimeOf(time, ctx.clinic.zone));
  const inPart = times.filter((time) => !input.part || time.part === input.part);
  return { times: earliest(inPart, input.perPart), unsuited: null };
};

/** A booking that is being moved, for what it was booked for. */
interface ToMove {
  facts: Facts;
  type: Service;
}

/** The booking that is moved; undefined where there is none, or another visit than hers is asked for. */
async function bookingToMove(
  ctx: Context,
  input: InputOf<typeof scheduling, 'freeTimes'>,
): Promise<ToMove | undefined> {
  if (!input.visitId || input.moreTypeCodes.length > 0) return undefined;
  const stored = await ctx.record.read('Appointment', input.visitId);
  const facts = stored && factsOf(stored);
  if (!facts || facts.visitTypeCode !== input.visitTypeCode) return undefined;
  const type = await serviceOf(ctx, facts);
  return type && { facts, type };
}

/**
 * The times to which a booking can be moved as it is, by the rules of `moveBooking`: of its own length and services, and
 * on days that keep the distances of its chain.
 * @param options.along the steps of its chain after it go along, so only its own distance counts
 */
export async function timesToMove(
  ctx: Context,
  { facts, type }: ToMove,
  providers: readonly Provider[],
  range: { fromDay: string; toDay: string },
  options: { along?: boolean | undefined; holdId?: string | undefined } = {},
): Promise<FoundTime[]> {
  const wish = await wishToMove(ctx, facts, type, providers);
  const isKept = await distancesKept(ctx, facts, options.along ? 'next' : undefined);
  const except = { ...wish.except, holdId: options.holdId };
  const found = await findTimes(ctx, { ...wish, except }, range);
  return found.filter((time) => isKept(time.day));
}

/** Why a visit type is not for a patient on a day; undefined where it is. */
export async function unsuitedNow(ctx: Context, type: VisitType, patientId: string, day: string) {
  const patient = (await patientCard(ctx, [patientId])).get(patientId);
  return patient && unsuitedFor(type, { sex: patient.sex ?? 'unknown', birthDate: patient.birthDate }, day);
}

/** Of whom no language is known she stays: most clinics never enter one. */
async function speaking(
  ctx: Context,
  language: string | undefined,
  providers: readonly Provider[],
): Promise<Provider[]> {
  if (!language) return [...providers];
  const spoken = await languagesOf(
    ctx,
    providers.map((one) => one.practitionerId),
  );
  return providers.filter((one) => spoken.get(one.practitionerId)?.includes(language) ?? true);
}

function earliest(times: readonly FreeTime[], perPart: number): FreeTime[] {
  const counts = new Map<string, number>();
  return times.filter((time) => {
    const key = `${time.day} ${time.part}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= perPart;
  });
}
