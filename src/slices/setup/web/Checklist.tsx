import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { Go } from '#platform/web/router/link.tsx';
import { useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { offerUndo } from '#platform/web/ui/undo.tsx';
import { type Checklist as List, setup } from '../contract.ts';
import './setup.css';

type Step = List['steps'][number]['step'];

const steps: Record<Step, { title: () => string; text: () => string; act: () => string; to: string }> = {
  clinic: {
    title: m.setup_list_clinic,
    text: m.setup_list_clinicText,
    act: m.setup_list_clinicAct,
    to: '/clinic/details',
  },
  people: {
    title: m.setup_list_people,
    text: m.setup_list_peopleText,
    act: m.setup_list_peopleAct,
    to: '/clinic/people?add=1',
  },
  rooms: {
    title: m.setup_list_rooms,
    text: m.setup_list_roomsText,
    act: m.setup_list_roomsAct,
    to: '/clinic/calendar',
  },
  fees: {
    title: m.setup_list_fees,
    text: m.setup_list_feesText,
    act: m.setup_list_feesAct,
    to: '/clinic/fees',
  },
  patients: {
    title: m.setup_list_patients,
    text: m.setup_list_patientsText,
    act: m.setup_list_patientsAct,
    to: '/patients/new',
  },
};

/** What stands between a new clinic and its first visit. Gone once it is done, or when the manager says so. */
export default function Checklist() {
  const { demo } = useMe().clinic;
  const { data } = useRead(
    setup,
    'checklist',
    {},
    { enabled: !demo, refreshOn: ['workforce.', 'scheduling.', 'bookkeeping.', 'records.', 'setup.'] },
  );
  const { run } = useAct(setup, 'dismissChecklist');
  // a demo clinic was set up by us; and nothing is shown before it is known that something is to be done
  if (demo || !data || data.closed) return null;
  const done = data.steps.filter((one) => one.done).length;
  const next = data.steps.find((one) => !one.done)?.step;
  const dismiss = async () => {
    await run({ dismissed: true }).then(
      () => offerUndo(m.setup_list_dismissed(), () => run({ dismissed: false })),
      () => undefined,
    );
  };
  return (
    <Panel
      title={
        <>
          {m.setup_list_title()}{' '}
          <span className="su-progress">{m.setup_list_progress({ done, all: data.steps.length })}</span>
        </>
      }
      actions={
        <Button small tone="plain" onClick={() => void dismiss()}>
          {m.setup_list_dismiss()}
        </Button>
      }
    >
      <ol className="su-steps">
        {data.steps.map((one) => (
          <StepLine key={one.step} {...one} next={one.step === next} />
        ))}
      </ol>
    </Panel>
  );
}

function StepLine(props: { step: Step; done: boolean; next: boolean }) {
  const { title, text, act, to } = steps[props.step];
  const tone = props.next ? 'primary' : props.done ? 'plain' : 'quiet';
  const Mark = props.done ? IconCircleCheckFilled : IconCircle;
  return (
    <li className={props.done ? 'su-step su-step-done' : 'su-step'}>
      <Mark size={22} aria-hidden className="su-mark" />
      <div className="su-words">
        <strong>{title()}</strong>
        {props.done ? <SignalBadge tone="green">{m.web_done()}</SignalBadge> : <span>{text()}</span>}
      </div>
      <Go to={to} className={`s-button s-button-${tone}`}>
        {act()}
      </Go>
    </li>
  );
}
