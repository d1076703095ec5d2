import { IconFingerprint } from '@tabler/icons-react';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Problem } from '../ui/Problem.tsx';
import { EntryField } from './EntryField.tsx';
import { enterPasskey, type Halfway, passkeysPossible, signIn } from './entering.ts';

/** Not in the first load: most people meet it seldom. */
const SecondStep = lazy(() => import('./SecondStep.tsx').then((it) => ({ default: it.SecondStep })));

/**
 * Sign-in name and password, or a passkey; then the second step where one is asked. The names are the browser's own, so
 * that its password store works. @param props.halfway where another way in has come as far as the second step
 */
export function SignInForm(props: {
  autoFocus?: boolean;
  /** A badge was scanned that nobody of this device has. */
  strangeBadge?: boolean;
  halfway?: Halfway | undefined;
  onHalfway?: (halfway: Halfway | undefined) => void;
}) {
  const [own, setOwn] = useState<Halfway>();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState<'password' | 'passkey'>();
  const [problem, setProblem] = useState<unknown>();
  const halfway = props.halfway ?? own;
  const setHalfway = props.onHalfway ?? setOwn;
  const run = async (which: 'password' | 'passkey', act: () => Promise<unknown>) => {
    if (pending) return;
    setPending(which);
    setProblem(undefined);
    try {
      await act();
    } catch (error) {
      setProblem(error);
    }
    setPending(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run('password', async () => {
      const next = await signIn(login, password);
      setPassword('');
      if (next) setHalfway(next);
    });
  };
  if (halfway) {
    const leave = () => setHalfway(undefined);
    return (
      <Suspense fallback={<Loading rows={3} />}>
        <SecondStep halfway={halfway} onDone={leave} onLeave={leave} />
      </Suspense>
    );
  }
  return (
    <form className="s-form s-signin-form" onSubmit={submit} aria-label={m.web_signIn_title()}>
      <BadgeNote strange={props.strangeBadge ?? false} />
      <EntryField
        label={m.web_signIn_login()}
        name="username"
        value={login}
        onChange={setLogin}
        inputMode="email"
        autoFocus={props.autoFocus ?? false}
        required
      />
      <EntryField
        label={m.web_signIn_password()}
        name="password"
        secret="current-password"
        value={password}
        onChange={setPassword}
        required
      />
      <Problem problem={problem} keepFocus />
      <Button
        type="submit"
        tone="primary"
        pending={pending === 'password'}
        disabled={login === '' || password === ''}
      >
        {m.web_signIn_act()}
      </Button>
      {passkeysPossible() && (
        <Button
          icon={<IconFingerprint size={18} aria-hidden />}
          pending={pending === 'passkey'}
          onClick={() => void run('passkey', () => enterPasskey())}
        >
          {m.web_signIn_passkey()}
        </Button>
      )}
    </form>
  );
}

/** The same for a badge of this clinic, of another one and of nobody: who knows none of them learns nothing. */
function BadgeNote(props: { strange: boolean }) {
  return <div role="status">{props.strange && <p className="s-hint">{m.web_badge_firstTime()}</p>}</div>;
}
