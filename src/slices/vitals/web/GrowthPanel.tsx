import { useState } from 'react';
import { m } from '#messages';
import { ageAt, ageLabel } from '#platform/shared/age.ts';
import { formatNumber } from '#platform/shared/quantities.ts';
import { addDays, formatPlainDate } from '#platform/shared/time.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { useLanguage, useLocale } from '#platform/web/language.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Growth, type GrowthChart, type GrowthPoint, vitals } from '../contract.ts';
import { draw } from '../shared/drawing.ts';
import { growthTicks } from '../shared/growth/ticks.ts';
import { CurveChart } from './CurveChart.tsx';
import { calm, chartWords, labelWords, standardWords } from './growth-words.ts';
import './rooming.css';

const keyOf = ({ indicator, standard }: GrowthChart) => `${indicator} ${standard}`;

/** The growth charts of a child; nothing at all of a grown patient. */
export default function GrowthPanel({ patientId }: { patientId: string }) {
  const read = useRead(vitals, 'growthChart', { patientId }, { refreshOn: ['vitals.', 'records.'] });
  if (read.data && (read.data.missing === 'grown' || read.data.charts.length === 0)) return null;
  return (
    <Panel title={m.vitals_growth_title()}>
      <ReadView read={read} rows={6}>
        {(growth) => <Charts growth={growth} />}
      </ReadView>
    </Panel>
  );
}

function Charts({ growth }: { growth: Growth }) {
  const [chosen, setChosen] = useState('');
  const chart = growth.charts.find((one) => keyOf(one) === chosen) ?? growth.charts[0];
  if (chart === undefined) return null;
  return (
    <div className="v-growth">
      <FieldChips
        label={m.vitals_growth_which()}
        value={keyOf(chart)}
        onChange={setChosen}
        options={growth.charts.map((one) => ({
          value: keyOf(one),
          label: `${chartWords(one)}, ${standardWords(one)}`,
        }))}
      />
      {growth.gestationWeeks !== undefined && growth.gestationWeeks < 37 && (
        <p className="v-soft">{m.vitals_growth_corrected({ weeks: growth.gestationWeeks })}</p>
      )}
      <ChartOf chart={chart} />
      <Points chart={chart} />
      <PrintChart patientId={growth.patientId} chart={chart} />
    </div>
  );
}

function ChartOf({ chart }: { chart: GrowthChart }) {
  const locale = useLocale();
  const write = (value: number) => formatNumber(value, Number.isInteger(value) ? 0 : 1, locale);
  const drawing = draw(
    { curves: chart.curves, dots: chart.points.map(({ x, value }) => [x, value]) },
    { width: 640, height: 380, write, ...growthTicks(chart) },
  );
  const last = chart.points.at(-1);
  const unit = unitOf(chart);
  const years = chart.standard === 'cdc2000' ? m.vitals_growth_years() : m.vitals_growth_months();
  const label = m.vitals_growth_drawing({
    chart: chartWords(chart),
    standard: standardWords(chart),
    count: chart.points.length,
    value: `${formatNumber(last?.value ?? 0, 2, locale)} ${unit}`,
    z: formatNumber(last?.z ?? 0, 2, locale),
  });
  return <CurveChart drawing={drawing} label={label} x={chart.xOf === 'lengthCm' ? 'cm' : years} y={unit} />;
}

const unitOf = ({ unit }: GrowthChart) => (unit === 'kg/m2' ? 'kg/m²' : unit);

/** Every dot in figures, the newest first. */
function Points({ chart }: { chart: GrowthChart }) {
  return (
    <table className="v-points">
      <thead>
        <tr>
          <th>{m.vitals_growth_day()}</th>
          <th>{m.vitals_growth_age()}</th>
          <th>{`${m.vitals_growth_value()}, ${unitOf(chart)}`}</th>
          <th>{m.vitals_growth_z()}</th>
          <th>{m.vitals_growth_percentile()}</th>
          <th>{m.vitals_paper_flag()}</th>
        </tr>
      </thead>
      <tbody>
        {chart.points.toReversed().map((point) => (
          <PointRow key={point.at} point={point} />
        ))}
      </tbody>
    </table>
  );
}

function PointRow({ point }: { point: GrowthPoint }) {
  const locale = useLocale();
  const language = useLanguage();
  // by the calendar: 365 days are twelve months, and less than twelve mean months
  const age = ageAt(addDays(point.day, -point.ageDays), point.day);
  return (
    <tr>
      <td>{formatPlainDate(point.day, locale, 'short')}</td>
      <td>{age && ageLabel(age, language)}</td>
      <td>{formatNumber(point.value, 2, locale)}</td>
      <td>{formatNumber(point.z, 2, locale)}</td>
      <td>{formatNumber(point.percentile, 1, locale)}</td>
      <td>
        {point.label !== null &&
          (calm.has(point.label) ? (
            labelWords(point.label)
          ) : (
            <SignalBadge tone="amber">{labelWords(point.label)}</SignalBadge>
          ))}{' '}
        {point.implausible && <SignalBadge tone="amber">{m.vitals_growth_implausible()}</SignalBadge>}{' '}
        {point.preliminary && <SignalBadge tone="grey">{m.vitals_strip_preliminary()}</SignalBadge>}
      </td>
    </tr>
  );
}

function PrintChart({ patientId, chart }: { patientId: string; chart: GrowthChart }) {
  const may = useMay('vitals.record');
  const act = useAct(vitals, 'printGrowth');
  const { print, pending } = usePrint();
  const make = async () => {
    const { indicator, standard } = chart;
    return (await act.run({ patientId, indicator, standard })).paperId;
  };
  const run = async () => print(await make());
  if (!may) return null;
  return (
    <div className="v-acts">
      <Button pending={act.pending || pending} onClick={() => void run().catch(() => undefined)}>
        {m.vitals_growth_print()}
      </Button>
      <Slot
        name="paper.send"
        inline
        props={{ patientId, make, paper: m.vitals_growth_title(), small: true }}
      />
      <Problem problem={act.problem} />
    </div>
  );
}
