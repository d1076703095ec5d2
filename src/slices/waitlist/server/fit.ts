import type { Context } from '#platform/server/context.ts';
import { addDays, epochMsOf, weekdayOf, zonedDay } from '#platform/shared/time.ts';
import type { FreeTime } from '#slices/scheduling/contract.ts';
import { freeTimes, visitTypeOf } from '#slices/scheduling/server/index.ts';
import type { FreeAt } from '../shared/rules.ts';
import type { Candidate } from './load-entries.ts';

/** A found time as the rules see it. */
export function freeAt(time: FreeTime): FreeAt {
  const { practitionerId, day, part } = time;
  return { practitionerId, day, part, weekday: weekdayOf(day), startMs: epochMsOf(time.startsAt) };
}

/** Scheduling's free times for the visit that somebody waits for, or why there can be none. */
export async function timesFor(
  ctx: Context,
  entry: Pick<Candidate, 'visitTypeCode' | 'patientId' | 'keepsVisitId'>,
  range: { practitionerId?: string | null; fromDay: string; toDay: string },
): Promise<FreeTime[] | 'unsuited' | 'noType'> {
  const type = await visitTypeOf(ctx, entry.visitTypeCode);
  if (!type?.active) return 'noType';
  const { times, unsuited } = await freeTimes(ctx, {
    ...{
      visitTypeCode: type.code,
      fromDay: range.fromDay,
      toDay: range.toDay,
      perPart: 100,
      moreTypeCodes: [],
    },
    ...(range.practitionerId && { practitionerId: range.practitionerId }),
    ...{ patientId: entry.patientId, ...(entry.keepsVisitId && { visitId: entry.keepsVisitId }) },
  });
  return unsuited ? 'unsuited' : times;
}

/**
 * The time within a freed stretch at which the visit fits: at its beginning if it can be, else the first that touches
 * it, since what lay free beside it may be needed for a longer visit.
 */
export async function timeWithin(
  ctx: Context,
  entry: Candidate,
  freed: { practitionerId: string; startsAt: string; endsAt: string },
  suits: (time: FreeAt) => boolean,
): Promise<FreeTime | 'noFit' | 'unsuited' | 'noType'> {
  const day = zonedDay(freed.startsAt, ctx.clinic.zone);
  const { practitionerId } = freed;
  const times = await timesFor(ctx, entry, { practitionerId, fromDay: day, toDay: day });
  if (typeof times === 'string') return times;
  const [from, to] = [epochMsOf(freed.startsAt), epochMsOf(freed.endsAt)];
  const inside = times
    .filter((time) => epochMsOf(time.startsAt) < to && epochMsOf(time.endsAt) > from)
    .filter((time) => suits(freeAt(time)));
  return inside.find((time) => epochMsOf(time.startsAt) === from) ?? inside[0] ?? 'noFit';
}

/** The days over which what is free soon is looked through for somebody; undefined where none is left. */
export function soonFor(
  entry: Pick<Candidate, 'fromDay' | 'toDay' | 'keepsMs'>,
  today: string,
  lookAheadDays: number,
): { fromDay: string; toDay: string } | undefined {
  const fromDay = entry.fromDay > today ? entry.fromDay : today;
  const last = addDays(today, lookAheadDays);
  const toDay = entry.toDay !== null && entry.toDay < last ? entry.toDay : last;
  return fromDay <= toDay ? { fromDay, toDay } : undefined;
}
