import { m } from '#messages';
import { today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { roster } from '../contract.ts';
import { Kinds } from './Kinds.tsx';
import { rosterAt, rosterHref, type RosterTab } from './paths.ts';
import { PrintWeek, refreshing } from './PrintWeek.tsx';
import { Requests } from './Requests.tsx';
import { Rules } from './Rules.tsx';
import { WeekBar } from './WeekBar.tsx';
import { WeekView } from './WeekView.tsx';
import './roster.css';

/** The roster as the manager plans it: the week, what waits for a decision, kinds of shift, rules. */
export default function Roster({ search }: ScreenProps) {
  const { zone } = useMe().clinic;
  const now = today({ now: () => Date.now() }, zone);
  const { day, tab } = rosterAt(search, now);
  const go = useGo();
  const week = useRead(roster, 'week', { day }, { refreshOn: refreshing, keep: true });
  return (
    <Page title={m.roster_title()} actions={<PrintWeek day={day} />}>
      <Tabs
        label={m.roster_title()}
        tabs={[
          { id: 'week', label: m.roster_tab_week() },
          { id: 'requests', label: m.roster_tab_requests(), badge: week.data?.toDecide ?? 0 },
          { id: 'kinds', label: m.roster_tab_kinds() },
          { id: 'rules', label: m.roster_tab_rules() },
        ]}
        value={tab}
        onChange={(id) => go(rosterHref(day, id as RosterTab), { replace: true })}
      >
        {tab === 'week' && (
          <>
            <WeekBar day={day} today={now} onDay={(one) => go(rosterHref(one), { replace: true })} />
            <ReadView read={week} rows={10}>
              {(shown) => <WeekView week={shown} today={now} />}
            </ReadView>
          </>
        )}
        {tab === 'requests' && <Requests kinds={week.data?.kinds ?? []} />}
        {tab === 'kinds' && <Kinds />}
        {tab === 'rules' && <Rules />}
      </Tabs>
    </Page>
  );
}
