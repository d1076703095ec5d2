import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { dataTable, heading } from '#platform/server/print/blocks.ts';
import type { Paper } from '#platform/server/print/paper.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { addDays, epochMsOf, formatDateTime } from '#platform/shared/time.ts';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { Line, roster } from '#slices/roster/contract.ts';
import { week } from '../week.ts';
import { daysWords, hoursWords, say, shortDay, spanWords } from '../words.ts';

type Week = OutputOf<typeof roster, 'week'>;

/** The duty roster of a week on one landscape sheet, in the language of who prints it; a draft says so. */
export const printWeek: Verb<typeof roster, 'printWeek'> = async (ctx, input) => {
  const shown = await week(ctx, input);
  const { language } = ctx;
  const paper: Paper = {
    kind: 'roster.week',
    size: paperSizeFor(ctx.clinic.country, 'document'),
    landscape: true,
    language,
    title: say(language, 'paper_title', {
      days: daysWords(shown.monday, addDays(shown.monday, 6), language),
    }),
    body: bodyOf(ctx, shown),
  };
  return { paperId: await keepPaper(ctx, paper, { subject: `Basic/roster-week-${shown.monday}` }) };
};

function bodyOf(ctx: Context, shown: Week): Content[] {
  const { language } = ctx;
  const { published } = shown;
  const at = published && formatDateTime(published.at, localeFor(language), ctx.clinic.zone, 'short');
  const standing = published
    ? say(language, 'paper_published', { at: at ?? '', by: published.by })
    : say(language, 'paper_draft');
  const working = shown.people.filter(
    (one) => one.away.length > 0 || shown.shifts.some((shift) => shift.staffId === one.staffId),
  );
  const free = shown.shifts.filter((one) => one.staffId === null);
  const rows = working.map((one) => [
    { text: `${one.name}\n${one.jobs}` },
    ...shown.days.map((day) => cellOf(ctx, shown, one, day)),
    hoursWords(one.minutes, language),
  ]);
  if (free.length > 0) rows.push(freeRow(ctx, shown));
  return [
    { text: standing, style: published ? 'label' : 'mark' },
    dataTable(
      [
        { title: say(language, 'paper_person'), width: 112 },
        ...shown.days.map((day) => ({ title: shortDay(day, language) })),
        { title: say(language, 'paper_hours'), width: 52 },
      ],
      rows,
      language,
    ),
    ...gapsOf(ctx, shown),
  ];
}

function cellOf(ctx: Context, shown: Week, line: Line, day: string): string {
  const away = line.away.find((one) => one.day === day);
  const shifts = shown.shifts
    .filter((one) => one.day === day && one.staffId === line.staffId && one.away !== 'all')
    .map((one) => wordsOf(ctx, shown, one));
  return [...(away ? [say(ctx.language, 'away')] : []), ...shifts].join('\n');
}

/** The kind over its times, each half of a split shift on its own line: columns are narrow. */
function wordsOf(ctx: Context, { kinds }: Week, shift: Week['shifts'][number]): string {
  const label = kinds.find((one) => one.code === shift.kind)?.label[ctx.language] ?? shift.kind;
  const times = shift.stretches.map((one) =>
    spanWords(ctx, { from: epochMsOf(one.from), to: epochMsOf(one.until) }, ctx.language),
  );
  return [label, ...times].join('\n');
}

function freeRow(ctx: Context, shown: Week) {
  const free = shown.shifts.filter((one) => one.staffId === null);
  return [
    { text: say(ctx.language, 'free'), bold: true },
    ...shown.days.map((day) =>
      free
        .filter((one) => one.day === day)
        .map((one) => wordsOf(ctx, shown, one))
        .join('\n'),
    ),
    '',
  ];
}

function gapsOf(ctx: Context, { gaps }: Week): Content[] {
  if (gaps.length === 0) return [];
  const { language } = ctx;
  return [
    heading(say(language, 'gaps')),
    {
      ul: gaps.map((one) => {
        const span = spanWords(ctx, { from: epochMsOf(one.from), to: epochMsOf(one.until) }, language);
        return say(language, 'paper_gap', { day: daysWords(one.day, one.day, language), span, act: one.act });
      }),
    },
  ];
}
