import { useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { call, ProblemError } from '#platform/web/client/call.ts';
import { problemWords } from '#platform/web/client/problem-words.ts';
import { checkIn } from '../contract.ts';
import { dateOf, noDate } from '#platform/web/public/date-parts.ts';
import { BirthDate } from './BirthDate.tsx';
import { ScanField } from './ScanField.tsx';
import { Big, Field, SelfPage, Wrong } from './SelfPage.tsx';

/** Two identifiers, typed or scanned. What does not match is answered in one sentence, whatever it was. */
export function WhoAreYou(props: {
  country: string;
  onFound: (opened: OutputOf<typeof checkIn, 'kioskIdentify'>) => void;
  onDesk: () => void;
  onCancel: () => void;
}) {
  const [by, setBy] = useState<'name' | 'number'>('name');
  const [said, setSaid] = useState({ name: '', number: '' });
  const [birth, setBirth] = useState(noDate);
  const [wrong, setWrong] = useState<string>();
  const [pending, setPending] = useState(false);
  const send = () => {
    const birthDate = dateOf(birth);
    const given = said[by].trim();
    if (!given || Object.values(birth).some((part) => part === '')) return setWrong(m.checkIn_who_needed());
    if (!birthDate) return setWrong(m.checkIn_who_date());
    setPending(true);
    call(checkIn, 'kioskIdentify', { [by]: given, birthDate })
      .then(props.onFound, (problem) => {
        if (problem instanceof ProblemError && problem.code === 'checkIn.goToDesk') return props.onDesk();
        setWrong(problemWords(problem));
      })
      .finally(() => setPending(false));
  };
  return (
    <SelfPage
      title={m.checkIn_who_title()}
      foot={
        <Big tone="plain" onClick={props.onCancel}>
          {m.checkIn_cancel()}
        </Big>
      }
    >
      <form
        className="ci-form"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) send();
        }}
      >
        <div className="ci-acts ci-acts-two" role="group" aria-label={m.checkIn_who_how()}>
          <Big pressed={by === 'name'} onClick={() => setBy('name')}>
            {m.checkIn_who_byName()}
          </Big>
          <Big pressed={by === 'number'} onClick={() => setBy('number')}>
            {m.checkIn_who_byNumber()}
          </Big>
        </div>
        {by === 'name' ? (
          <Field
            label={m.checkIn_who_name()}
            name="said-name"
            value={said.name}
            onChange={(name) => setSaid({ ...said, name })}
          />
        ) : (
          <>
            <ScanField onRead={(number) => setSaid({ ...said, number })} />
            <Field
              label={props.country === 'ID' ? m.checkIn_who_number() : m.checkIn_who_numberUs()}
              name="said-number"
              value={said.number}
              onChange={(number) => setSaid({ ...said, number })}
            />
          </>
        )}
        <BirthDate value={birth} onChange={setBirth} />
        <Wrong words={wrong} />
        <Big tone="primary" submit pending={pending}>
          {m.checkIn_next()}
        </Big>
      </form>
    </SelfPage>
  );
}
