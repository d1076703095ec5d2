import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { amendments } from '../contract.ts';
import { dueAt } from '../shared/rules.ts';
import { keepParties } from './parties.ts';
import { todayOf } from './patient.ts';
import { askNext, keepStep } from './requests.ts';
import { clocksOf } from './settings.ts';

/** Her paper came in; from here on the clock runs. */
export const receiveRequest: Verb<typeof amendments, 'receiveRequest'> = async (ctx, input) => {
  const { patientId, requesterKind, authority } = input;
  await cardOf(ctx, patientId);
  const receivedOn = input.receivedOn ?? todayOf(ctx);
  if (receivedOn > todayOf(ctx)) refuseField('receivedOn', 'amendments_field_future');
  if (requesterKind === 'representative' && authority === '')
    refuseField('authority', 'amendments_field_authorityNeeded');
  const { answer } = await clocksOf(ctx);
  const row = await ctx.db
    .insertInto('amendments_request')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: ctx.newId(), patient_id: patientId, state: 'received' },
      ...{ content: input.content, requester_kind: requesterKind, requester_name: input.requesterName },
      ...{ authority, place: input.place, wanted: input.wanted, why: input.why },
      ...{ received_on: receivedOn, due_at: dueAt(answer, receivedOn, { now: ctx.now, ...ctx.clinic }) },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await keepStep(ctx, row.id, 'received', '');
  await keepParties(ctx, row.id, 'named', input.named);
  return askNext(ctx, row);
};
