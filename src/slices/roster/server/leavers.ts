import type { PractitionerRole } from '@medplum/fhirtypes';
import type { Context } from '#platform/server/context.ts';
import { keeper } from '#platform/server/record/keepers.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import { compileDuty } from './compile.ts';
import { leaveSubject, settleLeave } from './leave-rows.ts';
import { lockRoster } from './lock.ts';
import { everybody, type Person } from './people.ts';
import { openStates, settleSwap } from './swap-rows.ts';
import { tellManagers } from './tell.ts';

/**
 * Whoever's access ends has no shifts any more. That is seen by her PractitionerRole, which is rewritten in the same
 * transaction, so that workforce need not know of a roster.
 */
export const leaverKeeper = keeper<PractitionerRole>('PractitionerRole', {
  async put(ctx, role) {
    if (role.active !== false || !role.id) return;
    const person = (await everybody(ctx)).find((one) => one.practitionerId === role.id);
    if (person && !person.here) await freeShifts(ctx, person);
  },
  async remove() {
    // a role that is taken out of the record says nothing of who may sign in
  },
});

/** For those whose access ended past the screens that keep their PractitionerRole. */
export async function freeLeavers(ctx: Context): Promise<void> {
  const rows = await ctx.db
    .selectFrom('roster_stretch')
    .select('staff_id')
    .distinct()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('until_at', '>', ctx.now)
    .where('staff_id', 'is not', null)
    .execute();
  if (rows.length === 0) return;
  const planned = new Set(rows.map((row) => row.staff_id));
  const gone = (await everybody(ctx)).filter((one) => !one.here && planned.has(one.staffId));
  for (const person of gone) await freeShifts(ctx, person);
}

/** Her shifts that have not begun fall free, for the manager to give away; what she asked for is asked no more. */
async function freeShifts(ctx: Context, person: Person): Promise<void> {
  await lockRoster(ctx);
  const { staffId, name } = person;
  const ahead = await ctx.db
    .selectFrom('roster_stretch')
    .select('shift_id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('place', '=', 1)
    .where('from_at', '>', ctx.now)
    .execute();
  const ids = ahead.map((row) => row.shift_id);
  if (ids.length > 0) {
    await ctx.db
      .updateTable('roster_shift')
      .set({ staff_id: null, left_by: name })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('id', 'in', ids)
      .execute();
    await ctx.db
      .updateTable('roster_stretch')
      .set({ staff_id: null })
      .where('clinic_id', '=', ctx.clinic.id)
      .where('shift_id', 'in', ids)
      .execute();
    await tellManagers(ctx, {
      ...{ kind: 'roster.shiftsFree', subject: `Basic/roster-free-${staffId}`, screen: '/clinic/roster' },
      params: () => ({ name, count: String(ids.length) }),
    });
  }
  await endRequests(ctx, staffId);
  await compileDuty(ctx, [staffId], epochMsOf(ctx.now));
  ctx.emit('roster.changed', {});
}

async function endRequests(ctx: Context, staffId: string): Promise<void> {
  const leaves = await ctx.db
    .selectFrom('roster_leave')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('state', '=', 'asked')
    .where('until_at', '>', instantOf(epochMsOf(ctx.now)))
    .execute();
  for (const { id } of leaves) {
    await settleLeave(ctx, id, 'cancelled');
    await ctx.work.finish(leaveSubject(id), 'cancelled');
  }
  const swaps = await ctx.db
    .selectFrom('roster_swap')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('state', 'in', openStates)
    .where((is) => is.or([is('asker_id', '=', staffId), is('other_id', '=', staffId)]))
    .execute();
  for (const row of swaps) await settleSwap(ctx, row, 'cancelled');
}
