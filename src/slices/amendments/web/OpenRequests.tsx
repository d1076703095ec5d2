import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { amendments } from '../contract.ts';
import { RequestTable } from './RequestTable.tsx';
import './amendments.css';

/** What is asked of the clinic and not closed, by the day on which it is due. */
export default function OpenRequests() {
  const read = useRead(amendments, 'openRequests', {}, { refreshOn: ['amendments.'] });
  return (
    <Page title={m.amendments_open_title()}>
      <ReadView read={read} rows={8}>
        {({ requests }) => (
          <RequestTable
            label={m.amendments_open_title()}
            requests={requests}
            named
            empty={m.amendments_open_empty()}
          />
        )}
      </ReadView>
    </Page>
  );
}
