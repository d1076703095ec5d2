import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, daysBetween } from '#platform/shared/time.ts';
import type { Context } from '#platform/server/context.ts';
import { patientCard } from '#slices/records/server/index.ts';
import { languagesOf } from '#slices/workforce/server/index.ts';
import type { FreeTime, Provider, scheduling, VisitType } from '../contract.ts';
import { factsOf } from './appointment.ts';
import { findTimes, freeTimeOf } from './find-times.ts';
import { loadProviders } from './own.ts';
import { isGivenBy, type Service, serviceInUse, serviceOf } from './parts.ts';
import { unsuitedFor } from './rules.ts';
import { wishOf } from './wish.ts';

const mostDays = 62;

/** The earliest free times of each part of each day, for a visit type over one provider or all who give it. */
export const freeTimes: Verb<typeof scheduling, 'freeTimes'> = async (ctx, input) => {
  const toDay = input.toDay ?? addDays(input.fromDay, 13);
  if (toDay < input.fromDay || daysBetween(input.fromDay, toDay) > mostDays) {
    return refuseField('toDay', 'scheduling_field_spanOfDays', { days: mostDays });
  }
  const type = await wantedService(ctx, input);
  const givers = (await loadProviders(ctx)).filter((one) => isGivenBy(type, one.practitionerId));
  const unsuited = input.patientId ? await unsuitedNow(ctx, type, input.patientId, input.fromDay) : undefined;
  if (unsuited) return { times: [], unsuited };
  const wish = await wishOf(ctx, {
    type,
    durationMinutes: type.durationMinutes,
    providers: await speaking(
      ctx,
      input.language,
      givers.filter((one) => !input.practitionerId || one.practitionerId === input.practitionerId),
    ),
    patientId: input.patientId,
    visitId: input.visitId,
    holdId: input.holdId,
  });
  const found = await findTimes(ctx, wish, { fromDay: input.fromDay, toDay });
  const times = found.map((time) => freeTimeOf(time, ctx.clinic.zone));
  const inPart = times.filter((time) => !input.part || time.part === input.part);
  return { times: earliest(inPart, input.perPart), unsuited: null };
};

/** What a visit that is being moved was booked for; else the services that are asked for. */
async function wantedService(ctx: Context, input: InputOf<typeof scheduling, 'freeTimes'>): Promise<Service> {
  const asked = await serviceInUse(ctx, input.visitTypeCode, input.moreTypeCodes);
  if (!input.visitId || input.moreTypeCodes.length > 0) return asked;
  const booked = await ctx.record.read('Appointment', input.visitId);
  const facts = booked && factsOf(booked);
  if (!facts || facts.parts.length === 0 || facts.visitTypeCode !== input.visitTypeCode) return asked;
  return (await serviceOf(ctx, facts)) ?? asked;
}

async function unsuitedNow(ctx: Context, type: VisitType, patientId: string, day: string) {
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
