import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { call } from '../client/call.ts';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { EnrolApp } from './EnrolApp.tsx';
import { EntryField } from './EntryField.tsx';
import { enterCode, enterPasskey, type Halfway, isTicketOver, passkeysPossible } from './entering.ts';
import { arrive } from './session.ts';

/** After the password: a code, a passkey or a recovery code; or setting one up, for who must have one and has none. */
export function SecondStep(props: { halfway: Halfway; onDone: () => void; onLeave: () => void }) {
  const { ticket, next, name } = props.halfway;
  if (next === 'code') return <EnterCode {...props} />;
  return (
    <EnrolApp
      head={
        <>
          <h1>{m.web_factor_enrolTitle()}</h1>
          <p>{m.web_factor_enrolWhy({ name })}</p>
        </>
      }
      begin={() => call(identity, 'beginEnrolment', { ticket })}
      confirm={async (code) => {
        const { recoveryCodes } = await call(identity, 'confirmEnrolment', {
          ticket,
          code,
          tokenInAnswer: false,
        });
        return recoveryCodes;
      }}
      onDone={() => void arrive().then(props.onDone)}
      onLeave={props.onLeave}
      leaveWords={m.web_factor_back()}
    />
  );
}

function EnterCode(props: { halfway: Halfway; onDone: () => void; onLeave: () => void }) {
  const { ticket, methods, name } = props.halfway;
  const app = methods.includes('totp');
  const [paper, setPaper] = useState(!app);
  const [code, setCode] = useState('');
  const [pending, setPending] = useState<'code' | 'passkey'>();
  const [problem, setProblem] = useState<unknown>();
  const run = async (which: 'code' | 'passkey', act: () => Promise<boolean>) => {
    if (pending) return;
    setPending(which);
    setProblem(undefined);
    try {
      if (await act()) return props.onDone();
    } catch (error) {
      setProblem(error);
      setCode('');
    }
    setPending(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run('code', () => enterCode(ticket, code).then(() => true));
  };
  const passkey = methods.includes('passkey') && passkeysPossible();
  return (
    <form className="s-form s-signin-form" onSubmit={submit} aria-label={m.web_factor_title()}>
      <h1>{m.web_factor_title()}</h1>
      <p>{paper ? m.web_factor_askRecovery({ name }) : m.web_factor_askCode({ name })}</p>
      <EntryField
        key={paper ? 'paper' : 'app'}
        label={paper ? m.web_factor_recoveryCode() : m.web_factor_code()}
        name="code"
        autoComplete="one-time-code"
        inputMode={paper ? 'text' : 'numeric'}
        value={code}
        onChange={setCode}
        maxLength={30}
        autoFocus
        required
      />
      <Problem problem={problem} keepFocus />
      {!isTicketOver(problem) && (
        <Button type="submit" tone="primary" pending={pending === 'code'} disabled={code.trim() === ''}>
          {m.web_signIn_act()}
        </Button>
      )}
      {passkey && (
        <Button
          icon={<IconFingerprint size={18} aria-hidden />}
          pending={pending === 'passkey'}
          onClick={() => void run('passkey', () => enterPasskey(ticket))}
        >
          {m.web_factor_usePasskey()}
        </Button>
      )}
      {app && methods.includes('recovery') && (
        <Button
          tone="plain"
          onClick={() => {
            setPaper(!paper);
            setCode('');
          }}
        >
          {paper ? m.web_factor_useApp() : m.web_factor_useRecovery()}
        </Button>
      )}
      <Button tone="plain" onClick={props.onLeave}>
        {m.web_factor_back()}
      </Button>
    </form>
  );
}
