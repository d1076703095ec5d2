import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { merging } from '../contract.ts';
import { Merges } from './Merges.tsx';
import { Overlays } from './Overlays.tsx';
import { Pairs } from './Pairs.tsx';
import './merging.css';

/** What a records lead looks through: pairs to compare, what was joined, and reports of a wrong person's data. */
export default function Worklist({ search }: ScreenProps) {
  const mayOverlay = useMay('merging.overlay');
  const [tab, setTab] = useState(search.tab ?? 'pairs');
  const pairs = useRead(merging, 'worklist', {}, { refreshOn: ['merging.', 'records.'] });
  const tabs = [
    { id: 'pairs', label: m.merging_list_pairs() },
    { id: 'joined', label: m.merging_list_joined() },
    ...(mayOverlay ? [{ id: 'overlays', label: m.merging_list_overlays() }] : []),
  ];
  return (
    <Page title={m.merging_list_title()}>
      <Tabs label={m.merging_list_title()} tabs={tabs} value={tab} onChange={setTab}>
        {tab === 'pairs' && (
          <ReadView read={pairs}>{(data) => <Pairs pairs={data.pairs} more={data.more} />}</ReadView>
        )}
        {tab === 'joined' && <Merges />}
        {tab === 'overlays' && <Overlays />}
      </Tabs>
    </Page>
  );
}
