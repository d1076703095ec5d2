import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { Rooming } from '#slices/vitals/web/index.tsx';
import { intake, type IntakeState } from '../contract.ts';
import { PaneForm } from './PaneForm.tsx';
import { TopicLine } from './TopicLine.tsx';
import { Waiting } from './Waiting.tsx';
import './intake.css';

interface PanelProps {
  visitId: string;
  patientId: string;
  step: string;
}

/** "Rooming / Kajian awal": history and vital signs of a visit in one pane. */
export default function RoomPane(props: PanelProps) {
  const mayRead = useMay('intake.read');
  return mayRead ? <WithHistory {...props} /> : <Rooming {...props} />;
}

function WithHistory(props: PanelProps) {
  const read = useRead(
    intake,
    'readIntake',
    { visitId: props.visitId },
    { refreshOn: ['intake.', 'records.allergiesChanged', 'orders.visitSigned'] },
  );
  return (
    <ReadView read={read} rows={10}>
      {(state) => (
        <>
          <Waiting state={state} />
          <Asked {...props} state={state} />
        </>
      )}
    </ReadView>
  );
}

/** Who may not ask reads what is known, below the signs, which she may still measure. */
function Asked({ state, ...props }: PanelProps & { state: IntakeState }) {
  const mayRecord = useMay('intake.record');
  if (mayRecord)
    return <Rooming {...props} renderForm={(place) => <PaneForm state={state} place={place} />} />;
  return (
    <>
      <Rooming {...props} />
      <Panel title={m.intake_facts()}>
        {state.topics.map((one) => (
          <TopicLine key={one.topic} state={one} />
        ))}
      </Panel>
    </>
  );
}
