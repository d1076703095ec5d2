import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { competencies } from '../contract.ts';
import { AskedSet } from './AskedSet.tsx';
import { DueList } from './DueList.tsx';
import { Matrix } from './Matrix.tsx';
import './competencies.css';

type Shown = 'people' | 'due' | 'asked';

/** Who can do what, what ends soon, and what is asked for. */
export default function Competencies() {
  const [shown, setShown] = useState<Shown>('people');
  const read = useRead(competencies, 'matrix', {}, { refreshOn: ['competencies.', 'workforce.'] });
  return (
    <Page title={m.competencies_matrix_title()}>
      <ReadView read={read} rows={12}>
        {(all) => (
          <Tabs
            label={m.competencies_matrix_title()}
            tabs={[
              { id: 'people', label: m.competencies_matrix_people() },
              { id: 'due', label: m.competencies_matrix_due(), badge: all.due.length },
              { id: 'asked', label: m.competencies_matrix_asked() },
            ]}
            value={shown}
            onChange={(id) => setShown(id as Shown)}
          >
            {shown === 'people' && <Matrix all={all} />}
            {shown === 'due' && <DueList due={all.due} />}
            {shown === 'asked' && <AskedSet />}
          </Tabs>
        )}
      </ReadView>
    </Page>
  );
}
