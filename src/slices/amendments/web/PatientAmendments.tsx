import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { amendments } from '../contract.ts';
import { RequestTable } from './RequestTable.tsx';
import './amendments.css';

/** All that a patient has asked to be amended. `N` enters a request. */
export default function PatientAmendments({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const go = useGo();
  const may = useMay('amendments.receive');
  const read = useRead(amendments, 'patientAmendments', { patientId }, { refreshOn: ['amendments.'] });
  const ask = () => go(`/patients/${patientId}/amendments/new`);
  useKeys({ n: may ? { label: m.amendments_new_title(), run: ask } : undefined });
  return (
    <Page
      title={m.amendments_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
      actions={
        may && (
          <Button tone="primary" keys="N" onClick={ask}>
            {m.amendments_new_title()}
          </Button>
        )
      }
    >
      <ReadView read={read} rows={6}>
        {({ requests }) => (
          <Panel title={m.amendments_open_title()}>
            <RequestTable label={m.amendments_title()} requests={requests} empty={m.amendments_none()} />
          </Panel>
        )}
      </ReadView>
    </Page>
  );
}
