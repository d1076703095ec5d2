import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { amendments } from '../contract.ts';
import { extendedDue, mayExtend } from '../shared/rules.ts';
import type { State } from '../shared/codes.ts';
import { dayOf, mustBeBetween } from './patient.ts';
import { askNext, lockRequest, setRequest } from './requests.ts';
import { clocksOf } from './settings.ts';

/**
 * Once, and only where the patient was told within the first span, in writing, why and until when: 45 CFR 164.526
 * (b)(2)(ii).
 */
export const extendRequest: Verb<typeof amendments, 'extendRequest'> = async (ctx, input) => {
  const { reason, toldOn } = input;
  const row = await lockRequest(ctx, input.requestId, 'extend');
  if (row.extended_at) return ctx.fail('extendedAlready');
  const clocks = await clocksOf(ctx);
  if (!mayExtend({ state: row.state as State, extended: false }, clocks, ctx.clinic.country))
    return ctx.fail('noExtension');
  mustBeBetween(ctx, 'toldOn', toldOn, row.received_on);
  if (toldOn > dayOf(ctx, row.due_at)) refuseField('toldOn', 'amendments_field_toldTooLate');
  const next = await setRequest(ctx, row.id, {
    ...{ due_at: extendedDue(row.due_at, clocks.extensionDays, ctx.clinic.zone), extended_at: ctx.now },
    ...{ extension_reason: reason, extension_told_on: toldOn },
  });
  ctx.note('amendments.extended', { patientId: row.patient_id, details: { reason, toldOn } });
  return askNext(ctx, next);
};
