import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { workforce } from '#slices/workforce/contract.ts';
import { DelegationTable } from '../delegations/DelegationTable.tsx';
import { Credentials } from './Credentials.tsx';
import { Educations } from './Educations.tsx';
import { PrintReport } from './PrintReport.tsx';
import '../workforce.css';

/** One's own credentials, education and delegations, to read. */
export default function MyFile() {
  const read = useRead(workforce, 'myFile', {}, { refreshOn: ['workforce.'] });
  return (
    <Page title={m.workforce_credentials_mine()} back="/work">
      <ReadView read={read} rows={8}>
        {(file) => (
          <>
            <p className="s-hint">{m.workforce_credentials_signsAs({ name: file.signsAs })}</p>
            <Panel title={m.workforce_credentials_title()}>
              <Credentials credentials={file.credentials} empty={m.workforce_credentials_noneMine()} />
            </Panel>
            <Panel title={m.workforce_education_title()} actions={<PrintReport />}>
              <Educations entries={file.education} />
            </Panel>
            <Panel title={m.workforce_delegation_title()}>
              <DelegationTable delegations={file.delegations} />
            </Panel>
          </>
        )}
      </ReadView>
    </Page>
  );
}
