import type { Content } from 'pdfmake/interfaces.js';
import type { Context } from '#platform/server/context.ts';
import { dataTable, heading, keyValueGrid } from '#platform/server/print/blocks.ts';
import { paperSizeFor } from '#platform/server/print/sizes.ts';
import { keepPaper } from '#platform/server/print/store.ts';
import type { Verb } from '#platform/server/slice.ts';
import { words } from '#platform/server/words.ts';
import { refuseField } from '#platform/shared/errors.ts';
import { type Language, localeFor } from '#platform/shared/languages.ts';
import { addDays, dayRange, formatDateTime, formatPlainDate } from '#platform/shared/time.ts';
import { cardOf } from '#slices/records/server/index.ts';
import type { chart } from '../contract.ts';
import { type Kind, kinds } from '../shared/kinds.ts';
import { type Line, together } from './page.ts';
import type { Source } from './sources.ts';
import { hiddenFrom, openTo } from './timeline.ts';

/** Lines that a paper holds, and how many of each type are read to know whether it does. */
const most = 1500;

/** What the chart says of a period, kind by kind, the oldest first, as far as the caller may see it. In the clinic's language. */
export const printChart: Verb<typeof chart, 'printChart'> = async (ctx, { patientId, purpose, from, to }) => {
  if (from && to && from > to) refuseField('to', 'chart_field_period');
  const card = await cardOf(ctx, patientId);
  const language = ctx.clinic.language;
  // words of the clinic's language, whoever prints
  const open = await openTo(ctx);
  const lines = await linesOf({ ...ctx, language }, open, patientId, to && addDays(to, 1));
  const inPeriod = lines.filter(({ day }) => !from || day === '' || day >= from);
  if (inPeriod.length > most) return ctx.fail('tooLong', { lines: inPeriod.length, most });
  const hidden = hiddenFrom(open).map((kind) => words(language, `chart_kind_${kind}`));
  const body: Content[] = [
    keyValueGrid([
      { label: words(language, 'chart_paper_purpose'), value: purpose },
      { label: words(language, 'chart_paper_period'), value: periodWords(language, from, to) },
      { label: words(language, 'chart_paper_lines'), value: String(inPeriod.length) },
      ...(hidden.length > 0
        ? [{ label: words(language, 'chart_paper_hidden'), value: hidden.join(', ') }]
        : []),
    ]),
    ...kinds.flatMap((kind) => partOf(ctx, language, kind, inPeriod)),
  ];
  const paper = {
    ...{ kind: 'chart.whole', size: paperSizeFor(ctx.clinic.country, 'document'), language, body },
    title: words(language, 'chart_paper_title'),
    patient: { name: card.name, birthDate: card.birthDate ?? '', recordNumber: card.recordNumber },
  };
  const about = { patientId, subject: `Patient/${patientId}`, patientPart: 'whole' } as const;
  const paperId = await keepPaper(ctx, paper, about);
  ctx.note('chart.takenAsPaper', { patientId, details: { purpose, from, to, lines: inPeriod.length } });
  return { patientId, paperId };
};

async function linesOf(
  ctx: Context,
  open: readonly Source[],
  patientId: string,
  before: string | undefined,
): Promise<Line[]> {
  const until = before && dayRange(before, ctx.clinic.zone).start;
  const ask = { patientId, limit: most + 1 };
  const dated = await Promise.all(open.map((one) => one.read(ctx, { ...ask, before: until })));
  const undated = await Promise.all(open.map((one) => one.read(ctx, { ...ask, isUndated: true })));
  const all = dated.map(({ lines }) => ({ lines, cutAt: undefined }));
  return [...together(all).lines.reverse(), ...undated.flatMap(({ lines }) => lines)];
}

/** One kind as a table; a kind of which nothing stands in the period says so, or its absence could be taken for loss. */
function partOf(ctx: Context, language: Language, kind: Kind, lines: readonly Line[]): Content[] {
  const rows = lines
    .filter((line) => line.kind === kind)
    .map((line) => [
      whenOn(ctx, language, line),
      [line.title, line.detail, line.text].filter(Boolean).join('\n'),
      [line.by, line.state].filter(Boolean).join('\n'),
    ]);
  const title = heading(words(language, `chart_kind_${kind}`));
  if (rows.length === 0) return [title, { text: words(language, 'chart_paper_none') }];
  const columns = [
    { title: words(language, 'chart_paper_when'), width: 80 },
    { title: words(language, 'chart_paper_what') },
    { title: words(language, 'chart_paper_by'), width: 110 },
  ];
  return [title, dataTable(columns, rows, language)];
}

function whenOn(ctx: Context, language: Language, { at, kind }: Line): string {
  if (!at) return words(language, 'chart_undated');
  const locale = localeFor(language);
  if (at.includes('T')) {
    const full = formatDateTime(at, locale, ctx.clinic.zone, 'short');
    return kind === 'immunization' ? formatPlainDate(at.slice(0, 10), locale, 'short') : full;
  }
  return at.length === 10 ? formatPlainDate(at, locale, 'short') : at;
}

function periodWords(language: Language, from: string | undefined, to: string | undefined): string {
  const said = (day: string) => formatPlainDate(day, localeFor(language));
  if (from && to) return words(language, 'chart_period_both', { from: said(from), to: said(to) });
  if (from) return words(language, 'chart_period_from', { from: said(from) });
  return to ? words(language, 'chart_period_to', { to: said(to) }) : words(language, 'chart_period_all');
}
