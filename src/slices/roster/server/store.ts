import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { epochMsOf, instantOf } from '#platform/shared/time.ts';
import type { Kind, Shift } from '../contract.ts';
import { overlaps, type Span, stretchesOn, without } from '../shared/stretches.ts';
import { approvedLeaves, type LeaveSpan } from './leave-rows.ts';

/** A planned shift; spans in milliseconds since 1970. */
export interface StoredShift {
  id: string;
  day: string;
  staffId: string | null;
  leftBy: string;
  kind: string;
  breakMinutes: number;
  changed: { at: string; by: string; reason: string } | null;
  stretches: Span[];
}

/** The shifts that begin on the days from the one to the other, both included, in the order of time. */
export async function shiftsBetween(ctx: Context, fromDay: string, toDay: string): Promise<StoredShift[]> {
  const rows = await ctx.db
    .selectFrom('roster_shift')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('day', '>=', fromDay)
    .where('day', '<=', toDay)
    .execute();
  return withStretches(ctx, rows);
}

/** One shift; undefined where there is none. */
export async function findShift(ctx: Context, id: string): Promise<StoredShift | undefined> {
  const rows = await ctx.db
    .selectFrom('roster_shift')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', id)
    .execute();
  return (await withStretches(ctx, rows))[0];
}

async function withStretches(
  ctx: Context,
  rows: readonly Selectable<Tables['roster_shift']>[],
): Promise<StoredShift[]> {
  if (rows.length === 0) return [];
  const stretches = await ctx.db
    .selectFrom('roster_stretch')
    .select(['shift_id', 'from_at', 'until_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where(
      'shift_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('place')
    .execute();
  const byShift = Map.groupBy(stretches, (one) => one.shift_id);
  return rows
    .map((row) => ({
      ...{ id: row.id, day: row.day, staffId: row.staff_id, leftBy: row.left_by, kind: row.kind },
      breakMinutes: row.break_minutes,
      changed: row.changed_at ? { at: row.changed_at, by: row.changed_by, reason: row.changed_for } : null,
      stretches: (byShift.get(row.id) ?? []).map((one) => ({
        from: epochMsOf(one.from_at),
        to: epochMsOf(one.until_at),
      })),
    }))
    .toSorted((a, b) => beginOf(a) - beginOf(b) || (a.id < b.id ? -1 : 1));
}

export const beginOf = (shift: Pick<StoredShift, 'stretches'>) =>
  Math.min(...shift.stretches.map((one) => one.from));
export const endOf = (shift: Pick<StoredShift, 'stretches'>) =>
  Math.max(...shift.stretches.map((one) => one.to));

/** What is worked of a shift: approved leave of its person cut out. */
export function workedOf(shift: StoredShift, leaves: readonly LeaveSpan[]): Span[] {
  return without(
    shift.stretches,
    leaves.filter((one) => one.staffId === shift.staffId),
  );
}

/** Who would get a shift has another one at that time; the database says so, whoever else writes meanwhile. */
export interface Taken {
  /** From when to when she has the other one. */
  held: Span;
}

/**
 * Writes when a shift is and whose, in place of what stood. @returns what is in the way, or undefined when it was written
 */
export async function placeShift(
  ctx: Context,
  shift: { id: string; staffId: string | null },
  spans: readonly Span[],
): Promise<Taken | undefined> {
  await ctx.db
    .deleteFrom('roster_stretch')
    .where('clinic_id', '=', ctx.clinic.id)
    .where('shift_id', '=', shift.id)
    .execute();
  const written = await ctx.db
    .insertInto('roster_stretch')
    .values(
      spans.map((span, at) => ({
        ...{ clinic_id: ctx.clinic.id, shift_id: shift.id, staff_id: shift.staffId, place: at + 1 },
        ...{ from_at: instantOf(span.from), until_at: instantOf(span.to) },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('place')
    .execute();
  if (written.length === spans.length) return undefined;
  return { held: await heldSpan(ctx, shift, spans) };
}

async function heldSpan(
  ctx: Context,
  { id, staffId }: { id: string; staffId: string | null },
  spans: readonly Span[],
): Promise<Span> {
  const [from, to] = [Math.min(...spans.map((one) => one.from)), Math.max(...spans.map((one) => one.to))];
  const rows = await ctx.db
    .selectFrom('roster_stretch')
    .select(['from_at', 'until_at'])
    .where('clinic_id', '=', ctx.clinic.id)
    .where('staff_id', '=', staffId)
    .where('shift_id', '<>', id)
    .where('until_at', '>', instantOf(from))
    .where('from_at', '<', instantOf(to))
    .orderBy('from_at')
    .execute();
  const held = rows.map((row) => ({ from: epochMsOf(row.from_at), to: epochMsOf(row.until_at) }));
  return held.find((one) => spans.some((span) => overlaps(one, span))) ?? { from, to };
}

/** When a kind of shift is on a day of the clinic. */
export function spansOfKind(ctx: Context, day: string, kind: Pick<Kind, 'stretches'>): Span[] {
  return stretchesOn(day, kind.stretches, ctx.clinic.zone);
}

/** Shifts as the contract shows them; why one was changed is its person's and the manager's to read. */
export async function shown(ctx: Context, shifts: readonly StoredShift[]): Promise<Shift[]> {
  if (shifts.length === 0) return [];
  const from = Math.min(...shifts.map(beginOf));
  const to = Math.max(...shifts.map(endOf));
  const leaves = await approvedLeaves(ctx, { from, to });
  const manages = (await ctx.may('roster.manage')).allowed;
  return shifts.map((one) => {
    const left = workedOf(one, leaves);
    const whole = left.length === one.stretches.length && left.every((span, at) => sameSpan(span, one, at));
    return {
      ...{ shiftId: one.id, day: one.day, staffId: one.staffId, leftBy: one.leftBy, kind: one.kind },
      stretches: one.stretches.map((span) => ({ from: instantOf(span.from), until: instantOf(span.to) })),
      breakMinutes: one.breakMinutes,
      away: left.length === 0 ? 'all' : whole ? 'none' : 'part',
      changed: manages || one.staffId === ctx.actor.id ? one.changed : null,
    };
  });
}

function sameSpan(span: Span, shift: StoredShift, at: number): boolean {
  return span.from === shift.stretches[at]?.from && span.to === shift.stretches[at]?.to;
}
