import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Result, results } from '../contract.ts';
import { ResultLine } from './ResultLine.tsx';
import './results.css';

const shownAtOnce = 8;

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
          <>
            {all.length === 0 && <p className="re-soft">{m.results_none()}</p>}
            <Lines of={all.slice(0, shownAtOnce)} />
            {all.length > shownAtOnce && (
              <More label={m.results_more({ count: all.length - shownAtOnce })}>
                <Lines of={all.slice(shownAtOnce)} />
              </More>
            )}
            {more && <p className="re-soft">{m.results_rest()}</p>}
          </>
        )}
      </ReadView>
    </Panel>
  );
}

function Lines({ of: some }: { of: readonly Result[] }) {
  if (some.length === 0) return null;
  return (
    <ul className="re-list">
      {some.map((one) => (
        <ResultLine key={one.id} result={one} />
      ))}
    </ul>
  );
}
