import { useState } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { Problem } from '../ui/Problem.tsx';
import { EntryField } from './EntryField.tsx';
import { lookAgain } from './session.ts';

/** The lock of somebody without a PIN, or whose PIN was wrong too often. */
export function PasswordEntry(props: { name: string; open: (password: string) => Promise<void> }) {
  const [password, setPassword] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const submit = async () => {
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    try {
      await props.open(password);
    } catch (error) {
      setProblem(error);
      void lookAgain(error);
      setPassword('');
      setPending(false);
    }
  };
  return (
    <form
      className="s-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{m.web_lock_password({ name: props.name })}</p>
      <EntryField
        label={m.web_signIn_password()}
        name="password"
        secret="current-password"
        value={password}
        onChange={setPassword}
        autoFocus
        required
      />
      <Problem problem={problem} keepFocus />
      <Button type="submit" tone="primary" pending={pending} disabled={password === ''}>
        {m.web_lock_open()}
      </Button>
    </form>
  );
}
