import { useState } from 'react';
import { m } from '#messages';
import type { CallOf, OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { checkIn } from '../contract.ts';
import { ContactStep } from './ContactStep.tsx';
import { Done } from './Done.tsx';
import { FormStep } from './FormStep.tsx';
import { CardStep, GuardianStep, HereStep, PayStep, ReasonStep } from './small-steps.tsx';
import { SelfPage, Wrong } from './SelfPage.tsx';

export type Finish = Omit<CallOf<typeof checkIn, 'finish'>, 'session'>;
type Opened = OutputOf<typeof checkIn, 'kioskIdentify'>;
export interface StepProps {
  opened: Opened;
  given: Finish;
  /** Keeps what was said and goes on. */
  onNext: (said: Partial<Finish>) => void;
  onCancel: () => void;
  /** Step at of all. */
  place: string;
}

const nothing: Finish = {
  reason: '',
  contactConfirmed: false,
  consents: [],
  signer: { name: '', relationship: 'self' },
  payerKey: '',
  here: false,
};

/** The steps that this patient has before her, one page each; the last one sends them. */
export function SelfSteps({ opened, onEnd }: { opened: Opened; onEnd: () => void }) {
  const { steps, session } = opened;
  const [given, setGiven] = useState(nothing);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState<OutputOf<typeof checkIn, 'finish'>>();
  const [problem, setProblem] = useState<unknown>();
  const pages = [
    ReasonStep,
    ...(steps.child ? [GuardianStep] : []),
    ContactStep,
    ...steps.forms.map((form) => (props: StepProps) => <FormStep {...props} form={form} />),
    PayStep,
    CardStep,
    ...(steps.way === 'phone' && steps.today ? [HereStep] : []),
  ];
  const [all] = useState(pages);
  const next = (said: Partial<Finish>) => {
    const now = { ...given, ...said };
    setGiven(now);
    if (at + 1 < all.length) return setAt(at + 1);
    setAt(all.length);
    call(checkIn, 'finish', { session, ...now }).then(setDone, setProblem);
  };
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
  return <Page key={at} opened={opened} given={given} onNext={next} onCancel={onEnd} place={place} />;
}
