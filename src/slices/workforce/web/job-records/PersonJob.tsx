import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { JobRecordForm } from './JobRecordForm.tsx';
import { JobRecordList } from './MyJob.tsx';

/** The signed job description in a person's file, for the manager. */
export function PersonJob({ staffId }: { staffId: string }) {
  const mayWrite = useMay('workforce.manage');
  const read = useRead(workforce, 'jobRecords', { staffId }, { refreshOn: ['workforce.'] });
  const [open, setOpen] = useState(false);
  return (
    <Panel title={m.workforce_job_record()}>
      <ReadView read={read} rows={3}>
        {({ records }) => (
          <>
            {records.length === 0 && <p className="s-hint">{m.workforce_job_none()}</p>}
            <JobRecordList records={records} />
            {mayWrite && (
              <Button onClick={() => setOpen(true)}>
                {records.length === 0 ? m.workforce_job_write() : m.workforce_job_writeNew()}
              </Button>
            )}
            <Dialog title={m.workforce_job_record()} open={open} onClose={() => setOpen(false)} size="large">
              {open && <JobRecordForm staffId={staffId} newest={records[0]} onDone={() => setOpen(false)} />}
            </Dialog>
          </>
        )}
      </ReadView>
    </Panel>
  );
}
