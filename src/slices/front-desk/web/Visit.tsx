import { Menu } from '@mantine/core';
import { useRef, useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { usePrint } from '#platform/web/print/use-print.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { SlotOne, useSlot } from '#platform/web/slots/Slot.tsx';
import type { ScreenProps, SlotEntry } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Tabs } from '#platform/web/ui/Tabs.tsx';
import { frontDesk } from '../contract.ts';
import type { Step } from '../shared/steps.ts';
import { actWords } from './act-words.ts';
import Alerts from './Alerts.tsx';
import './front-desk.css';
import { HandOff } from './HandOff.tsx';
import { moreActs } from './more-acts.ts';
import { useMyPlace } from './my-place.ts';
import { stepWords } from './step-words.ts';
import { useNow } from './use-now.ts';
import { useVisitActs } from './use-visit-acts.ts';
import { VisitBanner } from './VisitBanner.tsx';
import { type Asked, VisitDialogs } from './VisitDialogs.tsx';
import { VisitNotes } from './VisitNotes.tsx';
import { VisitOverview } from './VisitOverview.tsx';
import { Way } from './Way.tsx';
import type { Visit as VisitData } from './visit-types.ts';

/** The part of the visit that a step is about. */
const panelOfStep: Partial<Record<Step, string>> = {
  roomed: 'intake.rooming',
  vitalsDone: 'intake.rooming',
  ready: 'orders.consultation',
  withProvider: 'orders.consultation',
  tasks: 'orders.tasks',
  checkout: 'bookkeeping.checkout',
};

/** The spine: the patient above, the way with its times, and the parts that the duties add. */
export default function Visit({ params, search }: ScreenProps) {
  const visitId = params.visitId ?? '';
  const read = useRead(frontDesk, 'readVisit', { visitId }, { refreshOn: ['frontDesk.', 'scheduling.'] });
  const visit = read.data;
  return (
    <Page
      title={
        visit
          ? [m.frontDesk_visit_title(), visit.visitType].filter(Boolean).join(': ')
          : m.frontDesk_visit_title()
      }
      back="/today"
      banner={visit && <VisitBanner visit={visit} />}
      actions={visit && <VisitActions visit={visit} />}
    >
      <ReadView read={read} rows={8}>
        {(one) => <VisitBody key={one.visitId} visit={one} readAtMs={read.readAtMs} wanted={search.panel} />}
      </ReadView>
    </Page>
  );
}

function VisitActions({ visit }: { visit: VisitData }) {
  const me = useMe();
  const go = useGo();
  const [asked, setAsked] = useState<Asked>();
  const place = useMyPlace();
  const acts = useVisitActs(stepWords([visit]));
  const slip = usePrint();
  const acted = { visitId: visit.visitId, name: visit.patientName };
  const next = visit.next.find((one) => me.holds(one.action) && !one.act.startsWith('open'));
  const more = moreActs(visit, { name: visit.patientName, me, acts, go, place, ask: setAsked }).slice(1);
  useKeys({ z: { label: m.frontDesk_board_undoKey(), run: acts.undoLast } });
  const { slipId } = visit;
  return (
    <>
      <Go to={`/patients/${visit.patientId}`} className="s-button s-button-plain">
        {m.frontDesk_visit_chart()}
      </Go>
      {slipId && (
        <PrintButton
          label={m.frontDesk_greet_slip()}
          onPrint={() => void slip.print(slipId)}
          pending={slip.pending}
        />
      )}
      {more.length > 0 && (
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <button type="button" className="s-button s-button-quiet">
              {m.web_more()}
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((entry) => (
              <Menu.Item key={entry.label} onClick={entry.run}>
                {entry.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {next && (
        <Button
          tone="primary"
          pending={acts.busy === visit.visitId}
          onClick={() => acts.run(acted, next, (what) => setAsked({ what, visit: acted }))}
        >
          {actWords(next)}
        </Button>
      )}
      <VisitDialogs asked={asked} acts={acts} onClose={() => setAsked(undefined)} />
    </>
  );
}

function VisitBody(props: { visit: VisitData; readAtMs: number; wanted: string | undefined }) {
  const { visit } = props;
  const { visitId, patientId, step } = visit;
  const panels = useSlot('visit.panel');
  const now = useNow({ data: visit, readAtMs: props.readAtMs });
  const [chosen, setChosen] = useState<{ id: string; step: Step }>();
  // a tab that somebody chose stays until the visit moves on; then the step's own part opens
  const own = props.wanted ?? panelOfStep[step] ?? 'overview';
  const next = chosen?.step === step ? chosen.id : own;
  // where the next step is somebody else's, she stays with what she was doing
  const kept = useRef(next);
  if (next === 'overview' || panels.some((one) => one.id === next)) kept.current = next;
  const current = panels.find((one) => one.id === kept.current);
  const tabs = [{ id: 'overview', label: m.frontDesk_visit_overview() }, ...panels.map(tabOf)];
  return (
    <>
      <Alerts visitId={visitId} />
      <Way visit={visit} now={now} />
      <VisitNotes notes={visit.notes} />
      <HandOff visitId={visitId} />
      {panels.length === 0 ? (
        <VisitOverview visit={visit} />
      ) : (
        <Tabs
          label={m.frontDesk_visit_panels()}
          tabs={tabs}
          value={current?.id ?? 'overview'}
          onChange={(id) => setChosen({ id, step })}
        >
          {current ? (
            <SlotOne key={current.id} entry={current} props={{ visitId, patientId, step }} />
          ) : (
            <VisitOverview visit={visit} />
          )}
        </Tabs>
      )}
    </>
  );
}

function tabOf(entry: SlotEntry) {
  return { id: entry.id, label: entry.title?.() ?? entry.id };
}
