import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MoneyText } from '#platform/web/ui/MoneyText.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { bookkeeping, type Drawer } from '../contract.ts';
import { CountForm } from './CountForm.tsx';
import { DrawerResult } from './DrawerResult.tsx';
import { MoveCashForm } from './MoveCashForm.tsx';
import { OpenDrawerForm } from './OpenDrawerForm.tsx';
import './bookkeeping.css';

export type MyDrawerView = OutputOf<typeof bookkeeping, 'myDrawer'>;

/** The cashier's own drawer, from its float to its close. */
export default function MyDrawer() {
  const read = useRead(bookkeeping, 'myDrawer', {}, { refreshOn: ['bookkeeping.'] });
  return (
    <Page title={m.bookkeeping_drawer_title()}>
      <ReadView read={read}>
        {(view) => {
          const { drawer } = view;
          if (!drawer) return <OpenDrawerForm />;
          if (drawer.state === 'open') return <OpenOne view={view} drawer={drawer} />;
          if (drawer.state === 'counting')
            return <CountForm drawer={drawer} denominations={view.denominations} />;
          return <DrawerResult drawer={drawer} />;
        }}
      </ReadView>
    </Page>
  );
}

function OpenOne({ view, drawer }: { view: MyDrawerView; drawer: Drawer }) {
  const count = useAct(bookkeeping, 'startCount');
  const [moving, setMoving] = useState<'paidOut' | 'paidIn'>();
  const kinds = {
    receipt: m.bookkeeping_move_receipt,
    void: m.bookkeeping_move_void,
    paidIn: m.bookkeeping_move_paidIn,
    paidOut: m.bookkeeping_move_paidOut,
  };
  return (
    <Panel
      title={m.bookkeeping_drawer_at({ place: drawer.place })}
      actions={
        <>
          <Button onClick={() => setMoving('paidOut')}>{m.bookkeeping_move_paidOut()}</Button>
          <Button onClick={() => setMoving('paidIn')}>{m.bookkeeping_move_paidIn()}</Button>
          <Button
            tone="primary"
            pending={count.pending}
            onClick={() => void count.run({ drawerId: drawer.drawerId }).catch(() => undefined)}
          >
            {m.bookkeeping_drawer_count()}
          </Button>
        </>
      }
    >
      <Problem problem={count.problem} />
      <p>
        {m.bookkeeping_float()} <MoneyText money={drawer.float} /> · {m.bookkeeping_drawer_since()}{' '}
        <When at={drawer.openedAt} as="time" />
      </p>
      <DataTable
        label={m.bookkeeping_moves()}
        rows={view.movements}
        rowKey={(row) => row.id}
        columns={[
          {
            id: 'at',
            header: m.bookkeeping_time(),
            cell: (row) => <When at={row.at} as="time" />,
            figures: true,
          },
          { id: 'kind', header: m.bookkeeping_journal_what(), cell: (row) => kinds[row.kind]() },
          { id: 'words', header: m.bookkeeping_move_words(), cell: (row) => row.words },
          {
            id: 'amount',
            header: m.bookkeeping_line_amount(),
            align: 'end',
            cell: (row) => <MoneyText money={row.amount} />,
          },
        ]}
        empty={<EmptyState title={m.bookkeeping_moves_none()} text={m.bookkeeping_moves_noneText()} />}
      />
      {moving && (
        <MoveCashForm direction={moving} accounts={view.accounts} onClose={() => setMoving(undefined)} />
      )}
    </Panel>
  );
}
