import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { roster } from '../contract.ts';
import { hasBegun } from './ask-swap.ts';
import { compileDuty } from './compile.ts';
import { othersManage } from './decide-leave.ts';
import { forgetToldOf, place } from './edit.ts';
import { lockRoster } from './lock.ts';
import { everybody, type Person } from './people.ts';
import { beginOf, type StoredShift } from './store.ts';
import {
  cancelSwapsOf,
  findSwap,
  settleSwap,
  type SwapRow,
  shiftsOfSwap,
  swapSubject,
  swapsOf,
  swapsToDecide,
} from './swap-rows.ts';
import { tell } from './tell.ts';
import { dayWords, say } from './words.ts';

type Roster = typeof roster;
type DecideCtx = Parameters<Verb<Roster, 'decideSwap'>>[0];

/** Lets two people swap, or says why not. Both shifts change hands in one act, and neither is ever with two. */
export const decideSwap: Verb<Roster, 'decideSwap'> = async (ctx, { swapId, approve, reason }) => {
  await lockRoster(ctx);
  const row = await findSwap(ctx, swapId);
  if (!row) return ctx.fail('swapMissing');
  const shifts = await shiftsOfSwap(ctx, row);
  const both = shifts ? [shifts.own, ...(shifts.other ? [shifts.other] : [])] : [];
  if (row.state !== 'agreed' || !shifts || both.some((one) => hasBegun(ctx, one)))
    return ctx.fail('swapOver');
  const concerned = [row.asker_id, row.other_id].includes(ctx.actor.id);
  if (concerned && (await othersManage(ctx))) return ctx.fail('ownSwap');
  if (!approve && !reason) refuseField('reason', 'roster_field_reasonToDecline');
  await settleSwap(ctx, row, approve ? 'approved' : 'declined', reason);
  if (approve) await exchange(ctx, row, shifts);
  for (const staffId of [row.asker_id, row.other_id]) {
    await tell(ctx, staffId, {
      ...{ kind: 'roster.swapDecided', subject: swapSubject(swapId) },
      params: (language) => ({
        day: dayWords(shifts.own.day, language),
        decision: say(language, `state_${approve ? 'approved' : 'declined'}`),
        reason: reason || '–',
      }),
    });
  }
  return {};
};

async function exchange(
  ctx: DecideCtx,
  row: SwapRow,
  { own, other }: { own: StoredShift; other: StoredShift | undefined },
): Promise<void> {
  const people = new Map((await everybody(ctx)).map((one) => [one.staffId, one]));
  const [asker, colleague] = [people.get(row.asker_id), people.get(row.other_id)];
  if (!asker?.here || !colleague?.here) return ctx.fail('swapOver');
  // both are given up first: two shifts of one hour would else stand in each other's way
  for (const shift of [own, ...(other ? [other] : [])]) {
    await ctx.db
      .deleteFrom('roster_stretch')
      .where('clinic_id', '=', ctx.clinic.id)
      .where('shift_id', '=', shift.id)
      .execute();
  }
  await give(ctx, own, colleague);
  if (other) await give(ctx, other, asker);
  const both = [own, ...(other ? [other] : [])];
  await compileDuty(ctx, [row.asker_id, row.other_id], Math.min(...both.map(beginOf)));
  // what else was asked of these shifts is asked of people who have them no more
  await cancelSwapsOf(
    ctx,
    both.map((one) => one.id),
  );
  ctx.emit('roster.changed', { day: own.day });
}

async function give(ctx: DecideCtx, shift: StoredShift, to: Person): Promise<void> {
  await ctx.db
    .updateTable('roster_shift')
    .set({
      ...{ staff_id: to.staffId, changed_at: ctx.now, changed_by: ctx.actor.name },
      changed_for: say(ctx.clinic.language, 'swapped'),
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', shift.id)
    .execute();
  await forgetToldOf(ctx, shift.id);
  await place(ctx, shift.id, to, shift.stretches);
}

/** Those to which both have agreed, of shifts that have not begun. */
export const swaps: Verb<Roster, 'swaps'> = async (ctx) => {
  return { swaps: await swapsOf(ctx, await swapsToDecide(ctx)) };
};
