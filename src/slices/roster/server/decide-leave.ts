import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import type { roster } from '../contract.ts';
import { applyLeave, gapsOpenedBy, shiftsUnder, touchedBy, undoLeave } from './leave-effects.ts';
import { findLeave, type LeaveRow, leaveOf, leaveSubject, settleLeave } from './leave-rows.ts';
import { lockRoster } from './lock.ts';
import { everybody, type Person } from './people.ts';
import { loadSettings } from './settings.ts';
import { shown } from './store.ts';
import { tell } from './tell.ts';
import { daysWords, say } from './words.ts';

type Roster = typeof roster;

/** Approves a leave, or declines it; one that was approved is withdrawn by declining it. */
export const decideLeave: Verb<Roster, 'decideLeave'> = async (ctx, input) => {
  const { leaveId, approve, reason } = input;
  await lockRoster(ctx);
  const row = await findLeave(ctx, leaveId);
  if (!row) return ctx.fail('leaveMissing');
  const open = row.state === 'asked' || (row.state === 'approved' && !approve);
  if (!open || epochMsOf(row.until_at) <= epochMsOf(ctx.now)) return ctx.fail('leaveOver');
  if (row.staff_id === ctx.actor.id && (await othersManage(ctx))) return ctx.fail('ownLeave');
  const person = await personOf(ctx, row);
  if (!approve) {
    if (!reason) refuseField('reason', 'roster_field_reasonToDecline');
    await settleLeave(ctx, leaveId, 'declined', reason);
    if (row.state === 'approved') await undoLeave(ctx, row);
    await tellOfDecision(ctx, row, 'declined', reason);
    return { touched: [], gaps: [] };
  }
  const gaps = await gapsOpenedBy(ctx, row);
  const final = (await loadSettings(ctx)).lastPerson === 'refuse';
  if (gaps.length > 0 && (final || !input.evenSo)) {
    const acts = gaps.map((one) => `${daysWords(one.day, one.day, ctx.language)}: ${one.act}`).join('; ');
    return ctx.fail('lastPerson', { name: person.name, acts, final });
  }
  await settleLeave(ctx, leaveId, 'approved', reason);
  const touched = await touchedBy(ctx, row, person);
  await applyLeave(ctx, row, person);
  await tellOfDecision(ctx, row, 'approved', reason);
  return { touched, gaps };
};

async function tellOfDecision(
  ctx: Context,
  row: LeaveRow,
  state: 'approved' | 'declined',
  reason: string,
): Promise<void> {
  await ctx.work.finish(leaveSubject(row.id), 'done');
  await tell(ctx, row.staff_id, {
    ...{ kind: 'roster.leaveDecided', subject: leaveSubject(row.id) },
    params: (language) => ({
      days: daysWords(row.first_day, row.last_day, language),
      decision: say(language, `state_${state}`),
      reason: reason || '–',
    }),
  });
  ctx.emit('roster.leaveChanged', {});
}

async function personOf(ctx: Context, row: LeaveRow): Promise<Person> {
  const found = (await everybody(ctx)).find((one) => one.staffId === row.staff_id);
  if (!found) throw new Error('a leave is of somebody of the clinic');
  return found;
}

/** Nobody decides in her own matter, unless nobody else is there to. */
export async function othersManage(ctx: Context): Promise<boolean> {
  return (await everybody(ctx)).some((one) => one.manages && one.staffId !== ctx.actor.id);
}

/** What a leave would take away, to be seen before it is decided. */
export const leaveImpact: Verb<Roster, 'leaveImpact'> = async (ctx, { leaveId }) => {
  const row = await findLeave(ctx, leaveId);
  if (!row) return ctx.fail('leaveMissing');
  const person = await personOf(ctx, row);
  return {
    touched: await touchedBy(ctx, row, person),
    gaps: row.state === 'approved' ? [] : await gapsOpenedBy(ctx, row),
    shifts: await shown(ctx, await shiftsUnder(ctx, row)),
  };
};

/** What waits first, then what lies ahead. */
export const leaves: Verb<Roster, 'leaves'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('roster_leave')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('until_at', '>', ctx.now)
    .where('state', 'in', ['asked', 'approved'])
    .orderBy('first_day')
    .orderBy('id')
    .execute();
  const people = new Map((await everybody(ctx)).map((one) => [one.staffId, one]));
  const order = (state: string) => (state === 'asked' ? 0 : 1);
  const inOrder = rows.toSorted((a, b) => order(a.state) - order(b.state));
  return { leaves: inOrder.map((row) => leaveOf(ctx, row, people)) };
};
