import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { roster } from '../contract.ts';
import { rosterAt } from './paths.ts';
import { PrintWeek, refreshing } from './PrintWeek.tsx';
import { WeekBar } from './WeekBar.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import { WeekHead } from './WeekHead.tsx';
import './roster.css';

/** The roster as everybody reads it: published weeks, who is here when. */
export default function WorkRoster({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const { day } = rosterAt(search, now);
  const go = useGo();
  const mayPrint = useMay('print.paper');
  const week = useRead(roster, 'week', { day }, { refreshOn: refreshing, keep: true });
  return (
    <Page title={m.roster_title()} back="/work" actions={mayPrint && <PrintWeek day={day} />}>
      <WeekBar day={day} today={now} onDay={(one) => go(`/work/roster?day=${one}`, { replace: true })} />
      <ReadView read={week} rows={10}>
        {(shown) => (
          <>
            {shown.published && <WeekHead week={shown} />}
            {shown.published ? (
              <WeekGrid week={shown} today={now} />
            ) : (
              <p className="s-hint">{m.roster_notYet()}</p>
            )}
          </>
        )}
      </ReadView>
    </Page>
  );
}
