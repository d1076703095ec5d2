import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { waitlist } from '../contract.ts';
import { FreedTimes } from './FreedTimes.tsx';
import { Waiting } from './Waiting.tsx';
import './waitlist.css';

/** Who waits, and what was freed. `N` puts somebody on the list, `P` prints it. */
export default function Waitlist() {
  const [tab, setTab] = useState('waiting');
  const go = useGo();
  const may = useMay('scheduling.book');
  const read = useRead(waitlist, 'entries', {}, { refreshOn: ['waitlist.', 'scheduling.'], keep: true });
  const make = useAct(waitlist, 'makeList');
  const paper = usePrint();
  const add = () => go('/calendar/waitlist/add');
  useKeys({ n: may ? { label: m.waitlist_add(), run: add } : undefined });
  const print = () =>
    void make.run({}).then(
      ({ paperId }) => void paper.print(paperId),
      () => undefined,
    );
  return (
    <Page
      title={m.waitlist_title()}
      actions={
        <>
          <PrintButton label={m.waitlist_print()} onPrint={print} pending={make.pending || paper.pending} />
          {may && (
            <Button tone="primary" keys="N" onClick={add}>
              {m.waitlist_add()}
            </Button>
          )}
        </>
      }
    >
      <Problem problem={make.problem} />
      <Tabs
        label={m.waitlist_title()}
        tabs={[
          { id: 'waiting', label: m.waitlist_tab_waiting(), badge: read.data?.entries.length },
          { id: 'freed', label: m.waitlist_tab_freed() },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'freed' ? (
          <FreedTimes />
        ) : (
          <ReadView read={read} rows={8}>
            {({ entries }) => (
              <>
                {entries.length > 0 && <p className="wl-soft">{m.waitlist_order()}</p>}
                <Waiting entries={entries} />
              </>
            )}
          </ReadView>
        )}
      </Tabs>
    </Page>
  );
}
