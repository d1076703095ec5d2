import { type ComponentType, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { checkIn, type Steps } from '../contract.ts';
import { ContactStep } from './ContactStep.tsx';
import { Done } from './Done.tsx';
import { FormStep } from './FormStep.tsx';
import { CardStep, GuardianStep, HereStep, PayStep, ReasonStep } from './small-steps.tsx';
import { SelfPage, Wrong } from './SelfPage.tsx';
import { Stop } from './Stop.tsx';
import type { Finish, Opened, StepProps } from './step-types.ts';

const nothing: Finish = {
  reason: '',
  flags: [],
  contactConfirmed: false,
  consents: [],
  signer: { name: '', relationship: 'self' },
  payerKey: '',
  here: false,
};

function pagesOf(steps: Steps): ComponentType<StepProps>[] {
  return [
    ReasonStep,
    ...(steps.child ? [GuardianStep] : []),
    ContactStep,
    ...steps.forms.map((form) => (props: StepProps) => <FormStep {...props} form={form} />),
    PayStep,
    CardStep,
    ...(steps.way === 'phone' && steps.today ? [HereStep] : []),
  ];
}

/** The steps that this patient has before her, one page each; the last one sends them. */
export function SelfSteps(props: { opened: Opened; emergencyNumber: string; onEnd: () => void }) {
  const { opened, onEnd } = props;
  const { steps, session } = opened;
  const [given, setGiven] = useState(nothing);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<OutputOf<typeof checkIn, 'finish'>>();
  const [problem, setProblem] = useState<unknown>();
  const [stopped, setStopped] = useState<{ tell: () => Promise<unknown> }>();
  // made once: a page that is made anew at each draw would forget what was typed
  const [all] = useState(() => pagesOf(steps));
  const next = (said: Partial<Finish>) => {
    const now = { ...given, ...said };
    setGiven(now);
    if (at + 1 < all.length) return setAt(at + 1);
    setAt(all.length);
    call(checkIn, 'finish', { session, ...now }).then(setDone, setProblem);
  };
  if (stopped) return <Stop way={steps.way} number={props.emergencyNumber} tell={stopped.tell} />;
  if (done) return <Done done={done} onEnd={onEnd} />;
  if (problem)
    return (
      <SelfPage title={m.checkIn_error_goToDesk()}>
        <Wrong words={problemWords(problem)} />
      </SelfPage>
    );
  const Page = all[at];
  if (!Page) return <SelfPage title={m.checkIn_wait()}>{null}</SelfPage>;
  const place = m.checkIn_step({ at: at + 1, of: all.length });
  return (
    <Page
      key={at}
      opened={opened}
      given={given}
      onNext={next}
      onCancel={onEnd}
      onStop={(tell) => setStopped({ tell })}
      place={place}
    />
  );
}
