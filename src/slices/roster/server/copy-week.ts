import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import { addDays } from '#platform/shared/time.ts';
import type { Kind, roster } from '../contract.ts';
import { isAway } from './edit.ts';
import { loadKinds } from './kinds.ts';
import { lockRoster } from './lock.ts';
import { everybody, type Person } from './people.ts';
import { mustBeMonday, publishedWeek } from './publish.ts';
import { placeShift, shiftsBetween, spansOfKind, type StoredShift } from './store.ts';

type Left = OutputOf<typeof roster, 'copyWeek'>['left'][number];

/** Plans a draft as the week before was planned, day by day; who has left, is away or is planned already stays out. */
export const copyWeek: Verb<typeof roster, 'copyWeek'> = async (ctx, { monday }) => {
  mustBeMonday(monday);
  await lockRoster(ctx);
  if (await publishedWeek(ctx, monday)) return ctx.fail('published');
  const before = await shiftsBetween(ctx, addDays(monday, -7), addDays(monday, -1));
  if (before.length === 0) return ctx.fail('nothingToCopy');
  const there = await shiftsBetween(ctx, monday, addDays(monday, 6));
  const kinds = new Map((await loadKinds(ctx)).map((one) => [one.code, one]));
  const people = new Map((await everybody(ctx)).map((one) => [one.staffId, one]));
  const left: Left[] = [];
  let copied = 0;
  for (const shift of before) {
    const day = addDays(shift.day, 7);
    const person = people.get(shift.staffId ?? '');
    if (!person || there.some((one) => isSame(one, shift, day))) continue;
    const why = await copy(ctx, shift, day, { person, kind: kinds.get(shift.kind) });
    if (why) left.push({ name: person.name, day, why });
    else copied += 1;
  }
  ctx.emit('roster.changed', { day: monday });
  return { copied, left };
};

function isSame(one: StoredShift, shift: StoredShift, day: string): boolean {
  return one.day === day && one.staffId === shift.staffId && one.kind === shift.kind;
}

/** By the kind as it is now, so that changed hours count from the next week on. */
async function copy(
  ctx: Context,
  shift: StoredShift,
  day: string,
  { person, kind }: { person: Person; kind: Kind | undefined },
): Promise<Left['why'] | undefined> {
  if (!person.here) return 'gone';
  if (!kind?.active) return 'noKind';
  const spans = spansOfKind(ctx, day, kind);
  if (await isAway(ctx, person.staffId, spans)) return 'onLeave';
  const id = ctx.newId();
  await ctx.db
    .insertInto('roster_shift')
    .values({
      ...{ clinic_id: ctx.clinic.id, id, day, staff_id: person.staffId, kind: shift.kind },
      break_minutes: kind.breakMinutes,
    })
    .execute();
  if (!(await placeShift(ctx, { id, staffId: person.staffId }, spans))) return undefined;
  await ctx.db
    .deleteFrom('roster_shift')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  return 'overlaps';
}
