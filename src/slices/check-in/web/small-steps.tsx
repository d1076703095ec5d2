import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { call } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { checkIn, pictureKinds } from '../contract.ts';
import { PhotoField } from './PhotoField.tsx';
import { RedFlag } from './RedFlag.tsx';
import { Big, Field } from './SelfPage.tsx';
import type { StepProps } from './step-types.ts';
import { StepPage } from './StepPage.tsx';

type Flags = OutputOf<typeof checkIn, 'reasonFlags'>['questions'];

/** Her words, and at once the red flags that they bring up. */
export function ReasonStep(step: StepProps) {
  const { session, steps } = step.opened;
  const [reason, setReason] = useState(step.given.reason ?? '');
  const [flags, setFlags] = useState<Flags>([]);
  const [denied, setDenied] = useState<string[]>([]);
  const [pending, setPending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const goOn = (no: string[]) =>
    step.onNext({ reason, flags: no.map((code) => ({ code, answer: 'no' as const })) });
  const next = () => {
    // the reason that stands has its red flags too
    if (!reason.trim() && !steps.reasonKnown) return goOn([]);
    setPending(true);
    setDenied([]);
    call(checkIn, 'reasonFlags', { session, reason })
      .then(
        ({ questions }) => (questions.length > 0 ? setFlags(questions) : goOn([])),
        (problem) => setWrong(problemWords(problem)),
      )
      .finally(() => setPending(false));
  };
  const [flag, ...others] = flags;
  if (flag)
    return (
      <RedFlag
        key={flag.code}
        question={flag}
        onYes={() => step.onStop(() => call(checkIn, 'sayRedFlag', { session, reason, code: flag.code }))}
        onNo={() => {
          const no = [...denied, flag.code];
          setDenied(no);
          if (others.length > 0) setFlags(others);
          else goOn(no);
        }}
      />
    );
  return (
    <StepPage step={step} title={m.checkIn_reason_title()} wrong={wrong} pending={pending} onNext={next}>
      <Field
        label={m.checkIn_reason_label()}
        {...(steps.reasonKnown && { hint: m.checkIn_reason_known() })}
        name="reason"
        value={reason}
        onChange={setReason}
        maxLength={255}
      />
    </StepPage>
  );
}

const relations = ['mother', 'father', 'guardian', 'sibling', 'other'] as const;

export function GuardianStep(step: StepProps) {
  const [name, setName] = useState('');
  const [relationship, setRelationship] = useState<(typeof relations)[number]>();
  const [wrong, setWrong] = useState<string>();
  const next = () => {
    if (!name.trim() || !relationship) return setWrong(m.checkIn_who_needed());
    step.onNext({ signer: { name: name.trim(), relationship } });
  };
  return (
    <StepPage step={step} title={m.checkIn_guardian_title()} wrong={wrong} onNext={next}>
      <Field label={m.checkIn_guardian_name()} name="guardian" value={name} onChange={setName} />
      <div className="ci-acts ci-acts-two" role="group" aria-label={m.checkIn_guardian_relation()}>
        {relations.map((one) => (
          <Big key={one} pressed={relationship === one} onClick={() => setRelationship(one)}>
            {m[`checkIn_guardian_${one}`]()}
          </Big>
        ))}
      </div>
    </StepPage>
  );
}

/** Known ways to pay; another one is told to the desk, and never chosen for her. */
export function PayStep(step: StepProps) {
  const { session, steps } = step.opened;
  const [pending, setPending] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const other = () => {
    setPending(true);
    const change = { kind: 'payer' as const, note: m.checkIn_prop_payerNote() };
    call(checkIn, 'propose', { session, change })
      .then(
        () => step.onNext({ payerKey: '' }),
        (problem) => setWrong(problemWords(problem)),
      )
      .finally(() => setPending(false));
  };
  return (
    <StepPage step={step} title={m.checkIn_pay_title()} wrong={wrong}>
      <div className="ci-acts">
        {steps.payers.map(({ key, name }) => (
          <Big key={key} onClick={() => step.onNext({ payerKey: key })}>
            {name}
          </Big>
        ))}
        <Big pending={pending} onClick={other}>
          {m.checkIn_pay_other()}
        </Big>
      </div>
    </StepPage>
  );
}

export function CardStep(step: StepProps) {
  const { session } = step.opened;
  return (
    <StepPage step={step} title={m.checkIn_card_title()} onNext={() => step.onNext({})}>
      <p>{m.checkIn_card_text()}</p>
      {pictureKinds.map((kind) => (
        <PhotoField
          key={kind}
          name={kind}
          label={m[`checkIn_card_${kind}`]()}
          onPicture={(data) =>
            call(checkIn, 'propose', {
              session,
              change: { kind, picture: { contentType: 'image/jpeg', data } },
            })
          }
        />
      ))}
    </StepPage>
  );
}

export function HereStep(step: StepProps) {
  return (
    <StepPage step={step} title={m.checkIn_here_title()}>
      <div className="ci-acts ci-acts-two">
        <Big tone="primary" onClick={() => step.onNext({ here: true })}>
          {m.checkIn_here_yes()}
        </Big>
        <Big onClick={() => step.onNext({ here: false })}>{m.checkIn_here_no()}</Big>
      </div>
    </StepPage>
  );
}
