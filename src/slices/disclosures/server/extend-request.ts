import type { Verb } from '#platform/server/slice.ts';
import type { disclosures } from '../contract.ts';
import { extendedDue, hearOf, lockRequest, mayExtend, setRequest } from './requests.ts';
import { clocksOf } from './settings.ts';

/** Once, and with the notice that says why and until when (45 CFR 164.524 (b)(2)(iii)). */
export const extendRequest: Verb<typeof disclosures, 'extendRequest'> = async (ctx, input) => {
  const open = ['received', 'verified', 'scoped', 'pulled', 'reviewed'] as const;
  const row = await lockRequest(ctx, input.requestId, open);
  const clocks = await clocksOf(ctx);
  if (row.extended_at) return ctx.fail('extendedAlready');
  if (!mayExtend(ctx, row, clocks)) return ctx.fail('noExtension');
  const due_at = extendedDue(ctx, row, clocks.extensionDays);
  const next = await setRequest(ctx, row.id, {
    ...{ due_at, extended_at: ctx.now, extension_reason: input.reason },
  });
  ctx.note('disclosures.extended', { patientId: row.patient_id, details: { reason: input.reason } });
  return { patientId: row.patient_id, request: await hearOf(ctx, next) };
};
