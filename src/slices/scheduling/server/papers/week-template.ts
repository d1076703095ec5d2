import type { Content } from 'pdfmake/interfaces.js';
import { dataTable, heading } from '#platform/server/print/blocks.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate, formatTime } from '#platform/shared/time.ts';
import type { scheduling, Week } from '#slices/scheduling/contract.ts';
import { loadRooms, loadVisitTypes, loadWeeks } from '../load-setup.ts';
import { loadProviders } from '../own.ts';
import { usualWeek, weekOn } from '../rules.ts';
import { keepList, say, weekdayName } from './paper.ts';

/** The week as it is planned on a day: the clinic's hours and each provider's, with room and numbers. */
export const printWeekTemplate: Verb<typeof scheduling, 'printWeekTemplate'> = async (ctx, input) => {
  const { day, practitionerId } = input;
  const { language } = ctx;
  const weeks = await loadWeeks(ctx);
  const names = {
    rooms: new Map((await loadRooms(ctx)).map((one) => [one.id, one.name])),
    types: new Map(
      (await loadVisitTypes(ctx)).map((one) => [one.code, language === 'id' ? one.labelId : one.labelEn]),
    ),
  };
  const providers = (await loadProviders(ctx)).filter(
    (one) => !practitionerId || one.practitionerId === practitionerId,
  );
  const clinic = weekOn(weeks, null, day);
  const tableOf = (week: Pick<Week, 'sessions'>) => weekTable(week, names, language);
  const body: Content[] = [
    heading(words(language, 'scheduling_hours_clinic')),
    ...since(ctx, clinic),
    tableOf(clinic ?? usualWeek),
  ];
  for (const { practitionerId: id, name } of providers) {
    const own = weekOn(weeks, id, day);
    const none = weeks.some((one) => one.practitionerId === id) ? 'noHours' : 'clinicHours';
    body.push(heading(name));
    if (own) body.push(...since(ctx, own), tableOf(own));
    else body.push({ text: say(language, none) });
  }
  return keepList(ctx, {
    kind: 'weekTemplate',
    title: say(language, 'weekTemplate', { day: formatPlainDate(day, localeFor(language)) }),
    subject: `Week/${day}`,
    body,
  });
};

function since(ctx: Context, week: Week | undefined): Content[] {
  if (!week) return [];
  const date = (day: string) => formatPlainDate(day, localeFor(ctx.language));
  const from = words(ctx.language, 'scheduling_hours_since', { day: date(week.validFrom) });
  const text = week.validTo === null ? from : `${date(week.validFrom)} – ${date(week.validTo)}`;
  return [{ text, style: 'label' }];
}

function weekTable(
  week: Pick<Week, 'sessions'>,
  names: { rooms: ReadonlyMap<string, string>; types: ReadonlyMap<string, string> },
  language: Language,
): Content {
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const sessions = week.sessions.filter((one) => one.weekday === weekday);
    const lines = sessions.map((one) => {
      const more = [
        one.roomId && names.rooms.get(one.roomId),
        one.quota && words(language, 'scheduling_hours_numbers', { count: one.quota }),
        typesText(one.visitTypeCodes ?? [], names.types, language),
      ];
      const hours = `${wallWords(one.from, language)}–${wallWords(one.to, language)}`;
      return [hours, ...more].filter(Boolean).join(' ');
    });
    return [weekdayName(weekday, language), lines.join('; ') || words(language, 'scheduling_week_closed')];
  });
  return dataTable(
    [
      { title: words(language, 'scheduling_hours_day'), width: 90 },
      { title: words(language, 'scheduling_hours_title') },
    ],
    days,
    language,
  );
}

function typesText(codes: readonly string[], types: ReadonlyMap<string, string>, language: Language): string {
  if (codes.length === 0) return '';
  return words(language, 'scheduling_hours_onlyTypes', {
    types: codes.map((code) => types.get(code) ?? code).join(', '),
  });
}

/** A time of the plan, of no day in particular. */
function wallWords(time: string, language: Language): string {
  return formatTime(`2024-01-01T${time}:00Z`, localeFor(language), 'UTC');
}
