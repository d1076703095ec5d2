import { m } from '#messages';
import { formatDecimal } from '#platform/shared/quantities.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { vitals } from '../contract.ts';
import { AvoidArmLines, AvoidArms } from './AvoidArms.tsx';
import { Flag, gravest } from './Flag.tsx';
import { OxygenTargetLine, OxygenTargetOrder } from './OxygenTarget.tsx';
import { PrintPressureLog } from './PrintVitals.tsx';
import { Trends } from './Trends.tsx';
import { Trend } from './LastValue.tsx';
import { signsOfMeasure } from '../shared/sign-measures.ts';
import { measureWords, unitWords } from './words.ts';
import './rooming.css';

/** The last value of each sign with its day, its flag at the age of that day, and the trend. */
export default function ChartSummary(props: { patientId: string }) {
  const read = useRead(vitals, 'lastVitals', { patientId: props.patientId }, { refreshOn: ['vitals.'] });
  return (
    <Panel title={m.vitals_chart_title()}>
      <ReadView read={read} rows={4}>
        {(found) => (
          <>
            <AvoidArmLines avoidArms={found.avoidArms} />
            <OxygenTargetLine target={found.oxygenTarget} />
            {found.last.length === 0 ? (
              <p className="v-soft">{m.vitals_strip_none()}</p>
            ) : (
              <Table {...found} />
            )}
            <Trends series={found.series} normal={found.normal} />
            <AvoidArms patientId={props.patientId} avoidArms={found.avoidArms} />
            <OxygenTargetOrder patientId={props.patientId} target={found.oxygenTarget} />
            {found.last.some(({ sign }) => sign === 'systolic') && (
              <div className="v-acts">
                <PrintPressureLog patientId={props.patientId} />
              </div>
            )}
          </>
        )}
      </ReadView>
    </Panel>
  );
}

const order = [
  'bloodPressure',
  'pulse',
  'breathing',
  'temperature',
  'oxygenSaturation',
  'weight',
  'height',
  'bodyMassIndex',
  'headCircumference',
  'waist',
  'pain',
] as const;

function Table(props: OutputOf<typeof vitals, 'lastVitals'>) {
  const locale = useLocale();
  return (
    <ul className="v-items">
      {order.map((measure) => {
        const signs = signsOfMeasure[measure];
        const found = signs.flatMap((sign) => props.last.find((one) => one.sign === sign) ?? []);
        const [first] = found;
        if (first === undefined) return null;
        const flag = gravest(props.flags.filter(({ sign }) => signs.includes(sign)));
        const figures = found.map(({ value }) => formatDecimal(value, locale)).join('/');
        return (
          <li key={measure} className="v-item">
            <span className="v-name">{measureWords(measure)}</span>
            <span className="v-value">{`${figures} ${unitWords(first.unit)}`.trim()}</span>
            <span className="v-soft">
              <When at={first.at} as="date" />
            </span>
            {first.preliminary && <SignalBadge tone="grey">{m.vitals_strip_preliminary()}</SignalBadge>}
            {flag && flag.level !== 'normal' && <Flag flag={flag} brief />}
            <Trend sign={first.sign} series={props.series} label={measureWords(measure)} width={120} />
          </li>
        );
      })}
    </ul>
  );
}
