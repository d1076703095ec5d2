import { useState } from 'react';
import { m } from '#messages';
import { formatNumber } from '#platform/shared/quantities.ts';
import { formatDate } from '#platform/shared/time.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { More } from '#platform/web/ui/More.tsx';
import type { LastValue, VisitVitals } from '../contract.ts';
import type { Range } from '../shared/values.ts';
import { draw } from '../shared/drawing.ts';
import { CurveChart } from './CurveChart.tsx';
import { signWords } from './words.ts';

type Sign = LastValue['sign'];
const dayMs = 86_400_000;

/** One sign over time with its normal range behind it, and the same figures as a list. */
export function Trends(props: { series: VisitVitals['series']; normal: Partial<Record<Sign, Range>> }) {
  const signs = (Object.keys(props.series) as Sign[]).filter((sign) => (props.series[sign]?.length ?? 0) > 1);
  const [chosen, setChosen] = useState<string>('');
  const sign = signs.find((one) => one === chosen) ?? signs[0];
  if (sign === undefined) return null;
  return (
    <More label={m.vitals_trend_title()}>
      <FieldChips
        label={m.vitals_trend_title()}
        value={sign}
        onChange={setChosen}
        options={signs.map((value) => ({ value, label: signWords(value) }))}
      />
      <TrendOf sign={sign} points={props.series[sign] ?? []} normal={props.normal[sign]} />
    </More>
  );
}

function TrendOf(props: {
  sign: Sign;
  points: readonly { at: string; value: number }[];
  normal: Range | undefined;
}) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const { sign, points, normal } = props;
  const write = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  const days = points.map(({ at }) => Date.parse(at) / dayMs);
  const ends = [points[0], points.at(-1)].flatMap((one) => one ?? []);
  const drawing = draw(
    {
      curves: [],
      dots: points.map(({ value }, place) => [days[place] as number, value]),
      band: normal,
    },
    {
      width: 640,
      height: 220,
      write,
      xTicks: ends.map(({ at }) => ({
        at: Date.parse(at) / dayMs,
        label: formatDate(at, locale, zone, 'short'),
      })),
    },
  );
  const values = points.map(({ value }) => value);
  const label = m.vitals_rooming_trend({
    sign: signWords(sign),
    count: values.length,
    low: write(Math.min(...values)),
    high: write(Math.max(...values)),
  });
  return (
    <>
      <CurveChart drawing={drawing} label={label} x="" y="" />
      {normal && (
        <p className="v-soft">
          {m.vitals_trend_normal({ low: write(normal.low), high: write(normal.high) })}
        </p>
      )}
      <ul className="v-items">
        {points.toReversed().map(({ at, value }) => (
          <li key={at} className="v-item">
            <span className="v-soft">{formatDate(at, locale, zone, 'short')}</span>
            <span className="v-value">{write(value)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
