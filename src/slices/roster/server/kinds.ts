import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import type { Kind, roster } from '../contract.ts';
import { type ShiftKind, startingKinds, type WallStretch } from '../shared/kinds.ts';
import { stretchesOn, overlaps } from '../shared/stretches.ts';
import { loadSettings } from './settings.ts';

/** The clinic's kinds of shift in their order: its own, over those that its country begins with. */
export async function loadKinds(ctx: Context): Promise<Kind[]> {
  const rows = await ctx.db
    .selectFrom('roster_kind')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .execute();
  const own = rows.map((row) => ({
    ...{ code: row.code, label: { en: row.label_en, id: row.label_id }, place: row.place },
    ...{ breakMinutes: row.break_minutes, active: row.active },
    // written by `saveKind` alone, in the shape of the contract
    stretches: row.stretches as unknown as WallStretch[],
  }));
  const starting = startingKinds(ctx.clinic.country).map((one, place) => ({ ...one, place }));
  const others = starting.filter((one) => !own.some((mine) => mine.code === one.code));
  return [...own, ...others].toSorted((a, b) => a.place - b.place || (a.code < b.code ? -1 : 1));
}

/** A kind that is in use. Refuses the field of the input that names another. */
export async function kindInUse(ctx: Context, code: string): Promise<Kind> {
  const found = (await loadKinds(ctx)).find((one) => one.code === code && one.active);
  return found ?? refuseField('kind', 'roster_field_kind');
}

/** Changes a kind, or adds one. Shifts that stand keep the times with which they were planned. */
export const saveKind: Verb<typeof roster, 'saveKind'> = async (ctx, input) => {
  judgeStretches(input);
  const all = await loadKinds(ctx);
  const place = all.find((one) => one.code === input.code)?.place ?? (all.at(-1)?.place ?? 0) + 1;
  const row = {
    ...{ place, label_en: input.label.en, label_id: input.label.id, active: input.active },
    ...{ stretches: JSON.stringify(input.stretches), break_minutes: input.breakMinutes },
  };
  await ctx.db
    .insertInto('roster_kind')
    .values({ clinic_id: ctx.clinic.id, code: input.code, ...row })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'code']).doUpdateSet(row))
    .execute();
  ctx.emit('roster.setupChanged', {});
  return {};
};

/** The halves of a split shift follow one another within a day and do not touch; a break leaves something to work. */
function judgeStretches({ stretches, breakMinutes }: Omit<ShiftKind, 'code' | 'label'>): void {
  // a day without a change of the clock
  const spans = stretchesOn('2026-01-12', stretches, 'UTC');
  const [first, second] = spans;
  if (first && second && (overlaps(first, second) || second.from <= first.to))
    refuseField('stretches.1.from', 'roster_field_secondHalf');
  if (first && second && second.to > first.from + 24 * 3_600_000)
    refuseField('stretches.1.until', 'roster_field_secondHalf');
  const minutes = spans.reduce((sum, one) => sum + (one.to - one.from) / 60_000, 0);
  if (breakMinutes >= minutes) refuseField('breakMinutes', 'roster_field_break');
}

export const setup: Verb<typeof roster, 'setup'> = async (ctx) => {
  return { kinds: await loadKinds(ctx), settings: await loadSettings(ctx) };
};
