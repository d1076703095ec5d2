import { type ReactNode, useState } from 'react';
import { m } from '#messages';
import { work } from '#platform/shared/work-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Refusal } from '#platform/web/ui/Refusal.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { call } from '#platform/web/client/call.ts';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { type VisitVitals, vitals } from '../contract.ts';
import { AvoidArms } from './AvoidArms.tsx';
import { CriticalBar } from './CriticalBar.tsx';
import type { FormPlace } from './form-place.ts';
import { callOf, initialValues } from './form-values.ts';
import { AskRecheck, Rechecks } from './Rechecks.tsx';
import { PrintStrip } from './PrintVitals.tsx';
import { RoomingForm } from './RoomingForm.tsx';
import { SetStrip } from './SetStrip.tsx';
import { useNow } from '#platform/web/client/use-now.ts';
import { yearsOf } from './use-judgement.ts';
import { measureWords } from './words.ts';
import './rooming.css';

export interface RoomingProps {
  visitId: string;
  patientId: string;
  step: string;
  /** Draws the form, for the duty that asks more in the room; without it the signs have one of their own. */
  renderForm?: (place: FormPlace) => ReactNode;
}
type PanelProps = RoomingProps;

/** Steps at which the room's part is still open. */
const beforeDoctor = ['roomed', 'vitalsDone'];

/** "Rooming / Kajian awal": the vital signs of a visit, from the first field to "ready for doctor". */
export default function Rooming(props: PanelProps) {
  const mayRead = useMay('vitals.read');
  return mayRead ? <RoomingRead {...props} /> : <NotHers {...props} />;
}

function RoomingRead(props: PanelProps) {
  const read = useRead(
    vitals,
    'visitVitals',
    { visitId: props.visitId },
    { refreshOn: ['vitals.', 'frontDesk.visitMoved'] },
  );
  return (
    <ReadView read={read} rows={8}>
      {(visit) => <RoomingOf {...props} visit={visit} />}
    </ReadView>
  );
}

function RoomingOf(props: PanelProps & { visit: VisitVitals }) {
  const { visit, step } = props;
  const mayRecord = useMay('vitals.record');
  const nowMs = useNow();
  const [again, setAgain] = useState(false);
  const untold = visit.sets.filter(({ setId }) => visit.untold.includes(setId));
  const unsigned = visit.sets.filter(({ items }) => items.some(({ status }) => status === 'preliminary'));
  const measuring = mayRecord && (again || !visit.complete);
  const { zone } = useMe().clinic;
  const place: FormPlace = {
    ...{ visit, measuring, autoFocus: untold.length === 0 },
    only: again || visit.sets.length === 0 ? undefined : visit.missing,
    initial: initialValues(visit, yearsOf(visit)),
    callOf: (values) => callOf(values, visit, zone),
    onSaved: () => setAgain(false),
  };
  return (
    <div className="v-rooming">
      {untold.map((set) => (
        <CriticalBar key={set.setId} set={set} visit={visit} />
      ))}
      <Rechecks visit={visit} nowMs={nowMs} />
      {unsigned.map(({ setId }) => (
        <CoSign key={setId} setId={setId} />
      ))}
      {visit.sets.length > 0 && (
        <Panel title={m.vitals_strip_title()}>
          {visit.sets.toReversed().map((set) => (
            <SetStrip key={set.setId} set={set} mayCorrect={mayRecord} />
          ))}
          <div className="v-acts">
            <PrintStrip visitId={visit.visitId} />
          </div>
        </Panel>
      )}
      {props.renderForm
        ? props.renderForm(place)
        : measuring && (
            <Panel title={m.vitals_rooming_form()}>
              <Missing place={place} />
              <RoomingForm key={visit.sets.length} place={place} />
            </Panel>
          )}
      {!measuring && visit.sets.length === 0 && (
        <EmptyState title={m.vitals_strip_none()} text={m.vitals_strip_noneText()} />
      )}
      {beforeDoctor.includes(step) && visit.sets.length > 0 && (
        <div className="v-acts">
          {mayRecord && !again && <Button onClick={() => setAgain(true)}>{m.vitals_rooming_again()}</Button>}
          <Ready visit={visit} next={visit.complete && untold.length === 0 && unsigned.length === 0} />
        </div>
      )}
      {mayRecord && (
        <>
          <AvoidArms patientId={visit.patientId} avoidArms={visit.avoidArms} />
          <AskRecheck visitId={visit.visitId} />
        </>
      )}
    </div>
  );
}

/** What a set that was begun still lacks. */
function Missing({ place }: { place: FormPlace }) {
  const { visit, only } = place;
  if (!only || visit.missing.length === 0) return null;
  return <p>{m.vitals_rooming_missing({ measures: visit.missing.map(measureWords).join(', ') })}</p>;
}

/** The one next act once the set stands; before that it waits as a quiet button, since the patient may not. */
function Ready(props: { visit: VisitVitals; next: boolean }) {
  const { visitId } = props.visit;
  const move = useAct(frontDesk, 'moveVisit');
  const may = useMay('frontDesk.moveVisit');
  if (!may) return null;
  const ready = async () => {
    await move.run({ visitId, to: 'ready' });
    offerUndo(m.vitals_rooming_readyDoneNameless(), () =>
      call(frontDesk, 'undoMove', { visitId, step: 'ready' }),
    );
  };
  return (
    <>
      <Button
        tone={props.next ? 'primary' : 'quiet'}
        pending={move.pending}
        onClick={() => void ready().catch(() => undefined)}
      >
        {m.vitals_rooming_ready()}
      </Button>
      <Problem problem={move.problem} />
    </>
  );
}

function CoSign(props: { setId: string }) {
  const may = useMay('vitals.coSign');
  const act = useAct(vitals, 'coSign');
  const sign = async () => {
    await act.run({ setId: props.setId });
    tell(m.vitals_coSign_done());
  };
  return (
    <Panel title={m.vitals_strip_preliminary()} tone="blue">
      <p>{may ? m.vitals_coSign_text() : m.vitals_refused_preliminary()}</p>
      {may && (
        <Button tone="primary" pending={act.pending} onClick={() => void sign().catch(() => undefined)}>
          {m.vitals_coSign_act()}
        </Button>
      )}
      <Problem problem={act.problem} />
    </Panel>
  );
}

/** Who may take patients to the room but not measure reads why, and asks somebody who may. */
function NotHers(props: PanelProps) {
  const ask = useAct(work, 'askSomebody');
  const { visitId, patientId } = props;
  const run = async () => {
    await ask.run({ action: 'vitals.record', subject: `Encounter/${visitId}`, patientId, visitId });
    tell(m.vitals_refused_asked());
  };
  return (
    <>
      <Refusal
        reason={m.vitals_refused_rooming()}
        ask={{
          label: m.vitals_refused_ask(),
          run: () => void run().catch(() => undefined),
          pending: ask.pending,
        }}
      />
      <Problem problem={ask.problem} />
    </>
  );
}
