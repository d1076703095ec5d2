import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { type BoardRow, frontDesk } from '../contract.ts';
import { isClosed, isHere, isMain, rankOf } from '../shared/steps.ts';
import { actWords } from './act-words.ts';
import { amberOf, type BoardLook, boardColumns } from './board-columns.tsx';
import { moreActs } from './more-acts.ts';
import { useMyPlace } from './my-place.ts';
import './front-desk.css';
import { openOf, unsentOf } from './offline/desk.ts';
import {
  DowntimeButton,
  type DowntimeList,
  DowntimeReminder,
  useDowntimeList,
} from './offline/DowntimeList.tsx';
import { goesOn } from './offline/goes-on.ts';
import { OfflineStrip } from './offline/OfflineStrip.tsx';
import { useOfflineDesk } from './offline/use-offline-desk.ts';
import { useNow } from './use-now.ts';
import { useVisitActs } from './use-visit-acts.ts';
import { type Asked, VisitDialogs } from './VisitDialogs.tsx';

const tabs = ['open', 'expected', 'here', 'done'] as const;
type Tab = (typeof tabs)[number];

const shows: Record<Tab, (row: BoardRow) => boolean> = {
  open: (row) => !isClosed(row.step),
  expected: (row) => row.step === 'expected',
  here: (row) => isHere(row.step),
  done: (row) => isClosed(row.step),
};

/** Today's board: one row a visit, one next act a row, live and still under the hand. */
export default function Board() {
  const read = useRead(
    frontDesk,
    'todayBoard',
    {},
    { refreshOn: ['frontDesk.', 'scheduling.', 'records.patientChanged', 'records.allergiesChanged'] },
  );
  const desk = useOfflineDesk(read);
  const { view, away } = desk;
  const now = useNow(view);
  const language = useLanguage();
  const me = useMe();
  const go = useGo();
  const mayGreet = useMay('frontDesk.greet');
  const [tab, setTab] = useState<Tab>('open');
  const [asked, setAsked] = useState<Asked>();
  const place = useMyPlace();
  const acts = useVisitActs(desk.labelOf, desk.keepAct);
  const downtime = useDowntimeList(view.data?.day, away);
  const sayOff = () => tell(m.frontDesk_offline_goesOn());
  const walkIn = away ? sayOff : () => go('/walk-in');
  useKeys({
    w: mayGreet ? { label: m.frontDesk_board_walkInAct(), run: walkIn } : undefined,
    z: { label: m.frontDesk_board_undoKey(), run: acts.undoLast },
    ...Object.fromEntries(
      tabs.map((one, at) => [String(at + 1), { label: tabWords[one](), run: () => setTab(one) }]),
    ),
  });
  const actOf = (row: BoardRow) => {
    const hers = row.next.filter((one) => me.holds(one.action));
    return (away ? hers.find(({ act }) => goesOn(act)) : undefined) ?? hers[0];
  };
  const waiting = unsentOf(desk.acts);
  const marks = new Map([
    ...waiting.map((one) => [one.visitId, 'unsent'] as const),
    ...openOf(desk.acts).map((one) => [one.visitId, 'undecided'] as const),
  ]);
  return (
    <ReadView read={view} rows={12}>
      {({ rows, counts, day, settings }) => {
        const look: BoardLook = {
          day,
          now,
          language,
          zone: me.clinic.zone,
          country: me.clinic.country,
          marks,
          ...settings,
        };
        const shown = mineFirst(rows.filter(shows[tab]), (row) => actOf(row) !== undefined);
        const totals = { ...counts, open: counts.expected + counts.here };
        return (
          <div className="fd-board">
            <BoardHead
              tab={tab}
              onTab={setTab}
              totals={totals}
              onWalkIn={mayGreet ? walkIn : undefined}
              away={away}
              downtime={downtime}
            />
            {away && view.data && <OfflineStrip at={view.data.at} now={now} waiting={waiting.length} />}
            <DowntimeReminder list={downtime} />
            <DataTable
              label={m.frontDesk_board_label()}
              rows={shown}
              rowKey={(row) => row.visitId}
              columns={boardColumns(look)}
              version={(row) =>
                `${row.step} ${row.room?.id ?? ''} ${row.priority} ${row.call?.at ?? ''} ${marks.get(row.visitId) ?? ''}`
              }
              tone={(row) => toneOf(row, look)}
              open={(row) => (away ? sayOff() : go(`/visits/${row.visitId}`))}
              act={(row) => {
                const next = actOf(row);
                if (!next) return undefined;
                const visit = { visitId: row.visitId, name: row.patient.name, from: row.step };
                const needsRoom = away && next.act === 'room' && !next.room;
                return {
                  label: actWords(next),
                  pending: acts.busy === row.visitId,
                  ...(away && !goesOn(next.act) && { off: m.frontDesk_offline_goesOn() }),
                  run: () =>
                    needsRoom
                      ? setAsked({ what: 'room', visit })
                      : acts.run(visit, next, (what) => setAsked({ what, visit })),
                };
              }}
              more={(row) =>
                moreActs(row, { name: row.patient.name, me, acts, go, place, ask: setAsked, away })
              }
              empty={
                rows.length === 0 ? <NobodyToday /> : <EmptyState title={m.frontDesk_board_emptyTab()} />
              }
            />
            <VisitDialogs asked={asked} acts={acts} rooms={desk.rooms} onClose={() => setAsked(undefined)} />
          </div>
        );
      }}
    </ReadView>
  );
}

const tabWords: Record<Tab, () => string> = {
  open: m.frontDesk_board_tab_open,
  expected: m.frontDesk_board_tab_expected,
  here: m.frontDesk_board_tab_here,
  done: m.frontDesk_board_tab_done,
};

function BoardHead(props: {
  tab: Tab;
  onTab: (tab: Tab) => void;
  totals: Record<Tab, number>;
  onWalkIn: (() => void) | undefined;
  away: boolean;
  downtime: DowntimeList;
}) {
  return (
    <div className="fd-board-head">
      <div className="s-switch" role="group" aria-label={m.frontDesk_board_filters()}>
        {tabs.map((one) => (
          <button key={one} type="button" aria-pressed={one === props.tab} onClick={() => props.onTab(one)}>
            {tabWords[one]()} <span className="s-figures">{props.totals[one]}</span>
          </button>
        ))}
      </div>
      <div className="fd-board-acts">
        <DowntimeButton list={props.downtime} away={props.away} />
        {props.onWalkIn && (
          <Button small keys="W" onClick={props.onWalkIn} off={props.away}>
            {m.frontDesk_board_walkInAct()}
          </Button>
        )}
      </div>
    </div>
  );
}

function NobodyToday() {
  const mayGreet = useMay('frontDesk.greet');
  return (
    <EmptyState
      title={m.frontDesk_board_empty()}
      text={m.frontDesk_board_emptyText()}
      {...(mayGreet && { act: { label: m.frontDesk_board_walkInAct(), to: '/walk-in' } })}
    />
  );
}

/**
 * What this person can do next stands first, each part in the board's own order: arrivals at the counter, the lobby for
 * those who room, who is ready for the physician. A red flag stands above all of it, whoever is to act.
 */
function mineFirst(rows: BoardRow[], isMine: (row: BoardRow) => boolean): BoardRow[] {
  const flagged = (row: BoardRow) =>
    row.priority !== 'routine' &&
    isHere(row.step) &&
    isMain(row.step) &&
    rankOf(row.step) < rankOf('withProvider');
  // who is out for a moment, or has only medicine to fetch, waits for nothing that presses
  const rests = (row: BoardRow) => row.step === 'steppedOut' || row.step === 'pharmacy';
  const rank = (row: BoardRow) => (flagged(row) ? 0 : !isMine(row) ? 3 : rests(row) ? 2 : 1);
  return rows.toSorted((a, b) => rank(a) - rank(b));
}

function toneOf(row: BoardRow, look: BoardLook): 'red' | 'amber' | undefined {
  if (row.priority === 'emergency' && isHere(row.step)) return 'red';
  return amberOf(row, look) ? 'amber' : undefined;
}
