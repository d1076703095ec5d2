import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { FoldedList } from '#platform/web/ui/FoldedList.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { documents } from '../contract.ts';
import { ChartPaperLine } from './ChartPaperLine.tsx';
import { CoverSheet } from './CoverSheet.tsx';
import './documents.css';

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
          <FoldedList
            plain
            items={papers}
            keyOf={(one) => one.id}
            none={m.documents_chart_none()}
            moreOf={(count) => m.documents_chart_more({ count })}
            rest={more && m.documents_chart_rest()}
          >
            {(one) => <ChartPaperLine patientId={patientId} paper={one} />}
          </FoldedList>
        )}
      </ReadView>
    </Panel>
  );
}
