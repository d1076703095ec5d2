import { type FormEvent, useState } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { EntryField } from './EntryField.tsx';
import { signIn } from './session.ts';

/** Sign-in name and password. The names are the browser's own, so that its password store works. */
export function SignInForm(props: { autoFocus?: boolean }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    try {
      await signIn(login, password);
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  };
  return (
    <form className="s-form s-signin-form" onSubmit={submit} aria-label={m.web_signIn_title()}>
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
      <Button type="submit" tone="primary" pending={pending} disabled={login === '' || password === ''}>
        {m.web_signIn_act()}
      </Button>
    </form>
  );
}
