import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { disclosures } from '../contract.ts';
import { RequestTable } from './RequestTable.tsx';
import './disclosures.css';

/** What is asked of the clinic and not done, by the day on which it is due. */
export default function OpenRequests() {
  const read = useRead(disclosures, 'openRequests', {}, { refreshOn: ['disclosures.'] });
  return (
    <Page title={m.disclosures_open_title()}>
      <ReadView read={read} rows={8}>
        {({ requests }) => (
          <RequestTable
            label={m.disclosures_open_title()}
            requests={requests}
            named
            empty={m.disclosures_open_empty()}
          />
        )}
      </ReadView>
    </Page>
  );
}
