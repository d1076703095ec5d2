import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, epochMsOf, formatTime, instantOf, wallToInstant } from '#platform/shared/time.ts';
import { patientCard } from '#slices/records/server/index.ts';
import type { VisitType } from '../contract.ts';
import type { Occurrence } from '../shared/recurrence.ts';
import type { Place } from '../shared/series-shapes.ts';
import type { Span } from '../shared/spans.ts';
import type { Agenda } from './agenda.ts';
import { agendaFor, nearestIn, type Wish } from './find-times.ts';
import { type Against, againstOf } from './judge.ts';
import { slotAt } from './numbers.ts';

const minuteMs = 60_000;

/** The visit that stands at each place. */
export interface Repeated {
  type: VisitType | undefined;
  wish: Wish;
  practitionerId: string;
  patientId: string;
  /** The time of the clock, `HH:MM`. */
  time: string;
}

/**
 * What is to be said about each occurrence: free, or why not, with the three nearest times that would do and that the
 * rest of the series leaves free. One agenda serves all of them.
 */
export async function placesOf(
  ctx: Context,
  visit: Repeated,
  occurrences: readonly Occurrence[],
): Promise<Place[]> {
  const [first, last] = [occurrences[0], occurrences.at(-1)];
  if (!first || !last) return [];
  const { wish, patientId } = visit;
  const days = occurrences.map((one) => one.day).toSorted();
  const range = { fromDay: addDays(days[0] ?? first.day, -4), toDay: addDays(days.at(-1) ?? last.day, 15) };
  const agenda = await agendaFor(ctx, wish, range);
  const patient = (await patientCard(ctx, [patientId])).get(patientId);
  const person = patient && { sex: patient.sex ?? 'unknown', birthDate: patient.birthDate };
  const judged = occurrences.map((one) => {
    const span = 'instant' in one.at ? spanAt(agenda, visit, one.day, epochMsOf(one.at.instant)) : undefined;
    const against = span && againstOf(ctx, agenda, { ...visit, patient: person, span }, epochMsOf(ctx.now));
    return { one, span, against };
  });
  const free = judged.flatMap(({ span, against }) => (span && !against ? [span] : []));
  return judged.map(({ one, span, against }) => {
    const isFree = span !== undefined && !against;
    const wantedMs = span?.from ?? wantedOf(ctx, one, visit.time);
    const none = isFree || against?.verdict === 'notForPatient';
    return {
      day: one.day,
      startsAt: span ? instantOf(span.from) : null,
      endsAt: span ? instantOf(span.to) : null,
      shifted: one.shifted,
      choices: 'ambiguous' in one.at ? one.at.ambiguous : [],
      alternatives: none ? [] : nearestIn(ctx, agenda, wish, wantedMs, free),
      ...verdictOf(ctx, one, against),
    };
  });
}

/** In a session of numbers the number's own stretch. */
function spanAt(agenda: Agenda, visit: Repeated, day: string, atMs: number): Span {
  const slot = slotAt(agenda.hours, visit.practitionerId, day, atMs);
  if (slot) return { from: slot.from, to: slot.to };
  return { from: atMs, to: atMs + visit.wish.durationMinutes * minuteMs };
}

/** Near what the clock would show. */
function wantedOf(ctx: Context, one: Occurrence, time: string): number {
  const at = wallToInstant(one.day, time, ctx.clinic.zone);
  if ('instant' in at) return epochMsOf(at.instant);
  return epochMsOf('invalid' in at ? at.shiftedInstant : at.ambiguous[0]);
}

function verdictOf(
  ctx: Context,
  one: Occurrence,
  against: Against | undefined,
): Pick<Place, 'verdict' | 'words' | 'resource'> {
  const say = (key: string, params?: Record<string, string>) =>
    words(ctx.language, `scheduling_verdict_${key}`, params);
  const clock = (at: string) => formatTime(at, localeFor(ctx.language), ctx.clinic.zone);
  if ('invalid' in one.at) {
    const instead = clock(one.at.shiftedInstant);
    return { verdict: 'skipped', words: say('skipped', { instead }), resource: null };
  }
  if ('ambiguous' in one.at) return { verdict: 'twice', words: say('twice'), resource: null };
  if (!against) {
    const shifted = one.shifted ? say('shifted', { time: clock(one.at.instant) }) : '';
    return { verdict: 'free', words: shifted, resource: null };
  }
  const { verdict, resource } = against;
  if (verdict === 'holiday') {
    return { verdict, words: say('holiday', { name: against.name ?? '' }), resource };
  }
  if (verdict !== 'taken') return { verdict, words: say(verdict), resource };
  const what = words(ctx.language, `scheduling_taken_${resource ?? 'practitioner'}`);
  return { verdict, words: say('taken', { what }), resource };
}

/** The refused places in words, for the refusal of the whole: "3 of 12: 6 Apr 2026 (holiday: Easter)". */
export function refusedWords(
  ctx: Context,
  places: readonly Place[],
  formatDay: (day: string) => string,
): string {
  const named = places.slice(0, 3).map((one) => `${formatDay(one.day)} (${one.words})`);
  return new Intl.ListFormat(localeFor(ctx.language), { type: 'conjunction' }).format(
    places.length > 3
      ? [...named, words(ctx.language, 'scheduling_verdict_more', { count: places.length - 3 })]
      : named,
  );
}
