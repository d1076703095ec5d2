import { useState } from 'react';
import { m } from '#messages';
import type { CallOf } from '#platform/shared/contract.ts';
import { call, ProblemError } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { checkIn } from '../contract.ts';
import { Big, Field } from './SelfPage.tsx';
import type { StepProps } from './step-types.ts';
import { StepPage } from './StepPage.tsx';

type Change = CallOf<typeof checkIn, 'propose'>['change'];
const blank = { phone: '', email: '', line: '', city: '', state: '', postalCode: '' };

/** How she is reached, masked; what she says is new goes to the desk. */
export function ContactStep(step: StepProps) {
  const { contact } = step.opened.steps;
  const [changing, setChanging] = useState(false);
  if (changing) return <NewContact {...step} />;
  return (
    <StepPage step={step} title={m.checkIn_contact_title()}>
      <dl className="ci-facts">
        <dt>{m.checkIn_contact_phone()}</dt>
        <dd>{contact.phone || m.checkIn_contact_none()}</dd>
        <dt>{m.checkIn_contact_email()}</dt>
        <dd>{contact.email || m.checkIn_contact_none()}</dd>
        <dt>{m.checkIn_contact_address()}</dt>
        <dd>{contact.address || m.checkIn_contact_none()}</dd>
      </dl>
      <div className="ci-acts ci-acts-two">
        <Big tone="primary" onClick={() => step.onNext({ contactConfirmed: true })}>
          {m.checkIn_contact_right()}
        </Big>
        <Big onClick={() => setChanging(true)}>{m.checkIn_contact_change()}</Big>
      </div>
    </StepPage>
  );
}

function NewContact(step: StepProps) {
  const [said, setSaid] = useState(blank);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<string>();
  const [pending, setPending] = useState(false);
  const field = (name: keyof typeof blank, label: string, inputMode: 'text' | 'tel' | 'email' = 'text') => (
    <Field
      label={label}
      name={name}
      value={said[name]}
      inputMode={inputMode}
      error={errors[name]}
      onChange={(value) => setSaid({ ...said, [name]: value })}
    />
  );
  const send = async () => {
    setPending(true);
    setErrors({});
    try {
      for (const change of changesOf(said)) {
        await call(checkIn, 'propose', { session: step.opened.session, change });
      }
      // the desk looks at what is new before it is confirmed
      step.onNext({ contactConfirmed: false });
    } catch (problem) {
      const fields = problem instanceof ProblemError ? problem.fields : [];
      setErrors(Object.fromEntries(fields.map(({ path, words }) => [path.split('.').at(-1) ?? '', words])));
      if (fields.length === 0) setWrong(problemWords(problem));
    } finally {
      setPending(false);
    }
  };
  return (
    <StepPage
      step={step}
      title={m.checkIn_contact_change()}
      wrong={wrong}
      pending={pending}
      onNext={() => void send()}
    >
      <p>{m.checkIn_contact_hint()}</p>
      {field('phone', m.checkIn_contact_newPhone(), 'tel')}
      {field('email', m.checkIn_contact_newEmail(), 'email')}
      {field('line', m.checkIn_contact_newLine())}
      {field('city', m.checkIn_contact_newCity())}
      {field('state', m.checkIn_contact_newState())}
      {field('postalCode', m.checkIn_contact_newPostal())}
    </StepPage>
  );
}

function changesOf(said: typeof blank): Change[] {
  const { phone, email, ...address } = said;
  const changes: Change[] = [];
  if (phone.trim()) changes.push({ kind: 'phone', phone });
  if (email.trim()) changes.push({ kind: 'email', email: email.trim() });
  if (Object.values(address).some((part) => part.trim())) changes.push({ kind: 'address', address });
  return changes;
}
