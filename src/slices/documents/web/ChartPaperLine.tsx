import { m } from '#messages';
import { Go } from '#platform/web/router/link.tsx';
import { Slot, useSlot } from '#platform/web/slots/Slot.tsx';
import { OnDay } from '#platform/web/ui/OnDay.tsx';
import { chartStatusWords } from '#slices/records/web/index.tsx';
import type { ChartPaper } from '../contract.ts';
import { DocumentLine } from './DocumentList.tsx';

/**
 * One paper of the chart. What was filed opens; what a duty wrote is told by that duty, which fills
 * `chart.document.<kind>` (`{ patientId, documentId }`); the rest leads to the visit that it is of.
 */
export function ChartPaperLine({ patientId, paper }: { patientId: string; paper: ChartPaper }) {
  const { id, kind, label, status, at, by, visitId, filed } = paper;
  const slot = `chart.document.${kind}`;
  const isTold = useSlot(slot).length > 0;
  if (filed) {
    return (
      <Go to={`/patients/${patientId}/documents?open=${id}`} className="doc-row">
        <DocumentLine one={filed} />
      </Go>
    );
  }
  const state = status && chartStatusWords(status);
  return (
    <div className="doc-row doc-row-plain">
      <span className="doc-line-date">{at && <OnDay at={at} />}</span>
      {isTold ? (
        <Slot name={slot} props={{ patientId, documentId: id }} />
      ) : (
        <>
          <span className="doc-line-what">
            <strong>{label}</strong>
            {by && <span className="doc-soft">{by}</span>}
            {state && <span className="doc-soft">{state}</span>}
          </span>
          {visitId && <Go to={`/visits/${visitId}`}>{m.documents_toVisit()}</Go>}
        </>
      )}
    </div>
  );
}
