import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { addDays, epochMsOf } from '#platform/shared/time.ts';
import type { roster } from '../contract.ts';
import { mondayOf } from '../shared/stretches.ts';
import { isPublished, publishedMondays, todayOf } from './compile.ts';
import { loadKinds } from './kinds.ts';
import { lockRoster } from './lock.ts';
import { everybody, personHere } from './people.ts';
import { beginOf, findShift, shiftsBetween, shown, type StoredShift } from './store.ts';
import { findSwap, openStates, settleSwap, shiftsOfSwap, swapSubject, swapsOf } from './swap-rows.ts';
import { tell, tellManagers } from './tell.ts';
import { dayWords, shiftWords } from './words.ts';

type Roster = typeof roster;

/** Asks a colleague to take one's shift, for one of hers or for nothing. */
export const askSwap: Verb<Roster, 'askSwap'> = async (ctx, input) => {
  await lockRoster(ctx);
  const shift = await findShift(ctx, input.shiftId);
  // a draft is as good as none to whom it is not shown
  if (!shift || !(await isPublished(ctx, shift.day))) return ctx.fail('shiftMissing');
  if (shift.staffId !== ctx.actor.id) return ctx.fail('notYours');
  const other = await personHere(ctx, input.otherId, 'otherId');
  if (other.staffId === ctx.actor.id) refuseField('otherId', 'roster_field_herself');
  const hers = input.otherShiftId ? await findShift(ctx, input.otherShiftId) : undefined;
  if (input.otherShiftId && (hers?.staffId !== other.staffId || !(await isPublished(ctx, hers.day))))
    return ctx.fail('shiftMissing');
  if ([shift, ...(hers ? [hers] : [])].some((one) => hasBegun(ctx, one))) return ctx.fail('begun');
  const open = await ctx.db
    .selectFrom('roster_swap')
    .select('id')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('shift_id', '=', shift.id)
    .where('state', 'in', openStates)
    .executeTakeFirst();
  if (open) return ctx.fail('swapAsked');
  const id = ctx.newId();
  await ctx.db
    .insertInto('roster_swap')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, shift_id: shift.id, asker_id: ctx.actor.id },
      ...{ other_id: other.staffId, other_shift_id: hers?.id ?? null, note: input.note },
      ...{ state: 'asked', asked_at: ctx.now },
    })
    .execute();
  const kinds = await loadKinds(ctx);
  await tell(ctx, other.staffId, {
    ...{ kind: 'roster.swapAsked', subject: swapSubject(id) },
    params: (language) => ({
      ...{ name: ctx.actor.name, day: dayWords(shift.day, language) },
      shift: shiftWords(ctx, shift, kinds, language),
    }),
  });
  ctx.emit('roster.swapChanged', {});
  return { swapId: id };
};

export function hasBegun(ctx: Context, shift: StoredShift): boolean {
  return beginOf(shift) <= epochMsOf(ctx.now);
}

/** She who was asked agrees, and the manager decides; or she says no. */
export const answerSwap: Verb<Roster, 'answerSwap'> = async (ctx, { swapId, agree }) => {
  await lockRoster(ctx);
  const row = await findSwap(ctx, swapId);
  if (row?.other_id !== ctx.actor.id) return ctx.fail('swapMissing');
  const shifts = await shiftsOfSwap(ctx, row);
  if (row.state !== 'asked' || !shifts || hasBegun(ctx, shifts.own)) return ctx.fail('swapOver');
  await settleSwap(ctx, row, agree ? 'agreed' : 'declined');
  const asker = (await everybody(ctx)).find((one) => one.staffId === row.asker_id)?.name ?? '';
  if (agree) {
    await tellManagers(ctx, {
      ...{ kind: 'roster.swapToDecide', subject: swapSubject(swapId) },
      params: (language) => ({
        ...{ asker, other: ctx.actor.name },
        day: dayWords(shifts.own.day, language),
      }),
    });
    return {};
  }
  await tell(ctx, row.asker_id, {
    ...{ kind: 'roster.swapDeclined', subject: swapSubject(swapId) },
    params: (language) => ({ name: ctx.actor.name, day: dayWords(shifts.own.day, language) }),
  });
  return {};
};

/** Takes one's own request back. */
export const cancelSwap: Verb<Roster, 'cancelSwap'> = async (ctx, { swapId }) => {
  await lockRoster(ctx);
  const row = await findSwap(ctx, swapId);
  if (row?.asker_id !== ctx.actor.id) return ctx.fail('swapMissing');
  if (!openStates.some((state) => state === row.state)) return ctx.fail('swapOver');
  await settleSwap(ctx, row, 'cancelled');
  return {};
};

/** Those of shifts from today on that concern the caller, open ones first. */
export const mySwaps: Verb<Roster, 'mySwaps'> = async (ctx) => {
  const rows = await ctx.db
    .selectFrom('roster_swap')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where((is) => is.or([is('asker_id', '=', ctx.actor.id), is('other_id', '=', ctx.actor.id)]))
    .orderBy('asked_at', 'desc')
    .limit(50)
    .execute();
  const today = todayOf(ctx);
  const ahead = (await swapsOf(ctx, rows)).filter((one) => one.shift.day >= today);
  const isOpen = (one: (typeof ahead)[number]) => openStates.some((state) => state === one.state);
  return { swaps: [...ahead.filter(isOpen), ...ahead.filter((one) => !isOpen(one))] };
};

/** Whom one could ask, with the shifts that could be had in return. */
export const swapChoices: Verb<Roster, 'swapChoices'> = async (ctx, { shiftId }) => {
  const shift = await findShift(ctx, shiftId);
  if (shift?.staffId !== ctx.actor.id || !(await isPublished(ctx, shift.day)))
    return ctx.fail('shiftMissing');
  const published = await publishedMondays(ctx);
  const around = (await shiftsBetween(ctx, addDays(shift.day, -14), addDays(shift.day, 14))).filter(
    (one) => published.has(mondayOf(one.day)) && !hasBegun(ctx, one),
  );
  const people = (await everybody(ctx)).filter((one) => one.here && one.staffId !== ctx.actor.id);
  const choices = [];
  for (const { staffId, name } of people) {
    const own = around.filter((one) => one.staffId === staffId);
    choices.push({ staffId, name, shifts: await shown(ctx, own) });
  }
  return { people: choices };
};
