import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { ReasonDialog } from '#platform/web/form/ReasonDialog.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { documents, type FileView } from '../contract.ts';

/** Files that nobody has filed; Enter opens one beside its form. */
export function Waiting({ files }: { files: FileView[] }) {
  const go = useGo();
  const [aside, setAside] = useState<FileView>();
  const act = useAct(documents, 'setFileAside');
  return (
    <>
      <DataTable
        label={m.documents_inbox_title()}
        rows={files}
        rowKey={(one) => one.fileId}
        act={(one) => ({
          label: m.documents_inbox_file(),
          run: () => go(`/patients/documents/${one.fileId}`),
        })}
        more={(one) => [{ label: m.documents_inbox_aside(), run: () => setAside(one) }]}
        tone={(one) => (one.scan === 'waiting' ? 'amber' : undefined)}
        columns={[
          { id: 'file', header: m.documents_column_file(), cell: (one) => <Name file={one} /> },
          {
            id: 'pages',
            header: m.documents_column_pages(),
            width: '7rem',
            figures: true,
            align: 'end',
            hideOn: 'phone',
            cell: (one) => one.pages,
          },
          {
            id: 'received',
            header: m.documents_column_received(),
            width: '22rem',
            cell: (one) => (
              <>
                <When at={one.receivedAt} /> <span className="doc-soft">{one.receivedBy}</span>
              </>
            ),
          },
        ]}
        empty={<EmptyState title={m.documents_inbox_empty()} text={m.documents_inbox_emptyText()} />}
      />
      <ReasonDialog
        asked={
          aside && {
            title: m.documents_inbox_asideTitle(),
            text: aside.fileName,
            label: m.documents_inbox_asideReason(),
            act: m.documents_inbox_aside(),
          }
        }
        onSay={async (reason) => {
          await act.run({ fileId: aside?.fileId ?? '', reason });
          tell(m.documents_inbox_asideDone());
        }}
        onClose={() => setAside(undefined)}
        maxLength={500}
        pending={act.pending}
        problem={act.problem}
      />
    </>
  );
}

function Name({ file }: { file: FileView }) {
  return (
    <span className="doc-name">
      <strong>{file.fileName}</strong>
      {file.scan === 'waiting' && <SignalBadge tone="amber">{m.documents_scan_waiting()}</SignalBadge>}
      {file.filedBefore && <SignalBadge tone="amber">{m.documents_filedBefore()}</SignalBadge>}
    </span>
  );
}
