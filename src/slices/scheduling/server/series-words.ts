import type { Context } from '#platform/server/context.ts';
import { words } from '#platform/server/words.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime, weekdayOf } from '#platform/shared/time.ts';
import type { SeriesRule } from '../shared/series-shapes.ts';

/** A rule as somebody would say it: "every 2 weeks on Monday and Thursday, 8 times". */
export function ruleWords(
  ctx: Pick<Context, 'language'>,
  series: { rule: SeriesRule; firstDay: string; time: string },
): string {
  const { rule, firstDay, time } = series;
  const word = (key: string, params?: Record<string, string | number>) =>
    words(ctx.language, `scheduling_rule_${key}`, params);
  const parts = [rule.every === 1 ? word(rule.frequency) : word(`${rule.frequency}N`, { every: rule.every })];
  if (rule.frequency === 'weekly') {
    const weekdays = rule.weekdays.length > 0 ? rule.weekdays : [weekdayOf(firstDay)];
    parts.push(
      word('on', {
        days: listed(
          ctx,
          weekdays.map((one) => weekdayName(ctx, one)),
        ),
      }),
    );
  }
  if (rule.frequency === 'monthly') parts.push(monthWords(ctx, rule, firstDay));
  // a clock time is the same on every day, so any day's will do
  const clock = formatTime(`2024-01-01T${time}:00Z`, localeFor(ctx.language), 'UTC');
  parts.push(word('at', { time: clock }));
  const ends = [
    ...(rule.count ? [word('times', { count: rule.count })] : []),
    ...(rule.untilDay ? [word('until', { day: dayWords(ctx, rule.untilDay) })] : []),
  ];
  const except = rule.exceptDays.map((day) => dayWords(ctx, day));
  if (except.length > 0) ends.push(word('except', { days: listed(ctx, except) }));
  return [parts.join(' '), ...ends].join(', ');
}

function monthWords(ctx: Pick<Context, 'language'>, rule: SeriesRule, firstDay: string): string {
  const word = (key: string, params?: Record<string, string | number>) =>
    words(ctx.language, `scheduling_rule_${key}`, params);
  if (rule.nth) {
    const weekday = weekdayName(ctx, rule.nth.weekday);
    const place = ['last', 'first', 'second', 'third', 'fourth'][Math.max(rule.nth.place, 0)] ?? 'last';
    return word(`${place}Weekday`, { weekday });
  }
  const day = rule.monthDay ?? Number(firstDay.slice(8));
  return day === -1 ? word('lastDay') : word('monthDay', { day });
}

function weekdayName(ctx: Pick<Context, 'language'>, weekday: number): string {
  const format = new Intl.DateTimeFormat(localeFor(ctx.language), { weekday: 'long', timeZone: 'UTC' });
  // 2024-01-01 was a Monday
  return format.format(Date.UTC(2024, 0, weekday));
}

function dayWords(ctx: Pick<Context, 'language'>, day: string): string {
  return formatPlainDate(day, localeFor(ctx.language), 'short');
}

function listed(ctx: Pick<Context, 'language'>, parts: readonly string[]): string {
  return new Intl.ListFormat(localeFor(ctx.language), { type: 'conjunction' }).format(parts);
}
