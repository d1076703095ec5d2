import type { Verb } from '#platform/server/slice.ts';
import { refuse, refuseField } from '#platform/shared/errors.ts';
import { addDays, epochMsOf, zonedDay } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { Context } from '#platform/server/context.ts';
import type { scheduling } from '../contract.ts';
import type { Chain } from '../shared/chain-shapes.ts';
import { factsOf } from './appointment.ts';
import { brokenWords } from './chain-distance.ts';
import { brokenStep, offersOf } from './chain-offers.ts';
import { loadChains, visitsOfChain } from './chain-rows.ts';
import { instantWanted, requireBookable } from './check-time.ts';
import { placed } from './numbers.ts';
import { takeTime, visitTypeInUse, wishFor } from './take-time.ts';

/** Ways through a chain: a time for every step, the distances kept. */
export const chainTimes: Verb<typeof scheduling, 'chainTimes'> = async (ctx, input) => {
  await mustBePatient(ctx, input.patientId);
  const chain = await chainInUse(ctx, input.chainId);
  return offersOf(ctx, chain.steps, input);
};

async function chainInUse(ctx: Context, chainId: string): Promise<Chain> {
  const chain = (await loadChains(ctx)).find((one) => one.id === chainId);
  if (!chain) return refuse('notFound', { type: 'scheduling_chain', id: chainId });
  if (!chain.active) return refuseField('chainId', 'scheduling_field_unknownChain');
  return chain;
}

/** Books a time for each step of a chain: all of them, or none where one of them cannot be had. */
export const bookChain: Verb<typeof scheduling, 'bookChain'> = async (ctx, input) => {
  const { patientId } = input;
  await mustBePatient(ctx, patientId);
  const chain = await chainInUse(ctx, input.chainId);
  if (input.steps.length !== chain.steps.length) refuseField('steps', 'scheduling_field_everyStep');
  const chainId = ctx.newId();
  const booked = [];
  let [daysSoFar, endMs]: [string[], number] = [[], 0];
  for (const [place, step] of chain.steps.entries()) {
    const wanted = input.steps[place];
    if (!wanted) return refuseField('steps', 'scheduling_field_everyStep');
    const { practitionerId } = wanted;
    const { visitTypeCode, fromDays, toDays } = step;
    const type = await visitTypeInUse(ctx, visitTypeCode, practitionerId);
    const wish = await wishFor(ctx, type, { practitionerId, patientId });
    const at = await instantWanted(ctx, wanted.when, wish);
    const { startsAt, endsAt } = await placed(ctx, practitionerId, at, wish.durationMinutes);
    const day = zonedDay(startsAt, ctx.clinic.zone);
    daysSoFar = [...daysSoFar, day];
    if (brokenStep(chain.steps, daysSoFar) !== undefined || epochMsOf(startsAt) < endMs) {
      const before = daysSoFar.at(-2) ?? day;
      const days = { fromDay: addDays(before, fromDays), toDay: addDays(before, toDays) };
      const visitType = ctx.language === 'id' ? type.labelId : type.labelEn;
      const broken = [{ visitId: null, step: place + 1, visitType, ...days }];
      return ctx.fail('distanceBroken', { broken, which: brokenWords(ctx, broken) });
    }
    endMs = epochMsOf(endsAt);
    const visit = { practitionerId, patientId, startsAt, endsAt };
    await requireBookable(ctx, wish, visit, { type, outsideHours: false });
    const taken = await takeTime(ctx, {
      ...{ patientId, visitTypeCode, practitionerId, startsAt, reason: input.reason },
      chain: { chainId, step: place + 1, fromDays, toDays },
    });
    booked.push({ ...taken, visitTypeCode, practitionerId });
  }
  return { patientId, chainId, booked };
};

/** The visits that a booking was booked together with, in the order of the steps; none where it stands alone. */
export const chainOf: Verb<typeof scheduling, 'chainOf'> = async (ctx, { visitId }) => {
  const facts = factsOf(await ctx.record.mustRead('Appointment', visitId));
  if (!facts) return refuse('notFound', { type: 'Appointment', id: visitId });
  const visits = facts.chain ? await visitsOfChain(ctx, facts.chain.chainId, facts.patientIds[0]) : [];
  return { patientId: facts.patientIds[0] ?? null, visits };
};
