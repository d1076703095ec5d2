import { dataTable } from '#platform/server/print/blocks.ts';
import { searchRows } from '#platform/server/record/search.ts';
import type { Context } from '#platform/server/context.ts';
import type { Verb } from '#platform/server/slice.ts';
import { ageAt } from '#platform/shared/age.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatDecimal, formatNumber } from '#platform/shared/quantities.ts';
import { formatDateTime, zonedDay } from '#platform/shared/time.ts';
import { mustBePatient } from '#slices/records/server/index.ts';
import type { VitalItem, vitals } from '../contract.ts';
import { meanArterialPressure, pressureCategory } from '../shared/blood-pressure.ts';
import { adultPressureFromYears } from '../shared/ranges.ts';
import { howOn } from './paper-words.ts';
import { keepVitalsPaper, type PaperFor, paperFor } from './papers.ts';
import { settingsOf } from './settings.ts';
import { observationOf, readingOf } from './visit-sets.ts';

/** A page and a half of a log is read by nobody. */
const mostRows = 120;

/** Every blood pressure that counts, newest first, each reading by itself and the mean of a series marked as such. */
export const printPressureLog: Verb<typeof vitals, 'printPressureLog'> = async (ctx, { patientId }) => {
  const about = await paperFor(ctx, patientId);
  const { birthDate } = await mustBePatient(ctx, patientId);
  const items = await pressuresOf(ctx, patientId);
  if (items.length === 0) return ctx.fail('nothingToPrint');
  const { bloodPressureScheme } = (await settingsOf(ctx)).judging;
  const { word, language } = about;
  const columns = [
    { title: word('paper_time'), width: 90 },
    { title: 'mmHg', width: 50, align: 'right' as const },
    { title: word('paper_map'), width: 60, align: 'right' as const },
    { title: word('paper_how') },
    { title: word('paper_category'), width: 100 },
    { title: word('paper_by'), width: 70 },
  ];
  const rows = items.map((item) => {
    const age = birthDate === undefined ? null : ageAt(birthDate, zonedDay(item.measuredAt, ctx.clinic.zone));
    const grown = age === null || age.years >= adultPressureFromYears;
    return rowOf(about, item, ctx.clinic.zone, grown ? bloodPressureScheme : undefined);
  });
  return keepVitalsPaper(ctx, about, {
    name: 'pressureLog',
    title: word('paper_pressureLog'),
    patientPart: 'vitals',
    subject: `Patient/${patientId}`,
    body: [dataTable(columns, rows, language)],
    provisional: items.some(({ status }) => status === 'preliminary'),
  });
};

async function pressuresOf(ctx: Context, patientId: string): Promise<VitalItem[]> {
  const rows = await searchRows(ctx, 'Observation', {
    where: [
      { param: 'patient', reference: `Patient/${patientId}` },
      { param: 'code', token: ['85354-9', '96607-7'].map((code) => `http://loinc.org|${code}`) },
    ],
  });
  return rows
    .flatMap((row) => readingOf(row.id, Number(row.version), observationOf(row))?.item ?? [])
    .filter(({ status, value }) => status !== 'entered-in-error' && value !== undefined)
    .sort(newestFirst)
    .slice(0, mostRows);
}

/** Within one set the mean comes first, then its readings, the last one first. */
function newestFirst(a: VitalItem, b: VitalItem): number {
  if (a.measuredAt !== b.measuredAt) return a.measuredAt < b.measuredAt ? 1 : -1;
  const place = ({ context }: VitalItem) => Number(context.series ?? Infinity);
  return place(b) - place(a);
}

function rowOf(
  about: PaperFor,
  item: VitalItem,
  zone: string,
  scheme: 'accAha' | 'from140' | undefined,
): string[] {
  const { word, language } = about;
  const locale = localeFor(language);
  const [systolic, diastolic] = [Number(item.value), Number(item.diastolic)];
  const whole = item.diastolic !== undefined;
  const mean = item.measure === 'meanPressure' ? [word('measure_meanPressure')] : [];
  // a reading of a series is no verdict, its mean is
  const judged = whole && scheme !== undefined && item.context.series === undefined;
  return [
    formatDateTime(item.measuredAt, locale, zone),
    `${formatDecimal(item.value ?? '', locale)}/${whole ? formatDecimal(item.diastolic ?? '', locale) : '–'}`,
    whole ? formatNumber(meanArterialPressure(systolic, diastolic), 0, locale) : '',
    [...mean, howOn(about, item)].filter(Boolean).join(', '),
    judged ? word(`pressure_${pressureCategory(systolic, diastolic, scheme).category}`) : '',
    item.recordedBy ?? '',
  ];
}
