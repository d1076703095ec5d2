import { m } from '#messages';
import { Page } from '#platform/web/ui/Page.tsx';
import FeeSettings from './FeeSettings.tsx';

/** The price list as a screen of its own. */
export default function Fees() {
  return (
    <Page title={m.bookkeeping_fees_title()}>
      <FeeSettings />
    </Page>
  );
}
