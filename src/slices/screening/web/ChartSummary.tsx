import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Result, screening } from '../contract.ts';
import { codes } from '../shared/instruments.ts';
import { ResultLine } from './ResultLine.tsx';

/** The last total of each questionnaire, and those before it on demand; nothing where none was ever answered. */
export default function ChartSummary(props: { patientId: string }) {
  const read = useRead(
    screening,
    'patientScreening',
    { patientId: props.patientId },
    { refreshOn: ['screening.', 'frontDesk.alert'] },
  );
  return (
    <ReadView read={read} rows={1}>
      {({ results }) => results.length > 0 && <Totals results={results} />}
    </ReadView>
  );
}

function Totals({ results }: { results: Result[] }) {
  const last = codes.flatMap((code) => results.find((one) => one.code === code) ?? []);
  const before = results.filter((one) => !last.includes(one));
  return (
    <Panel title={m.screening_summary()}>
      <Lines results={last} />
      {before.length > 0 && (
        <More>
          <Lines results={before} />
        </More>
      )}
    </Panel>
  );
}

function Lines(props: { results: Result[] }) {
  return (
    <ul className="sc9-lines">
      {props.results.map((one) => (
        <ResultLine key={one.responseId} result={one} dated />
      ))}
    </ul>
  );
}
