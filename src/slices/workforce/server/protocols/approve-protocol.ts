import { actionOf } from '#platform/server/scope/acts.ts';
import { saveProtocol as compile } from '#platform/server/scope/terms.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addMonths, dayRange, today } from '#platform/shared/time.ts';
import type { workforce } from '#slices/workforce/contract.ts';
import { wordsOfAct } from '../acts.ts';
import { rightsChanged } from '../rights-changed.ts';
import { lockProtocol, protocolSubject } from './rows.ts';

/** A standing order that nobody looks at for longer is not a living one. */
const longestMonths = 24;

/**
 * Puts the newest text in force, in place of what was in force of it. Scope has seen that she works by a prescriber's
 * licence; its end is an instant of the clinic's zone, so that nothing has to run at midnight.
 */
export const approveProtocol: Verb<typeof workforce, 'approveProtocol'> = async (ctx, input) => {
  const { protocolId, version, reviewBy } = input;
  const day = today(ctx.clock, ctx.clinic.zone);
  if (reviewBy < day) refuseField('reviewBy', 'workforce_field_reviewPast');
  if (reviewBy > addMonths(day, longestMonths)) {
    refuseField('reviewBy', 'workforce_field_reviewFar', { months: longestMonths });
  }
  const { newest, approval } = (await lockProtocol(ctx, protocolId)) ?? ctx.fail('protocolMissing');
  // she approves what she has read
  if (newest.version !== version) {
    return ctx.fail('textChanged', { by: newest.written_by, version: newest.version });
  }
  const licensed = newest.acts.find((act) => ctx.licenceOf(actionOf(act)) !== 'none');
  if (licensed) return ctx.fail('licensedAct', { act: wordsOfAct(ctx, licensed) });
  const { end: until } = dayRange(reviewBy, ctx.clinic.zone);
  const by = ctx.actor.name;
  await ctx.db
    .insertInto('workforce_protocol_approval')
    .values({
      ...{ clinic_id: ctx.clinic.id, protocol_id: protocolId, nth: (approval?.nth ?? 0) + 1, version },
      ...{ approver_id: ctx.actor.id, approver_name: by, approved_at: ctx.now },
      ...{ review_by: reviewBy, until_at: until, told_days: null },
      ...{ withdrawn_at: null, withdrawn_by: null, withdrawn_reason: null },
    })
    .execute();
  await compile(ctx.db, ctx.clinic.id, {
    ...{ sourceId: protocolId, version, title: newest.title, acts: newest.acts, roles: newest.roles },
    ...{ from: ctx.now, until, by, fromMonths: newest.from_months, underMonths: newest.under_months },
  });
  await ctx.work.finish(protocolSubject(protocolId), 'done');
  ctx.note('workforce.protocolApproved', { subject: protocolId, details: { version, reviewBy } });
  rightsChanged(ctx);
  ctx.emit('workforce.protocolsChanged', {});
  return {};
};
