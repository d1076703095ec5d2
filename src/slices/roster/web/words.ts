import { m } from '#messages';
import { type Locale, languageOf } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime } from '#platform/shared/time.ts';
import type { Kind, Leave, Shift, Swap } from '../contract.ts';

/** Minutes as `38 h` or `7 h 30 min`. */
export function hoursWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0 ? m.roster_hours({ hours }) : m.roster_hoursMinutes({ hours, minutes: rest });
}

/** `7 AM–3 PM`, `07.00–14.00`; the zone is the clinic's own on every line, and whole hours are most. */
export function spanWords(span: { from: string; until: string }, locale: Locale, zone: string): string {
  const [from = '', until = ''] = [span.from, span.until].map((at) =>
    formatTime(at, locale, zone)
      .replace(/ W(IB|ITA|IT)$/, '')
      .replace(/:00(?= [AP]M)/, ''),
  );
  // `9:15–9:30 PM`: both halves of the day need saying only where they differ
  const sameHalf = from.slice(-3) === until.slice(-3) && / [AP]M$/.test(from);
  return `${sameHalf ? from.slice(0, -3) : from}–${until}`;
}

/** Times of a kind of shift, of no day in particular. */
export function kindTimes(kind: Pick<Kind, 'stretches'>, locale: Locale): string {
  const at = (time: string) => `2024-01-01T${time}:00Z`;
  return kind.stretches
    .map(({ from, until }) => spanWords({ from: at(from), until: at(until) }, locale, 'UTC'))
    .join(', ');
}

export function kindLabel(code: string, kinds: readonly Kind[], locale: Locale): string {
  return kinds.find((one) => one.code === code)?.label[languageOf(locale)] ?? code;
}

/** `Morning 07:00–14:00`, of a split shift both halves. */
export function shiftWords(
  shift: Pick<Shift, 'kind' | 'stretches'>,
  kinds: readonly Kind[],
  locale: Locale,
  zone: string,
): string {
  const times = shift.stretches.map((one) => spanWords(one, locale, zone)).join(', ');
  return `${kindLabel(shift.kind, kinds, locale)} ${times}`;
}

/** `Mon 9 Mar`: the year stands in the title. */
export function dayWords(day: string, locale: Locale, style: 'long' | 'short' = 'short'): string {
  const weekday = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return `${weekday} ${formatPlainDate(day, locale, 'short').replace(/,? \d{4}$/, '')}`;
}

/** One day, or the first and the last. */
export function daysWords(firstDay: string, lastDay: string, locale: Locale): string {
  if (firstDay === lastDay) return dayWords(firstDay, locale);
  return `${dayWords(firstDay, locale)} – ${dayWords(lastDay, locale)}`;
}

const leaveKindWords = {
  annual: m.roster_leave_annual,
  sick: m.roster_leave_sick,
  family: m.roster_leave_family,
  training: m.roster_leave_training,
  other: m.roster_leave_other,
};

export function leaveKind(kind: Leave['kind']): string {
  return leaveKindWords[kind]();
}

const states = {
  asked: m.roster_state_asked,
  agreed: m.roster_state_agreed,
  approved: m.roster_state_approved,
  declined: m.roster_state_declined,
  cancelled: m.roster_state_cancelled,
};

export function stateWords(state: Leave['state'] | Swap['state']): string {
  return states[state]();
}

export const stateTones = {
  asked: 'blue',
  agreed: 'blue',
  approved: 'green',
  declined: 'grey',
  cancelled: 'grey',
} as const;
