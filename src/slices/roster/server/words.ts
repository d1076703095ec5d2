import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime, instantOf, weekdayOf } from '#platform/shared/time.ts';
import type { Kind } from '../contract.ts';
import type { Span } from '../shared/stretches.ts';

type Params = Record<string, string | number>;

export function say(language: Language, key: string, params?: Params): string {
  return words(language, `roster_${key}`, params);
}

/** `Mon, Mar 9, 2026`: a roster is spoken of by weekdays. */
export function dayWords(day: string, language: Language): string {
  return `${weekdayName(weekdayOf(day), language, 'short')}, ${formatPlainDate(day, localeFor(language), 'short')}`;
}

/** `Mon 9 Mar`: where the year stands above. */
export function shortDay(day: string, language: Language): string {
  return dayWords(day, language)
    .replace(/,? \d{4}$/, '')
    .replace(',', '');
}

/** Monday is 1. */
export function weekdayName(weekday: number, language: Language, style: 'long' | 'short'): string {
  // 2024-01-01 was a Monday
  const at = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(localeFor(language), { weekday: style, timeZone: 'UTC' }).format(at);
}

/** One day, or the first and the last. */
export function daysWords(firstDay: string, lastDay: string, language: Language): string {
  const locale = localeFor(language);
  if (firstDay === lastDay) return dayWords(firstDay, language);
  return `${formatPlainDate(firstDay, locale, 'short')} – ${formatPlainDate(lastDay, locale, 'short')}`;
}

/** `07:00–14:00`, without the letters of the zone. */
export function spanWords(ctx: Pick<Context, 'clinic'>, span: Span, language: Language): string {
  return [span.from, span.to].map((at) => clockWords(ctx, at, language)).join('–');
}

function clockWords(ctx: Pick<Context, 'clinic'>, atMs: number, language: Language): string {
  const shown = formatTime(instantOf(atMs), localeFor(language), ctx.clinic.zone);
  // the zone is the clinic's own on every line of a roster
  return shown.replace(/ (W(IB|ITA|IT)|GMT.*|UTC|[A-Z]{1,2}[SD]T)$/, '');
}

/** `Morning 07:00–14:00`, of a split shift both halves. */
export function shiftWords(
  ctx: Pick<Context, 'clinic'>,
  shift: { kind: string; stretches: readonly Span[] },
  kinds: readonly Kind[],
  language: Language,
): string {
  const label = kinds.find((one) => one.code === shift.kind)?.label[language] ?? shift.kind;
  return `${label} ${shift.stretches.map((one) => spanWords(ctx, one, language)).join(', ')}`;
}

/** `38 h`, `7 h 30 min`. */
export function hoursWords(minutes: number, language: Language): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0
    ? say(language, 'hours', { hours })
    : say(language, 'hoursMinutes', { hours, minutes: rest });
}
