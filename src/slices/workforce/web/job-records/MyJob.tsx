import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { JobRecordView } from './JobRecordView.tsx';
import '../workforce.css';

/** My own job description, to read and sign, and those of people who report to me. */
export default function MyJob() {
  const read = useRead(workforce, 'jobRecords', {}, { refreshOn: ['workforce.'] });
  return (
    <Page title={m.workforce_job_mine()} back="/work">
      <ReadView read={read} rows={8}>
        {({ records, toSign }) => (
          <>
            {toSign.length > 0 && (
              <Panel title={m.workforce_job_toSign()} tone="amber">
                {toSign.map((one) => (
                  <JobRecordView key={one.staffId} record={one} />
                ))}
              </Panel>
            )}
            {records.length === 0 ? (
              <EmptyState title={m.workforce_job_none()} text={m.workforce_job_noneText()} />
            ) : (
              <Panel title={m.workforce_job_mine()}>
                <JobRecordList records={records} />
              </Panel>
            )}
          </>
        )}
      </ReadView>
    </Page>
  );
}

/** The newest version, and the older ones folded in. */
export function JobRecordList({ records }: { records: Parameters<typeof JobRecordView>[0]['record'][] }) {
  const [newest, ...older] = records;
  return (
    <>
      {newest && <JobRecordView record={newest} />}
      {older.length > 0 && (
        <details>
          <summary>{m.workforce_job_older()}</summary>
          {older.map((one) => (
            <JobRecordView key={one.version} record={one} />
          ))}
        </details>
      )}
    </>
  );
}
