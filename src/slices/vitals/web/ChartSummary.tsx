import { m } from '#messages';
import { formatDecimal } from '#platform/shared/quantities.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { OutputOf } from '#platform/shared/contract.ts';
import { vitals } from '../contract.ts';
import { Flag } from './Flag.tsx';
import { Trend } from './LastValue.tsx';
import { signWords, unitWords } from './words.ts';
import './rooming.css';

/** The last value of each sign with its day, its flag at the age of that day, and the trend. */
export default function ChartSummary(props: { patientId: string }) {
  const read = useRead(vitals, 'lastVitals', { patientId: props.patientId }, { refreshOn: ['vitals.'] });
  return (
    <Panel title={m.vitals_chart_title()}>
      <ReadView read={read} rows={4}>
        {(found) =>
          found.last.length === 0 ? <p className="v-soft">{m.vitals_strip_none()}</p> : <Table {...found} />
        }
      </ReadView>
    </Panel>
  );
}

function Table(props: OutputOf<typeof vitals, 'lastVitals'>) {
  const locale = useLocale();
  return (
    <ul className="v-items">
      {props.last.map((one) => {
        const flag = props.flags.find(({ sign }) => sign === one.sign);
        return (
          <li key={one.sign} className="v-item">
            <span className="v-name">{signWords(one.sign)}</span>
            <span className="v-value">
              {`${formatDecimal(one.value, locale)} ${unitWords(one.unit)}`.trim()}
            </span>
            <span className="v-soft">
              <When at={one.at} as="date" />
            </span>
            {flag && flag.level !== 'normal' && <Flag flag={flag} brief />}
            <Trend sign={one.sign} series={props.series} label={signWords(one.sign)} width={120} />
          </li>
        );
      })}
    </ul>
  );
}
