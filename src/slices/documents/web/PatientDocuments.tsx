import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { type DocumentView, documents } from '../contract.ts';
import { DocumentLine, useNarrowed } from './DocumentList.tsx';
import { Opened } from './Opened.tsx';
import { usePaper } from './use-paper.ts';
import './documents.css';

/** All that is kept of one patient, the list beside the document that is read. `J` `K` go on, `N` adds, `P` prints the list. */
export default function PatientDocuments({ params, search }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const go = useGo();
  const mayFile = useMay('documents.file');
  const paper = usePaper();
  const read = useRead(
    documents,
    'patientDocuments',
    { patientId },
    { refreshOn: ['documents.'], keep: true },
  );
  const add = () => go(`/patients/${patientId}/documents/new`);
  useKeys({ n: mayFile ? { label: m.documents_add(), run: add } : undefined });
  const empty = read.data?.documents.length === 0;
  return (
    <Page
      title={m.documents_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
      actions={
        mayFile && (
          <>
            <PrintButton
              label={m.documents_printIndex()}
              pending={paper.pending}
              onPrint={() => void paper.printIndex(patientId)}
            />
            <Button tone={empty ? 'quiet' : 'primary'} keys="N" onClick={add}>
              {m.documents_add()}
            </Button>
          </>
        )
      }
    >
      <ReadView read={read} rows={8}>
        {(data) =>
          data.documents.length === 0 ? (
            <EmptyState
              title={m.documents_none()}
              text={m.documents_noneText()}
              {...(mayFile && { act: { label: m.documents_add(), run: add } })}
            />
          ) : (
            <Reader all={data.documents} wanted={search.open} more={data.more} />
          )
        }
      </ReadView>
    </Page>
  );
}

function Reader(props: { all: DocumentView[]; wanted: string | undefined; more: boolean }) {
  const { shown, fields } = useNarrowed(props.all);
  const [chosen, setChosen] = useState(props.wanted);
  const at = shown.findIndex((one) => one.documentId === chosen);
  const step = (by: number) => {
    const next = shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) setChosen(next.documentId);
  };
  const [onward, back] = [
    { label: m.documents_next(), run: () => step(1) },
    { label: m.documents_previous(), run: () => step(-1) },
  ];
  useKeys({ j: onward, k: back, arrowdown: onward, arrowup: back });
  const open = shown[at];
  return (
    <div className={open ? 'doc-reader doc-reader-open' : 'doc-reader'}>
      <div className="doc-list-side">
        {fields}
        <ul className="doc-list" aria-label={m.documents_list()}>
          {shown.map((one) => (
            <li key={one.documentId}>
              <button
                type="button"
                className={one.documentId === chosen ? 'doc-row doc-row-on' : 'doc-row'}
                aria-current={one.documentId === chosen ? 'true' : undefined}
                onClick={() => setChosen(one.documentId)}
              >
                <DocumentLine one={one} />
              </button>
            </li>
          ))}
        </ul>
        {shown.length === 0 && <p className="doc-soft">{m.documents_noneFound()}</p>}
        {props.more && <p className="doc-soft">{m.documents_more()}</p>}
      </div>
      <div className="doc-open-side">
        {open ? (
          <Opened key={open.documentId} one={open} />
        ) : (
          <p className="doc-blank">{m.documents_choose()}</p>
        )}
      </div>
    </div>
  );
}
