import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import {
  type Eligibility,
  eligibilityOf,
  stillMissing,
} from '#slices/workforce/shared/credentials/eligibility.ts';
import { lastDayOf, routesOn } from '#slices/workforce/shared/credentials/expiry.ts';
import { change } from './change-credential.ts';
import { keepEvidence } from './evidence.ts';
import { loadKinds } from './kinds.ts';
import { cycleStart, educationRows, lockCredential } from './rows.ts';
import { entryOf } from './view.ts';

/** Begins a new cycle: by points where there are enough and it is not too late, else by the examination. */
export const renewCredential: Verb<typeof workforce, 'renewCredential'> = async (ctx, input) => {
  const { credentialId, renewedOn, route } = input;
  const row = (await lockCredential(ctx, credentialId)) ?? ctx.fail('credentialMissing');
  const rule = (await loadKinds(ctx)).get(row.kind)?.rule;
  if (!rule || row.last_day === null) return refuseField('route', 'workforce_field_endless');
  if (renewedOn > today(ctx.clock, ctx.clinic.zone))
    return refuseField('renewedOn', 'workforce_field_future');
  // said twice, it is the renewal that stands
  if (renewedOn === row.renewed_on) return { lastDay: row.last_day };
  if (renewedOn <= cycleStart(row)) return refuseField('renewedOn', 'workforce_field_endBeforeBegin');
  if (!routesOn(renewedOn, row.last_day, rule).includes(route)) {
    return ctx.fail('routeClosed', { lastDay: row.last_day });
  }
  if (route === 'points' && rule.points) {
    const span = { from: cycleStart(row), lastDay: row.last_day };
    const entries = (await educationRows(ctx, row.staff_id)).map(entryOf);
    const found = eligibilityOf({ ...rule, points: rule.points }, span, entries);
    if (!found.eligible) return ctx.fail('pointsMissing', { missing: missingInWords(ctx, found) });
  }
  const evidence = await keepEvidence(ctx, row.staff_id, input.evidence);
  const last_day = lastDayOf(rule, renewedOn);
  const changed = { renewed_on: renewedOn, last_day, override_reason: null };
  await change(
    ctx,
    row,
    { ...changed, ...(evidence && { evidence_id: evidence }) },
    'workforce.credentialRenewed',
  );
  // what was told of the former end is done
  await ctx.work.finish(`Basic/${row.id}`, 'done');
  return { lastDay: last_day };
};

/** `general 1, total 2.5` in the reader's language. */
function missingInWords(ctx: Context, found: Eligibility): string {
  return stillMissing(found)
    .map(
      ({ what, has, needs }) => `${words(ctx.language, `workforce_points_${what}`)} ${(needs - has) / 100}`,
    )
    .join(', ');
}
