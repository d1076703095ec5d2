import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { FoldedList } from '#platform/web/ui/FoldedList.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { results } from '../contract.ts';
import { ResultLine } from './ResultLine.tsx';
import './results.css';

/** In the chart: what tests found, the one that was last heard of first, values of one code beside each other. */
export default function ResultsPanel({ patientId }: { patientId: string }) {
  const read = useRead(
    results,
    'patientResults',
    { patientId },
    { refreshOn: ['records.', 'orders.', 'vitals.'], keep: true },
  );
  return (
    <Panel
      title={m.results_title()}
      actions={
        <Go
          to={`/patients/${patientId}/timeline?kind=finding,procedure`}
          className="s-button s-button-plain s-button-small"
        >
          {m.results_all()}
        </Go>
      }
    >
      <ReadView read={read} rows={4}>
        {({ results: all, more }) => (
          <FoldedList
            items={all}
            keyOf={(one) => one.id}
            none={m.results_none()}
            moreOf={(count) => m.results_more({ count })}
            rest={more && m.results_rest()}
          >
            {(one) => <ResultLine result={one} />}
          </FoldedList>
        )}
      </ReadView>
    </Panel>
  );
}
