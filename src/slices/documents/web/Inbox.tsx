import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { documents } from '../contract.ts';
import { Checks } from './Checks.tsx';
import { DropFiles } from './DropFiles.tsx';
import { ScannerDown } from './ScannerDown.tsx';
import { Waiting } from './Waiting.tsx';
import './documents.css';

const refreshOn = ['documents.'];

/** What came in and is nobody's yet, and the sample for a second person. */
export default function Inbox({ search }: ScreenProps) {
  const mayCheck = useMay('documents.check');
  const [tab, setTab] = useState(search.tab === 'checks' && mayCheck ? 'checks' : 'file');
  const files = useRead(documents, 'waitingFiles', {}, { refreshOn });
  const checks = useRead(documents, 'waitingChecks', {}, { refreshOn, enabled: mayCheck });
  const list = (
    <>
      <DropFiles
        many
        primary={files.data?.files.length === 0}
        onTaken={(taken) => tell(m.documents_drop_done({ count: taken.length }))}
      />
      <ReadView read={files} rows={6}>
        {({ files: waiting, scannerDownSince }) => (
          <>
            <ScannerDown since={scannerDownSince} />
            <Waiting files={waiting} />
          </>
        )}
      </ReadView>
    </>
  );
  return (
    <Page title={m.documents_inbox_title()}>
      {mayCheck ? (
        <Tabs
          label={m.documents_inbox_title()}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'file', label: m.documents_inbox_tab(), badge: files.data?.files.length || undefined },
            { id: 'checks', label: m.documents_checks_tab(), badge: checks.data?.checks.length || undefined },
          ]}
        >
          {tab === 'file' ? (
            list
          ) : (
            <ReadView read={checks} rows={4}>
              {(data) => <Checks checks={data.checks} />}
            </ReadView>
          )}
        </Tabs>
      ) : (
        list
      )}
    </Page>
  );
}
