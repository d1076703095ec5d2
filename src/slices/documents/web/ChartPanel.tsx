import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type ChartPaper, documents } from '../contract.ts';
import { ChartPaperLine } from './ChartPaperLine.tsx';
import { CoverSheet } from './CoverSheet.tsx';
import './documents.css';

const shownAtOnce = 8;

/** In the chart: every paper once, what came from outside and what was written here, the newest first. */
export default function ChartPanel({ patientId }: { patientId: string }) {
  const go = useGo();
  const [mayFile, readsIndex] = [useMay('documents.file'), useMay('documents.read')];
  const read = useRead(
    documents,
    'chartDocuments',
    { patientId },
    { refreshOn: ['documents.', 'orders.', 'letters.', 'records.'], keep: true },
  );
  const filed = `/patients/${patientId}/documents`;
  return (
    <Panel
      title={m.documents_chart_title()}
      actions={
        <>
          <Slot name="chart.documents.act" inline props={{ patientId }} />
          {mayFile && <CoverSheet patientId={patientId} small />}
          {readsIndex && (
            <Button small tone="plain" onClick={() => go(filed)}>
              {m.documents_title()}
            </Button>
          )}
          {mayFile && (
            <Button small onClick={() => go(`${filed}/new`)}>
              {m.documents_add()}
            </Button>
          )}
        </>
      }
    >
      <ReadView read={read} rows={3}>
        {({ papers, more }) => (
          <>
            {papers.length === 0 && <p className="doc-soft">{m.documents_chart_none()}</p>}
            <Lines patientId={patientId} of={papers.slice(0, shownAtOnce)} />
            {papers.length > shownAtOnce && (
              <More label={m.documents_chart_more({ count: papers.length - shownAtOnce })}>
                <Lines patientId={patientId} of={papers.slice(shownAtOnce)} />
                {more && <p className="doc-soft">{m.documents_chart_rest()}</p>}
              </More>
            )}
          </>
        )}
      </ReadView>
    </Panel>
  );
}

function Lines({ patientId, of: some }: { patientId: string; of: readonly ChartPaper[] }) {
  if (some.length === 0) return null;
  return (
    <ul className="doc-list">
      {some.map((one) => (
        <li key={one.id}>
          <ChartPaperLine patientId={patientId} paper={one} />
        </li>
      ))}
    </ul>
  );
}
