import type { Content } from 'pdfmake/interfaces.js';
import { dataTable } from '#platform/server/print/blocks.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt, ageLabel } from '#platform/shared/age.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { Growth, GrowthChart, GrowthPoint, vitals } from '../contract.ts';
import { draw, svgOf } from '../shared/drawing.ts';
import { growthTicks } from '../shared/growth/ticks.ts';
import { growthOfPatient } from './growth-chart.ts';
import { keepVitalsPaper, type PaperFor, paperFor } from './papers.ts';

/** One growth chart with its dots, and below it every dot as figures. */
export const printGrowth: Verb<typeof vitals, 'printGrowth'> = async (ctx, input) => {
  const { patientId, indicator, standard } = input;
  const growth = await growthOfPatient(ctx, patientId);
  const chart = growth.charts.find((one) => one.indicator === indicator && one.standard === standard);
  if (chart === undefined) return ctx.fail('nothingToPrint');
  const about = await paperFor(ctx, patientId);
  return keepVitalsPaper(ctx, about, {
    name: 'growth',
    title: about.word('paper_growth'),
    patientPart: 'vitals',
    subject: `Patient/${patientId}`,
    body: bodyOf(about, growth, chart),
    provisional: chart.points.some(({ preliminary }) => preliminary),
  });
};

function bodyOf(about: PaperFor, growth: Growth, chart: GrowthChart): Content[] {
  const { word, language } = about;
  const locale = localeFor(language);
  const write = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  const drawing = draw(
    { curves: chart.curves, dots: chart.points.map(({ x, value }) => [x, value]) },
    { width: 500, height: 380, write, ...growthTicks(chart) },
  );
  const inYears = chart.standard === 'cdc2000';
  const x = chart.xOf === 'lengthCm' ? 'cm' : word(inYears ? 'growth_years' : 'growth_months');
  const unit = chart.unit === 'kg/m2' ? 'kg/m²' : chart.unit;
  const source = word(`growth_${chart.standard}`);
  return [
    { text: `${word(`growth_${chart.indicator}`)}, ${source}`, bold: true, margin: [0, 0, 0, 6] },
    { svg: svgOf(drawing, { x, y: unit }), width: 500 },
    ...(growth.gestationWeeks !== undefined && growth.gestationWeeks < 37
      ? [{ text: word('growth_corrected', { weeks: growth.gestationWeeks }) }]
      : []),
    dataTable(
      [
        { title: word('growth_day') },
        { title: word('growth_age') },
        { title: `${word('growth_value')}, ${unit}`, align: 'right' },
        { title: word('growth_z'), align: 'right' },
        { title: word('growth_percentile'), align: 'right' },
        { title: word('paper_flag') },
      ],
      chart.points.toReversed().map((point) => rowOf(about, point)),
      language,
    ),
  ];
}

function rowOf({ word, language, patient }: PaperFor, point: GrowthPoint): string[] {
  const locale = localeFor(language);
  const age = ageAt(patient.birthDate, point.day);
  return [
    formatPlainDate(point.day, locale),
    age === null ? '' : ageLabel(age, language),
    formatNumber(point.value, 2, locale),
    formatNumber(point.z, 2, locale),
    formatNumber(point.percentile, 1, locale),
    [
      ...(point.label === null ? [] : [word(`label_${point.label}`)]),
      ...(point.implausible ? [word('growth_implausible')] : []),
    ].join(', '),
  ];
}
