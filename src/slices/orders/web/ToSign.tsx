import { m } from '#messages';
import { Page } from '#platform/web/ui/Page.tsx';
import SignList from './SignList.tsx';

/** The list of what waits for a signature, on a page of its own. */
export default function ToSign() {
  return (
    <Page title={m.orders_toSign()} back="/work">
      <SignList />
    </Page>
  );
}
