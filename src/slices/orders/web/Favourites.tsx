import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Favourite, orders } from '../contract.ts';
import { describeOrder } from '../shared/describe.ts';
import { kindWords, wordOf } from './words.ts';

/** What is ordered often here: hidden or shown. New ones are kept from an order, where their words are at hand. */
export default function Favourites() {
  const read = useRead(orders, 'favourites', {});
  const save = useAct(orders, 'saveFavourite');
  const toggle = ({ favouriteId, labels, search, detail, active }: Favourite) =>
    save.run({ favouriteId, labels, search, detail, active: !active }).catch(() => undefined);
  return (
    <Page title={m.orders_favourites()}>
      <Problem problem={save.problem} />
      <ReadView read={read} rows={8}>
        {({ favourites }) => (
          <DataTable
            label={m.orders_favourites()}
            rows={favourites}
            rowKey={(one) => one.favouriteId}
            columns={[
              {
                id: 'kind',
                header: m.orders_favouriteColumn_kind(),
                cell: (one) => kindWords(one.kind),
                width: '8rem',
              },
              {
                id: 'label',
                header: m.orders_favouriteColumn_label(),
                cell: (one) => (
                  <>
                    {one.label}{' '}
                    {!one.active && <SignalBadge tone="grey">{m.orders_favouriteHidden()}</SignalBadge>}
                  </>
                ),
              },
              {
                id: 'usual',
                header: m.orders_favouriteColumn_usual(),
                cell: (one) => describeOrder(one.detail, one.label, wordOf, (day) => day),
                hideOn: 'phone',
              },
            ]}
            act={(one) => ({
              label: one.active ? m.orders_favouriteHide() : m.orders_favouriteShow(),
              run: () => void toggle(one),
            })}
            empty={<EmptyState title={m.orders_favourites()} />}
          />
        )}
      </ReadView>
    </Page>
  );
}
