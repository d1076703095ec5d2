import { m } from '#messages';
import { formatDate } from '#platform/shared/time.ts';
import { formatDecimal, formatNumber } from '#platform/shared/quantities.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { Sparkline } from '#platform/web/ui/Sparkline.tsx';
import type { LastValue as Last, Measure, VisitVitals } from '../contract.ts';
import { signsOfMeasure } from '../shared/sign-measures.ts';
import { measureWords, unitWords } from './words.ts';

/** The last value with its date and the small trend, to type beside. */
export function LastValue(props: { measure: Measure; visit: Pick<VisitVitals, 'last' | 'series'> }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { measure, visit } = props;
  const found = signsOfMeasure[measure].flatMap((sign) => visit.last.find((one) => one.sign === sign) ?? []);
  const [first] = found;
  if (first === undefined) return <span className="v-last v-soft">{m.vitals_rooming_first()}</span>;
  const value =
    `${found.map((one) => formatDecimal(one.value, locale)).join('/')} ${unitWords(first.unit)}`.trim();
  return (
    <span className="v-last">
      <span className="v-soft">
        {m.vitals_rooming_last({ value, date: formatDate(first.at, locale, zone, 'short') })}
      </span>
      <Trend sign={first.sign} series={visit.series} label={measureWords(measure)} />
    </span>
  );
}

/** The trend of one sign, from the third value on: two make a line and no trend. */
export function Trend(props: {
  sign: Last['sign'];
  series: VisitVitals['series'];
  label: string;
  width?: number;
}) {
  const locale = useLocale();
  const points = props.series[props.sign] ?? [];
  if (points.length < 2) return null;
  const values = points.map(({ value }) => value);
  const write = (value: number) => formatNumber(value, 1, locale);
  const label = m.vitals_rooming_trend({
    sign: props.label,
    count: values.length,
    low: write(Math.min(...values)),
    high: write(Math.max(...values)),
  });
  return (
    <Sparkline
      values={points.map(({ at, value }) => ({ at: Date.parse(at), value }))}
      label={label}
      width={props.width ?? 88}
    />
  );
}
