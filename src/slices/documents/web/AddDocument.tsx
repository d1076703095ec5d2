import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { documents, type FileView } from '../contract.ts';
import { Beside } from './Beside.tsx';
import { DropFiles } from './DropFiles.tsx';
import { FileForm, type Older } from './FileForm.tsx';
import './documents.css';

/** From the chart or the visit, in one flow: the file, its index, filed. `replaces`: it takes an older one's place. */
export default function AddDocument({ params, search }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const { replaces, visit } = search;
  const back = visit ? `/visits/${visit}?panel=documents.visit` : `/patients/${patientId}/documents`;
  const read = useRead(documents, 'patientDocuments', { patientId }, { enabled: replaces !== undefined });
  const older = read.data?.documents.find((one) => one.documentId === replaces);
  return (
    <Page
      title={replaces ? m.documents_add_replace() : m.documents_add()}
      back={back}
      banner={<PatientBanner patientId={patientId} />}
    >
      {!replaces && <Flow patientId={patientId} visitId={visit} />}
      {replaces && (
        <ReadView read={read} rows={4}>
          {() => (
            <Flow
              patientId={patientId}
              visitId={older?.visitId}
              replaces={
                older && {
                  ...{ documentId: older.documentId, version: older.version },
                  index: {
                    ...{ type: older.type, servedOn: older.servedOn, source: older.source },
                    title: older.title,
                  },
                }
              }
            />
          )}
        </ReadView>
      )}
    </Page>
  );
}

function Flow(props: { patientId: string; visitId?: string | undefined; replaces?: Older | undefined }) {
  const { patientId, visitId, replaces } = props;
  const go = useGo();
  const [file, setFile] = useState<FileView>();
  const scanned = useRead(
    documents,
    'waitingFiles',
    { fileId: file?.fileId ?? '' },
    { refreshOn: ['documents.filesChanged'], enabled: file?.scan === 'waiting' },
  );
  // the scanner has looked at it meanwhile
  const current = scanned.data?.files[0] ?? file;
  const done = (documentId: string) =>
    go(
      visitId && !replaces
        ? `/visits/${visitId}?panel=documents.visit`
        : `/patients/${patientId}/documents?open=${documentId}`,
      { replace: true },
    );
  if (!current) {
    return (
      <Panel title={m.documents_add()}>
        <p>{replaces ? m.documents_add_replacing() : m.documents_add_lead()}</p>
        <DropFiles primary patientId={patientId} onTaken={([taken]) => setFile(taken)} />
      </Panel>
    );
  }
  return (
    <Beside file={current} title={current.fileName}>
      <p className="doc-soft doc-filename">
        {current.fileName} · {m.documents_pages({ count: current.pages })}
      </p>
      <FileForm
        {...{ file: current, patientId, visitId, replaces }}
        onDone={({ documentId }) => done(documentId)}
      />
    </Beside>
  );
}
