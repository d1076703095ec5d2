import type { Context } from '#platform/server/context.ts';
import { alone, refusalIn } from '#platform/server/db/alone.ts';
import type { Verb } from '#platform/server/slice.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, wallToInstant } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { scheduling } from '../contract.ts';
import { type Occurrence, occurrencesOf } from '../shared/recurrence.ts';
import { mostOccurrences, type Place, type SeriesWanted } from '../shared/series-shapes.ts';
import { giveUp } from './holds.ts';
import { loadRooms } from './load-setup.ts';
import { mustBeOwnRoom } from './own.ts';
import { placesOf, refusedWords } from './series-places.ts';
import { putSeries } from './series-rows.ts';
import { takeTime, visitTypeInUse, wishFor } from './take-time.ts';

/** What would become of a series: every occurrence, free or why not, with the nearest times that would do. */
export const previewSeries: Verb<typeof scheduling, 'previewSeries'> = async (ctx, input) => {
  return { places: await wantedPlaces(ctx, input) };
};

/** Books a series in one act: all of its occurrences or none, or those that are free. */
export const bookSeries: Verb<typeof scheduling, 'bookSeries'> = async (ctx, input) => {
  if (input.holdId) await giveUp(ctx, input.holdId);
  const places = await wantedPlaces(ctx, input);
  const free = places.filter((one) => one.verdict === 'free');
  const left = places.filter((one) => one.verdict !== 'free');
  if (left.length > 0 && (input.which === 'all' || free.length === 0))
    return refuseClashes(ctx, places, left);
  const seriesId = ctx.newId();
  await putSeries(ctx, { seriesId, ...pick(input) });
  const booked = [];
  // in the order of time, so that two series wait for one another in one order
  for (const place of free.toSorted((a, b) => ((a.startsAt ?? '') < (b.startsAt ?? '') ? -1 : 1))) {
    const visit = await takePlace(ctx, input, seriesId, place);
    if (visit) booked.push(visit);
    else left.push(await lost(ctx, input, place));
  }
  const inOrder = left.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  // as they are now: what was free before somebody else was faster is not any more
  if (booked.length === 0) return refuseClashes(ctx, inOrder, inOrder);
  return { seriesId, patientId: input.patientId, booked, left: inOrder };
};

const pick = ({ rule, firstDay, time, practitionerId }: SeriesWanted) => {
  return { rule, firstDay, time, practitionerId };
};

async function wantedPlaces(ctx: Context, input: SeriesWanted): Promise<Place[]> {
  const { patientId, practitionerId, visitTypeCode } = input;
  await mustBePatient(ctx, patientId);
  if (input.roomId) await mustBeOwnRoom(ctx, input.roomId);
  const type = await visitTypeInUse(ctx, visitTypeCode, practitionerId, input.moreTypeCodes);
  const wish = await wishFor(ctx, type, { practitionerId, patientId });
  const rooms = input.roomId ? (await loadRooms(ctx)).filter((room) => room.id === input.roomId) : wish.rooms;
  const except = { ...wish.except, holdId: input.holdId };
  const visit = { type, wish: { ...wish, rooms, except }, practitionerId, patientId, time: input.time };
  return placesOf(ctx, visit, withInstead(input, occurrencesWanted(ctx, input)));
}

function occurrencesWanted(ctx: Context, input: SeriesWanted): Occurrence[] {
  const { rule, firstDay, time, skipped, twice } = input;
  if (!rule.count && !rule.untilDay) refuseField('rule.count', 'scheduling_field_seriesEnd');
  if (rule.untilDay && rule.untilDay < firstDay)
    refuseField('rule.untilDay', 'scheduling_field_endBeforeStart');
  const series = { rule, firstDay, time, skipped, twice, zone: ctx.clinic.zone };
  const found = occurrencesOf(series, mostOccurrences + rule.exceptDays.length + 1);
  if (found.length > mostOccurrences) {
    refuseField(rule.untilDay ? 'rule.untilDay' : 'rule.count', 'scheduling_field_tooManyPlaces', {
      most: mostOccurrences,
    });
  }
  if (found.length === 0) refuseField('rule.untilDay', 'scheduling_field_noPlaces');
  return found;
}

/** Other times for single occurrences: each must be of the rule. */
function withInstead(input: SeriesWanted, occurrences: Occurrence[]): Occurrence[] {
  const days = occurrences.map((one) => one.day);
  for (const [index, one] of input.instead.entries()) {
    if (!days.includes(one.day)) refuseField(`instead.${index}.day`, 'scheduling_field_notOfSeries');
  }
  const instead = new Map(input.instead.map((one) => [one.day, one.startsAt]));
  return occurrences.map((one) => {
    const startsAt = instead.get(one.day);
    return startsAt ? { ...one, at: { instant: startsAt }, shifted: false } : one;
  });
}

/**
 * Books one place. Where somebody else was faster it is none of the series' then, or the refusal of the whole.
 * @returns undefined where it is left out
 */
async function takePlace(
  ctx: Context,
  input: SeriesWanted & { which: 'all' | 'free'; reason: string },
  seriesId: string,
  place: Place,
) {
  const { patientId, visitTypeCode, moreTypeCodes, practitionerId, roomId, reason } = input;
  const startsAt = place.startsAt ?? '';
  const at = ruleInstant(ctx, input, place);
  const book = async () => {
    const series = { seriesId, day: place.day, at };
    const taken = await takeTime(ctx, {
      ...{ patientId, visitTypeCode, moreTypeCodes, practitionerId, startsAt, roomId, reason, series },
    });
    const { visitId, endsAt } = taken;
    return { visitId, day: place.day, startsAt: taken.startsAt, endsAt, roomId: taken.roomId };
  };
  if (input.which === 'all') return book();
  try {
    return await alone(ctx, book);
  } catch (error) {
    const refusal = refusalIn(error);
    // of another slice it says nothing of the time
    if (refusal && (refusal.slice ?? 'scheduling') === 'scheduling') return undefined;
    throw error;
  }
}

/** Where the rule puts it; one that was given another time at once is an exception from the beginning. */
function ruleInstant(ctx: Context, input: SeriesWanted, place: Place): string {
  const asked = input.instead.some((one) => one.day === place.day);
  const startsAt = place.startsAt ?? '';
  if (!asked) return startsAt;
  const at = wallToInstant(place.day, input.time, ctx.clinic.zone, {
    disambiguation: input.twice ?? 'earlier',
  });
  if ('instant' in at) return at.instant;
  return 'invalid' in at ? at.shiftedInstant : at.ambiguous[0];
}

/** Judged anew, it says what it was lost to. */
async function lost(ctx: Context, input: SeriesWanted, place: Place): Promise<Place> {
  const again = await wantedPlaces(ctx, {
    ...input,
    rule: onlyOn(input, place.day),
    instead: insteadOn(input, place),
  });
  const found = again.find((one) => one.day === place.day);
  return found && found.verdict !== 'free' ? found : { ...place, verdict: 'taken' };
}

const onlyOn = ({ rule }: SeriesWanted, day: string) => ({ ...rule, count: null, untilDay: day });
const insteadOn = ({ instead }: SeriesWanted, place: Place) => instead.filter((one) => one.day <= place.day);

function refuseClashes(
  ctx: Context<'seriesClashes'>,
  places: readonly Place[],
  left: readonly Place[],
): never {
  const locale = localeFor(ctx.language);
  return ctx.fail('seriesClashes', {
    ...{ places: [...places], total: places.length, count: left.length },
    which: refusedWords(ctx, left, (day) => formatPlainDate(day, locale, 'short')),
  });
}
