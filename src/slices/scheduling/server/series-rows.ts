import type { Selectable } from 'kysely';
import type { Context } from '#platform/server/context.ts';
import type { Tables } from '#platform/server/db/tables.ts';
import { epochMsOf } from '#platform/shared/time.ts';
import { rowId } from '../shared/shapes.ts';
import { type Series, type SeriesRule, seriesRule } from '../shared/series-shapes.ts';
import { ruleWords } from './series-words.ts';

export type SeriesVisitRow = Selectable<Tables['scheduling_visit']>;

/** What is kept of a series: its rule, and where the clock and the provider put it. */
export type SeriesRow = Omit<Series, 'words'>;

/** A series of this clinic's; undefined where there is none of that id. */
export async function loadSeries(ctx: Context, seriesId: string): Promise<SeriesRow | undefined> {
  if (!rowId.safeParse(seriesId).success) return undefined;
  const row = await ctx.db
    .selectFrom('scheduling_series')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('id', '=', seriesId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { first_day: firstDay, at_time: time, practitioner_id: practitionerId } = row;
  return { seriesId, rule: seriesRule.parse(row.rule), firstDay, time, practitionerId };
}

/**
 * Its visits in whatever state, in the order of their places in the rule.
 * @param patientId a visit of somebody else that says it belongs here (written from outside) does not
 */
export async function visitsOfSeries(
  ctx: Context,
  seriesId: string,
  patientId: string,
): Promise<SeriesVisitRow[]> {
  const rows = await ctx.db
    .selectFrom('scheduling_visit')
    .selectAll()
    .where('clinic_id', '=', ctx.clinic.id)
    .where('series_id', '=', seriesId)
    .where('patient_id', '=', patientId)
    .orderBy('starts_at')
    .execute();
  return rows.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}

/** Its day by the rule; days compare as text. */
export function placeOf(row: Pick<SeriesVisitRow, 'series_day'>): string {
  return row.series_day ?? '';
}

/** Whether a visit was given a time or a provider of its own, and so stays where it is when its series is changed. */
export function isException(
  row: Pick<SeriesVisitRow, 'starts_at' | 'series_at' | 'practitioner_id'>,
  series: Pick<SeriesRow, 'practitionerId'>,
): boolean {
  const moved = row.series_at === null || epochMsOf(row.series_at) !== epochMsOf(row.starts_at);
  return moved || row.practitioner_id !== series.practitionerId;
}

/** Writes a new series, or what has become of one. */
export async function putSeries(
  ctx: Context,
  series: SeriesRow & { splitFrom?: string | undefined },
): Promise<void> {
  const row = {
    rule: JSON.stringify(series.rule),
    first_day: series.firstDay,
    at_time: series.time,
    practitioner_id: series.practitionerId,
  };
  const { splitFrom = null } = series;
  await ctx.db
    .insertInto('scheduling_series')
    .values({
      ...{ clinic_id: ctx.clinic.id, id: series.seriesId, split_from: splitFrom, created_at: ctx.now },
      ...row,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'id']).doUpdateSet(row))
    .execute();
}

/** Ends a series with the last of those that stay in it: what came after was changed and is a series of its own. */
export async function endSeries(ctx: Context, series: SeriesRow, lastDay: string): Promise<void> {
  const rule: SeriesRule = { ...series.rule, count: null, untilDay: lastDay };
  await putSeries(ctx, { ...series, rule });
}

/** As the contract shows it. */
export function seriesShown(ctx: Context, series: SeriesRow): Series {
  return { ...series, words: ruleWords(ctx, series) };
}
