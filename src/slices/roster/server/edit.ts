import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { roster } from '../contract.ts';
import { overlaps, type Span, without } from '../shared/stretches.ts';
import { compileDuty, isPublished } from './compile.ts';
import { kindInUse, loadKinds } from './kinds.ts';
import { approvedLeaves } from './leave-rows.ts';
import { lockRoster } from './lock.ts';
import { type Person, personHere } from './people.ts';
import { beginOf, findShift, placeShift, spansOfKind, type StoredShift } from './store.ts';
import { cancelSwapsOf } from './swap-rows.ts';
import { tell } from './tell.ts';
import { dayWords, shiftWords, spanWords } from './words.ts';

type Roster = typeof roster;
type PlacingCtx = Context<'overlaps' | 'onLeave'>;

/** Enters a shift. In a week that is published it counts at once, and its person is told why. */
export const assign: Verb<Roster, 'assign'> = async (ctx, input) => {
  await lockRoster(ctx);
  const reason = await reasonFor(ctx, input.day, input.reason);
  const person = await personHere(ctx, input.staffId);
  const kind = await kindInUse(ctx, input.kind);
  const id = ctx.newId();
  const change = reason
    ? { changed_at: ctx.now, changed_by: ctx.actor.name, changed_for: reason }
    : { changed_at: null };
  await ctx.db
    .insertInto('roster_shift')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, day: input.day, staff_id: person.staffId, kind: kind.code },
      ...{ break_minutes: kind.breakMinutes, ...change },
    })
    .execute();
  const spans = spansOfKind(ctx, input.day, kind);
  await place(ctx, id, person, spans);
  if (reason) await tellOfChange(ctx, 'given', { ...input, id, stretches: spans }, person.staffId, reason);
  await changed(ctx, { day: input.day, spans, whose: [person.staffId] });
  return { shiftId: id };
};

/** Gives a shift to somebody, or makes it another kind. */
export const changeShift: Verb<Roster, 'changeShift'> = async (ctx, input) => {
  await lockRoster(ctx);
  const before = await findShift(ctx, input.shiftId);
  if (!before) return ctx.fail('shiftMissing');
  const reason = await reasonFor(ctx, before.day, input.reason);
  const person = await personHere(ctx, input.staffId);
  const same = before.kind === input.kind;
  // a kind that was changed since does not move a shift that is only given to somebody else
  const kind = same ? undefined : await kindInUse(ctx, input.kind);
  const spans = kind ? spansOfKind(ctx, before.day, kind) : before.stretches;
  await ctx.db
    .updateTable('roster_shift')
    .set({
      ...{ staff_id: person.staffId, left_by: '', kind: input.kind },
      ...(kind && { break_minutes: kind.breakMinutes }),
      ...(reason && { changed_at: ctx.now, changed_by: ctx.actor.name, changed_for: reason }),
    })
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', before.id)
    .execute();
  await place(ctx, before.id, person, spans);
  await cancelSwapsOf(ctx, [before.id]);
  await forgetToldOf(ctx, before.id);
  if (reason) {
    const after = { ...before, kind: input.kind, stretches: spans };
    const moved = before.staffId !== person.staffId;
    if (moved && before.staffId) await tellOfChange(ctx, 'taken', before, before.staffId, reason);
    await tellOfChange(ctx, moved ? 'given' : 'changed', after, person.staffId, reason);
  }
  const whose = [person.staffId, ...(before.staffId ? [before.staffId] : [])];
  await changed(ctx, { day: before.day, spans: [...spans, ...before.stretches], whose });
  return { shiftId: before.id };
};

/** Takes a shift out. */
export const removeShift: Verb<Roster, 'removeShift'> = async (ctx, input) => {
  await lockRoster(ctx);
  const before = await findShift(ctx, input.shiftId);
  if (!before) return ctx.fail('shiftMissing');
  const reason = await reasonFor(ctx, before.day, input.reason);
  await cancelSwapsOf(ctx, [before.id]);
  await forgetToldOf(ctx, before.id);
  await ctx.db
    .deleteFrom('roster_shift')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', before.id)
    .execute();
  ctx.note('roster.shiftRemoved', {
    ...(before.staffId && { subject: before.staffId }),
    details: { day: before.day, kind: before.kind, reason },
  });
  if (reason && before.staffId) await tellOfChange(ctx, 'taken', before, before.staffId, reason);
  const whose = before.staffId ? [before.staffId] : [];
  await changed(ctx, { day: before.day, spans: before.stretches, whose });
  return {};
};

/** A published week is changed with a reason; a draft needs none and keeps none. */
async function reasonFor(ctx: Context, day: string, given: string): Promise<string> {
  if (!(await isPublished(ctx, day))) return '';
  return given || refuseField('reason', 'roster_field_reason');
}

/** Writes the stretches, or refuses: another shift at that time, or an approved leave over all of it. */
export async function place(
  ctx: PlacingCtx,
  id: string,
  person: Pick<Person, 'staffId' | 'name'>,
  spans: readonly Span[],
): Promise<void> {
  const { name, staffId } = person;
  if (await isAway(ctx, staffId, spans)) return ctx.fail('onLeave', { name });
  const taken = await placeShift(ctx, { id, staffId }, spans);
  if (taken) return ctx.fail('overlaps', { name, held: spanWords(ctx, taken.held, ctx.language) });
}

/** Whether she has leave then: on days that are hers off, or for a part of a day that leaves nothing of the shift. */
export async function isAway(ctx: Context, staffId: string, spans: readonly Span[]): Promise<boolean> {
  const from = Math.min(...spans.map((one) => one.from));
  const to = Math.max(...spans.map((one) => one.to));
  const leaves = (await approvedLeaves(ctx, { from, to })).filter((one) => one.staffId === staffId);
  if (without(spans, leaves).length === 0) return true;
  return leaves.some((one) => !one.part && spans.some((span) => overlaps(one, span)));
}

/** What was told of a shift before is not so any more. */
export async function forgetToldOf(ctx: Context, shiftId: string): Promise<void> {
  await ctx.work.finish(shiftSubject(shiftId), 'cancelled');
}

function shiftSubject(shiftId: string): string {
  return `Basic/roster-shift-${shiftId}`;
}

type Told = Pick<StoredShift, 'id' | 'day' | 'kind' | 'stretches'>;

/** Tells somebody that a shift of a published week is hers now, is no more, or is another. */
export async function tellOfChange(
  ctx: Context,
  what: 'given' | 'taken' | 'changed',
  shift: Told,
  staffId: string,
  reason: string,
): Promise<void> {
  const kinds = await loadKinds(ctx);
  await tell(ctx, staffId, {
    ...{ kind: `roster.${what}`, subject: shiftSubject(shift.id) },
    params: (language) => ({
      ...{ day: dayWords(shift.day, language), shift: shiftWords(ctx, shift, kinds, language), reason },
    }),
  });
}

/** Compiles duty anew for those concerned, and tells the screens. */
async function changed(
  ctx: Context,
  { day, spans, whose }: { day: string; spans: readonly Span[]; whose: readonly string[] },
): Promise<void> {
  if (await isPublished(ctx, day)) await compileDuty(ctx, whose, beginOf({ stretches: [...spans] }));
  ctx.emit('roster.changed', { day });
}
