import type { Encounter } from '@medplum/fhirtypes';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { practitionersOnDuty } from '#slices/scheduling/server/index.ts';
import type { frontDesk } from '../contract.ts';
import { isMain, rankOf } from '../shared/steps.ts';
import { announceCall, endCallOf, mustBePlace, openCall } from './calls.ts';
import { changeEncounter } from './move.ts';
import { passOn } from './tasks.ts';
import { requireOpenVisit, todayOf, visitOf } from './visits.ts';

/**
 * Gives a visit to another provider of today, or sends it on to another counter. The booked time stays as it was: it
 * is what the patient was told, and she is seen in the other one's queue from now on.
 */
export const transferVisit: Verb<typeof frontDesk, 'transferVisit'> = async (ctx, input) => {
  const { visitId, practitionerId, counterId } = input;
  const visit = await requireOpenVisit(ctx, visitId, true);
  if ((practitionerId === undefined) === (counterId === undefined)) {
    return refuseField('practitionerId', 'frontDesk_field_oneTarget');
  }
  if (counterId) {
    await mustBePlace(ctx, { counterId });
    await endCallOf(ctx, visitId);
    await openCall(ctx, visit, { counterId }, 0);
    announceCall(ctx, visit);
    return visit;
  }
  if (isMain(visit.step) && rankOf(visit.step) >= rankOf('withProvider')) return ctx.fail('withProvider');
  const duty = await practitionersOnDuty(ctx, todayOf(ctx));
  const provider = duty.find((one) => one.practitionerId === practitionerId);
  if (!provider) return refuseField('practitionerId', 'frontDesk_field_notOnDuty');
  await endCallOf(ctx, visitId);
  await changeEncounter(ctx, visit, (encounter) => giveTo(encounter, provider));
  const given = await visitOf(ctx, visitId);
  await passOn(ctx, given);
  return given;
};

function giveTo(encounter: Encounter, provider: { practitionerId: string; name: string }): void {
  const individual = {
    reference: `Practitioner/${provider.practitionerId}`,
    display: provider.name,
  };
  const others = (encounter.participant ?? []).filter(
    (one) => !one.individual?.reference?.startsWith('Practitioner/'),
  );
  encounter.participant = [{ individual }, ...others];
}
