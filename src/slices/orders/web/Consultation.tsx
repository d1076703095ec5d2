import { m } from '#messages';
import { refreshSlice } from '#platform/web/client/queries.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '#slices/front-desk/contract.ts';
import { type Consultation as View, orders } from '../contract.ts';
import { DiagnosesPanel } from './DiagnosesPanel.tsx';
import { NotePanel } from './NotePanel.tsx';
import { OrderEntry } from './OrderEntry.tsx';
import { OrderList } from './OrderList.tsx';
import { Papers } from './Papers.tsx';
import { SickNotes } from './SickNotePanel.tsx';
import { SignBar } from './SignBar.tsx';
import { SignedNote } from './SignedNote.tsx';
import { useNote } from './use-note.ts';
import './orders.css';

interface PanelProps {
  visitId: string;
  patientId: string;
  step: string;
}

/** "Consultation / Dokter": what the assistant found, the note on the left, diagnoses and orders on the right. */
export default function Consultation(props: PanelProps) {
  const { visitId } = props;
  const read = useRead(
    orders,
    'readConsultation',
    { visitId },
    { refreshOn: ['orders.', 'scope.', 'records.allergiesChanged'] },
  );
  return (
    <ReadView read={read} rows={8}>
      {(view) => (view.startedAt ? <Started view={view} /> : <NotStarted {...props} view={view} />)}
    </ReadView>
  );
}

/** Why she came, in her own words. */
function Reason({ visitId }: { visitId: string }) {
  const { data } = useRead(frontDesk, 'readVisit', { visitId });
  if (!data?.reason) return null;
  return (
    <p className="o-reason">
      <strong>{m.orders_reasonForVisit()}:</strong> “{data.reason}”
    </p>
  );
}

function NotStarted(props: PanelProps & { view: View }) {
  const maySign = useMay('orders.sign');
  const start = useAct(orders, 'startConsultation');
  return (
    <>
      {maySign ? (
        <div className="o-start">
          <p>{m.orders_startText()}</p>
          <Button
            tone="primary"
            pending={start.pending}
            onClick={() =>
              void start.run({ visitId: props.visitId }).then(
                // the board above the panel is another duty's, and it has just moved
                () => refreshSlice('frontDesk'),
                () => undefined,
              )
            }
          >
            {m.orders_start()}
          </Button>
        </div>
      ) : (
        <EmptyState title={m.orders_waiting()} />
      )}
      <Problem problem={start.problem} />
      <Reason visitId={props.visitId} />
      <Slot name="visit.summary" props={{ visitId: props.visitId, patientId: props.patientId }} />
      {props.view.note.text && <SignedNote view={props.view} mayAdd={false} />}
    </>
  );
}

function Started({ view }: { view: View }) {
  const may = {
    write: useMay('orders.writeNote'),
    diagnose: useMay('orders.diagnose'),
    order: useMay('orders.order'),
    sign: useMay('orders.sign'),
    print: useMay('orders.printSlip'),
    sickNote: useMay('orders.draftSickNote'),
  };
  const note = useNote(view.visitId, view.note);
  const open = !view.signature;
  return (
    <div className="o-consultation">
      <div className="o-columns">
        <div className="o-column">
          <Reason visitId={view.visitId} />
          {open && may.write ? (
            <NotePanel note={note} focus={view.note.text === ''} />
          ) : (
            <SignedNote view={view} mayAdd={may.write} />
          )}
          <Slot name="visit.summary" props={{ visitId: view.visitId, patientId: view.patientId }} />
        </div>
        <div className="o-column">
          <DiagnosesPanel view={view} mayChange={open && may.diagnose} />
          <Panel title={m.orders_orders()}>
            {may.order ? (
              <OrderEntry view={view}>
                <OrderList all={view.orders} mayOrder />
              </OrderEntry>
            ) : (
              <OrderList all={view.orders} mayOrder={false} />
            )}
            <SickNotes view={view} mayDraft={may.sickNote} />
          </Panel>
        </div>
      </div>
      <div className="o-foot">
        {may.print && <Papers view={view} />}
        {open && may.sign && (
          <SignBar view={view} hasNote={note.text.trim() !== ''} keepNote={note.keepNow} />
        )}
      </div>
    </div>
  );
}
