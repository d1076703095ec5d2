import { formatDecimal } from '#platform/shared/quantities.ts';
import { localeFor } from '#platform/shared/languages.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import type { VitalItem, VitalsSet } from '../contract.ts';
import { readableParams } from '../shared/values.ts';
import type { PaperFor } from './papers.ts';

/** What words on a paper are made with, whosever it is. */
export type PaperWords = Pick<PaperFor, 'language' | 'word'>;
/** A measurement as far as it is told in words. */
export type Told = Pick<VitalItem, 'measure' | 'value' | 'diastolic' | 'unit' | 'notObtained'>;

/** A UCUM code as a clinic writes it. */
export function unitOn({ word }: PaperWords, unit: string | undefined): string {
  const spelled: Record<string, string> = {
    'mm[Hg]': 'mmHg',
    '/min': word('unit_perMinute'),
    Cel: '°C',
    '[degF]': '°F',
    '[lb_av]': word('unit_pounds'),
    '[in_i]': word('unit_inches'),
    'kg/m2': 'kg/m²',
    '{score}': '',
    wk: word('unit_weeks'),
  };
  return spelled[unit ?? ''] ?? unit ?? '';
}

/** A measured value with its unit, every digit as entered. */
export function valueOn(about: PaperWords, item: Told): string {
  const { word, language } = about;
  const locale = localeFor(language);
  if (item.notObtained) return `${word('notObtained')}: ${word(`notObtained_${item.notObtained}`)}`;
  if (item.measure === 'consciousness') return word(`consciousness_${item.value}`);
  if (item.measure === 'pregnancy') return word(`pregnancy_${item.value}`);
  if (item.measure === 'lastMenses') return formatPlainDate(item.value ?? '', locale);
  const pressure = item.measure === 'bloodPressure' || item.measure === 'meanPressure';
  const figure = formatDecimal(item.value ?? '', locale);
  const half = item.diastolic === undefined ? '–' : formatDecimal(item.diastolic, locale);
  return `${pressure ? `${figure}/${half}` : figure} ${unitOn(about, item.unit)}`.trim();
}

/** Site, arm, posture, air and technique: without them a figure is judged wrongly by whoever reads the paper. */
export function howOn({ word }: PaperFor, { context }: VitalItem): string {
  const said = (name: string, key: string) =>
    context[name] === undefined ? [] : [word(`${key}_${context[name]}`)];
  const arm = context.arm === undefined ? [] : [`${word('arm_label')}: ${word(`arm_${context.arm}`)}`];
  const air = context.onOxygen === undefined ? [] : [word(context.onOxygen ? 'air_oxygen' : 'air_room')];
  const flow = context.flowLitersPerMinute === undefined ? [] : [`${context.flowLitersPerMinute} L/min`];
  const technique = String(context.technique ?? '')
    .split(' ')
    .filter(Boolean)
    .map((code) => word(`technique_${code}`));
  return [
    ...said('site', 'site'),
    ...arm,
    ...said('position', 'position'),
    ...said('cuff', 'cuff'),
    ...said('rhythm', 'rhythm'),
    ...said('tool', 'tool'),
    ...air,
    ...flow,
    ...(context.lying === true ? [word('lying_yes')] : []),
    ...(context.clothed === true ? [word('clothed_yes')] : []),
    ...technique,
  ].join(', ');
}

/** What a flag says, its figures as the reader writes them. */
export function flagOn({ word, language }: PaperFor, flag: VitalsSet['flags'][number] | undefined): string {
  if (flag === undefined) return '';
  return word(flag.reasonKey.replace(/^vitals_/, ''), readableParams(flag.params, localeFor(language)));
}
