import type { Context } from '#platform/server/context.ts';
import { alone, refusalIn } from '#platform/server/db/alone.ts';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { epochMsOf, formatPlainDate, instantOf } from '#platform/shared/time.ts';
import type { scheduling } from '../contract.ts';
import { occurrenceOn } from '../shared/recurrence.ts';
import type { KeptVisit, MovedPlace, SeriesMove } from '../shared/series-shapes.ts';
import { moveAppointment, setSeries } from './appointment.ts';
import { endCalls } from './calls.ts';
import { roomAfterMove } from './move-booking.ts';
import { nameKeptOf } from './name-kept.ts';
import { refusedWords } from './series-places.ts';
import { factsAt, keptVisit, type Plan, planMove } from './series-plan.ts';
import { endSeries, placeOf, putSeries, type SeriesVisitRow } from './series-rows.ts';

/** What would become of a change of a series from one visit on, or of all of it. */
export const previewSeriesMove: Verb<typeof scheduling, 'previewSeriesMove'> = async (ctx, input) => {
  const { patientId, places, kept } = await planMove(ctx, input);
  return { patientId, places, kept };
};

/**
 * Moves the visits of a series from one of them on, or all that are still to come: all of them or none, or those whose
 * new time is free. What was before is the old series and stays as it was, exceptions and all.
 */
export const moveSeries: Verb<typeof scheduling, 'moveSeries'> = async (ctx, input) => {
  const plan = await planMove(ctx, input);
  const { series, rows, others, patientId } = plan;
  const short = plan.places.filter((one) => one.verdict !== 'free');
  if (short.length > 0 && (input.which === 'all' || short.length === plan.places.length)) {
    const locale = localeFor(ctx.language);
    return ctx.fail('seriesClashes', {
      ...{ places: plan.places, total: plan.places.length, count: short.length },
      which: refusedWords(ctx, short, (day) => formatPlainDate(day, locale, 'short')),
    });
  }
  const over = new Set(plan.kept.filter((one) => one.why === 'over').map((one) => one.visitId));
  const staying = [...others, ...rows.filter((row) => over.has(row.visit_id))];
  // nothing of the old one is left: it goes on under its own id
  const seriesId = staying.length === 0 ? series.seriesId : ctx.newId();
  const { rule, firstDay, practitionerId } = plan;
  const changed = { seriesId, rule, firstDay, practitionerId, time: input.time };
  await putSeries(ctx, { ...changed, splitFrom: staying.length === 0 ? undefined : series.seriesId });
  const lastDay = staying.map(placeOf).toSorted().at(-1);
  if (lastDay) await endSeries(ctx, series, lastDay);
  const moved: MovedPlace[] = [];
  const kept: KeptVisit[] = [...plan.kept];
  for (const place of inVacatingOrder(plan)) {
    const done = place.verdict === 'free' && (await movePlace(ctx, plan, input, seriesId, place));
    if (done) moved.push(done);
    else kept.push(keptVisit(rowOf(rows, place.visitId), 'clash'));
  }
  for (const one of kept) {
    if (one.why !== 'over') await carryOver(ctx, plan, input, seriesId, rowOf(rows, one.visitId));
  }
  const byStart = <T extends { startsAt: string | null }>(all: T[]) =>
    all.toSorted((a, b) => ((a.startsAt ?? '') < (b.startsAt ?? '') ? -1 : 1));
  return { patientId, seriesId, moved: byStart(moved), kept: byStart(kept) };
};

function rowOf(rows: readonly SeriesVisitRow[], visitId: string): SeriesVisitRow {
  const row = rows.find((one) => one.visit_id === visitId);
  if (!row) throw new Error('a place of a plan is one of its visits');
  return row;
}

/** Later times from the last one on, earlier ones from the first: each finds its new time left by the one before. */
function inVacatingOrder({ places }: Plan): MovedPlace[] {
  const first = places.find((one) => one.startsAt !== null);
  const later = first !== undefined && (first.startsAt ?? '') > first.fromStartsAt;
  return later ? places.toReversed() : [...places];
}

/** @returns undefined where somebody else was faster and the visit may stay */
async function movePlace(
  ctx: Context,
  plan: Plan,
  input: SeriesMove & { which: 'all' | 'free' },
  seriesId: string,
  place: MovedPlace,
): Promise<MovedPlace | undefined> {
  const { practitionerId, type, wish } = plan;
  const [startsAt, endsAt] = [place.startsAt ?? '', place.endsAt ?? ''];
  const move = async () => {
    const facts = await factsAt(ctx, place.visitId);
    const to = { startsAt, endsAt, practitionerId };
    const roomId = await roomAfterMove(ctx, undefined, facts, wish, to);
    await ctx.record.patch('Appointment', place.visitId, (appointment) => {
      moveAppointment(appointment, { ...to, roomId });
      setSeries(appointment, { seriesId, day: place.day, at: startsAt });
    });
    await nameKeptOf(ctx, place.visitId, type);
    await endCalls(ctx, place.visitId);
    return place;
  };
  if (input.which === 'all') return move();
  try {
    return await alone(ctx, move);
  } catch (error) {
    const refusal = refusalIn(error);
    // of another slice it says nothing of the time
    if (refusal && (refusal.slice ?? 'scheduling') === 'scheduling') return undefined;
    throw error;
  }
}

/** What stays as it is belongs to the changed series from now on, as an exception of it; nothing else of it changes. */
async function carryOver(
  ctx: Context,
  plan: Plan,
  input: SeriesMove,
  seriesId: string,
  row: SeriesVisitRow,
): Promise<void> {
  const day = plan.newDayOf(row);
  const choice = { skipped: 'shift', twice: input.twice ?? 'earlier' } as const;
  const { at } = occurrenceOn(day, { time: input.time, zone: ctx.clinic.zone, ...choice });
  const instant = 'instant' in at ? at.instant : instantOf(epochMsOf(row.starts_at));
  await ctx.record.patch('Appointment', row.visit_id, (appointment) =>
    setSeries(appointment, { seriesId, day, at: instant }),
  );
}
