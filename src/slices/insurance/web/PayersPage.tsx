import { m } from '#messages';
import { Page } from '#platform/web/ui/Page.tsx';
import Payers from './Payers.tsx';

/** The payers as a screen of their own. */
export default function PayersPage() {
  return (
    <Page title={m.insurance_payers_title()}>
      <Payers />
    </Page>
  );
}
