import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { InputOf } from '#platform/shared/contract.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { daysBetween, dayRange, epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { roster } from '../contract.ts';
import { instantAt, type Span } from '../shared/stretches.ts';
import { todayOf } from './compile.ts';
import { undoLeave } from './leave-effects.ts';
import { findLeave, leaveOf, leaveSubject, settleLeave } from './leave-rows.ts';
import { lockRoster } from './lock.ts';
import { everybody } from './people.ts';
import { tellManagers } from './tell.ts';
import { daysWords, say } from './words.ts';

type Roster = typeof roster;
const mostDays = 366;

/** Asks for time off; it is the manager's to decide. */
export const askLeave: Verb<Roster, 'askLeave'> = async (ctx, input) => {
  await lockRoster(ctx);
  const span = spanAsked(ctx, input);
  const open = await ctx.db
    .selectFrom('roster_leave')
    .select(['first_day', 'last_day'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', ctx.actor.id)
    .where('state', 'in', ['asked', 'approved'])
    .where('until_at', '>', instantOf(span.from))
    .where('from_at', '<', instantOf(span.to))
    .executeTakeFirst();
  if (open) {
    const days = daysWords(open.first_day, open.last_day, ctx.language);
    return ctx.fail('askedAlready', { days });
  }
  const id = ctx.newId();
  await ctx.db
    .insertInto('roster_leave')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, staff_id: ctx.actor.id, kind: input.kind, note: input.note },
      ...{ first_day: input.firstDay, last_day: input.lastDay, state: 'asked', asked_at: ctx.now },
      ...{ from_at: instantOf(span.from), until_at: instantOf(span.to) },
    })
    .execute();
  await tellManagers(ctx, {
    ...{ kind: 'roster.leaveToDecide', subject: leaveSubject(id) },
    params: (language) => ({
      ...{ name: ctx.actor.name, kind: say(language, `leave_${input.kind}`) },
      days: daysWords(input.firstDay, input.lastDay, language),
    }),
  });
  ctx.emit('roster.leaveChanged', {});
  return { leaveId: id };
};

function spanAsked(ctx: Context, input: InputOf<Roster, 'askLeave'>): Span {
  const { firstDay, lastDay, fromTime, untilTime } = input;
  const { zone } = ctx.clinic;
  if (lastDay < firstDay) refuseField('lastDay', 'roster_field_lastBeforeFirst');
  if (daysBetween(firstDay, lastDay) > mostDays) refuseField('lastDay', 'roster_field_tooLong');
  if (lastDay < todayOf(ctx)) refuseField('firstDay', 'roster_field_past');
  if (!fromTime && !untilTime) {
    return { from: epochMsOf(dayRange(firstDay, zone).start), to: epochMsOf(dayRange(lastDay, zone).end) };
  }
  if (firstDay !== lastDay) refuseField('lastDay', 'roster_field_partOfOneDay');
  if (!fromTime) return refuseField('fromTime', 'roster_field_bothTimes');
  if (!untilTime) return refuseField('untilTime', 'roster_field_bothTimes');
  if (untilTime <= fromTime) refuseField('untilTime', 'roster_field_untilBeforeFrom');
  return { from: instantAt(firstDay, fromTime, zone), to: instantAt(firstDay, untilTime, zone) };
}

/** Takes her own back; where it was approved she is on duty again. */
export const cancelLeave: Verb<Roster, 'cancelLeave'> = async (ctx, { leaveId }) => {
  await lockRoster(ctx);
  const row = await findLeave(ctx, leaveId);
  // somebody else's is as good as none
  if (row?.staff_id !== ctx.actor.id) return ctx.fail('leaveMissing');
  const open = row.state === 'asked' || row.state === 'approved';
  if (!open || epochMsOf(row.until_at) <= epochMsOf(ctx.now)) return ctx.fail('leaveOver');
  await settleLeave(ctx, leaveId, 'cancelled');
  await ctx.work.finish(leaveSubject(leaveId), 'cancelled');
  if (row.state === 'approved') {
    await undoLeave(ctx, row);
    await tellManagers(ctx, {
      ...{ kind: 'roster.leaveCancelled', subject: leaveSubject(leaveId) },
      params: (language) => ({
        name: ctx.actor.name,
        days: daysWords(row.first_day, row.last_day, language),
      }),
    });
  }
  ctx.emit('roster.leaveChanged', {});
  return {};
};

/** One's own, the latest first. */
export const myLeave: Verb<Roster, 'myLeave'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('roster_leave')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', ctx.actor.id)
    .orderBy('first_day', 'desc')
    .orderBy('id')
    .limit(50)
    .execute();
  const people = new Map((await everybody(ctx)).map((one) => [one.staffId, one]));
  return { leaves: rows.map((row) => leaveOf(ctx, row, people)) };
};
