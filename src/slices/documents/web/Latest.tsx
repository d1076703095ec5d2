import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { documents } from '../contract.ts';
import { CoverSheet } from './CoverSheet.tsx';
import { DocumentLine } from './DocumentList.tsx';
import { isOver } from './words.ts';
import './documents.css';

const mostShown = 6;

/** The newest documents of a patient with what may be done; in a visit what is filed is filed with it. */
export function Latest({ patientId, visitId }: { patientId: string; visitId?: string }) {
  const go = useGo();
  const mayFile = useMay('documents.file');
  const read = useRead(documents, 'patientDocuments', { patientId }, { refreshOn: ['documents.'] });
  const all = `/patients/${patientId}/documents`;
  return (
    <Panel
      title={m.documents_title()}
      actions={
        <>
          {mayFile && <CoverSheet patientId={patientId} />}
          <Button tone="plain" onClick={() => go(all)}>
            {m.documents_all()}
          </Button>
          {mayFile && (
            <Button onClick={() => go(`${all}/new${visitId ? `?visit=${visitId}` : ''}`)}>
              {m.documents_add()}
            </Button>
          )}
        </>
      }
    >
      <ReadView read={read} rows={2}>
        {(data) => {
          const newest = data.documents.filter((one) => !isOver(one)).slice(0, mostShown);
          return newest.length === 0 ? (
            <p className="doc-soft">{m.documents_none()}</p>
          ) : (
            <ul className="doc-list">
              {newest.map((one) => (
                <li key={one.documentId}>
                  <Go to={`${all}?open=${one.documentId}`} className="doc-row">
                    <DocumentLine one={one} />
                  </Go>
                </li>
              ))}
            </ul>
          );
        }}
      </ReadView>
    </Panel>
  );
}
