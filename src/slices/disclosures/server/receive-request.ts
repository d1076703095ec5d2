import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { disclosures } from '../contract.ts';
import { lockAuthorisation } from './authorisations.ts';
import { mustBePast, mustBeRange, todayOf } from './patient.ts';
import { dueAt, hearOf, isAccess, keepSteps } from './requests.ts';
import { clocksOf } from './settings.ts';

/** Somebody asks for a part of a chart; from here on the clock runs. */
export const receiveRequest: Verb<typeof disclosures, 'receiveRequest'> = async (ctx, input) => {
  const { patientId } = input;
  await cardOf(ctx, patientId);
  const receivedOn = input.receivedOn ?? todayOf(ctx);
  mustBePast(ctx, 'receivedOn', receivedOn);
  mustBeRange(input);
  if (isAccess(input) && !['patient', 'representative'].includes(input.requesterKind))
    refuseField('basis', 'disclosures_field_accessIsHers');
  if (input.authorisationId) await lockAuthorisation(ctx, input.authorisationId, patientId);
  const clocks = await clocksOf(ctx);
  const row = await ctx.db
    .insertInto('disclosures_request')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: patientId, state: 'received' },
      ...{ requester_kind: input.requesterKind, requester_name: input.requesterName },
      recipient_name: input.recipientName || input.requesterName,
      ...{ recipient_address: input.recipientAddress, purpose: input.purpose, basis: input.basis },
      ...{ parts: input.parts, parts_note: input.partsNote, special: input.special, way: input.way },
      ...{ from_on: input.fromOn ?? null, to_on: input.toOn ?? null, received_on: receivedOn },
      authorisation_id: input.authorisationId ?? null,
      due_at: dueAt(ctx, isAccess(input) ? clocks.access : clocks.other, receivedOn),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepSteps(ctx, row.id, ['received'], '');
  return { patientId, request: await hearOf(ctx, row) };
};
