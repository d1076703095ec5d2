import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { documents } from '../contract.ts';
import { Beside } from './Beside.tsx';
import { FileForm } from './FileForm.tsx';
import './documents.css';

const inbox = '/patients/documents';

/** One of nobody's files: seen, given to a patient, and on to the next. */
export default function FileScreen({ params }: ScreenProps) {
  const fileId = params.fileId ?? '';
  // the next file begins anew, with nobody chosen
  return <OneFile key={fileId} fileId={fileId} />;
}

function OneFile({ fileId }: { fileId: string }) {
  const go = useGo();
  const [chosen, setChosen] = useState<string>();
  const read = useRead(documents, 'waitingFiles', { fileId });
  const all = useRead(documents, 'waitingFiles', {});
  const next = () => {
    const rest = all.data?.files.filter((one) => one.fileId !== fileId) ?? [];
    go(rest[0] ? `${inbox}/${rest[0].fileId}` : inbox, { replace: true });
  };
  return (
    <Page
      title={m.documents_file_title()}
      back={inbox}
      banner={chosen && <PatientBanner patientId={chosen} />}
    >
      <ReadView read={read} rows={8}>
        {({ files: [file] }) =>
          file ? (
            <Beside file={file} title={file.fileName}>
              <p className="doc-soft doc-filename">
                {file.fileName} · {m.documents_pages({ count: file.pages })}
              </p>
              <FileForm file={file} patientId={chosen} onPatient={setChosen} onDone={next} />
            </Beside>
          ) : (
            <EmptyState title={m.documents_file_gone()} act={{ label: m.documents_file_back(), to: inbox }} />
          )
        }
      </ReadView>
    </Page>
  );
}
