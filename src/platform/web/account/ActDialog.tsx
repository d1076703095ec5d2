import { type FormEvent, type ReactNode, useState } from 'react';
import { m } from '#messages';
import { ProblemError } from '../client/call.ts';
import { EntryField } from '../shell/EntryField.tsx';
import { changeOwn } from '../shell/entering.ts';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Problem } from '../ui/Problem.tsx';

interface Extra {
  /** Its path in the verb's input, for problems of this field. */
  path: string;
  label: string;
  hint?: string;
  secret?: 'new-password';
  digits?: boolean;
  /** Before the password: what is being changed comes after it. */
  first?: boolean;
}

/** A change that asks for the password: who finds an open screen cannot make it. */
export function ActDialog(props: {
  title: string;
  act: string;
  text?: ReactNode;
  extra?: Extra;
  run: (password: string, extra: string) => Promise<void>;
  onClose: () => void;
}) {
  const { extra } = props;
  const me = useMe();
  const [password, setPassword] = useState('');
  const [other, setOther] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const ready = password !== '' && (!extra || other.trim() !== '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending || !ready) return;
    setPending(true);
    setProblem(undefined);
    try {
      await changeOwn(() => props.run(password, other));
    } catch (error) {
      setProblem(error);
    }
    setPending(false);
  };
  const fields = problem instanceof ProblemError ? problem.fields : [];
  const wrong = fields.find((field) => field.path === extra?.path)?.words;
  const field = extra && (
    <EntryField
      label={extra.label}
      name={extra.path}
      {...(extra.hint && { hint: extra.hint })}
      {...(extra.secret && { secret: extra.secret })}
      {...(extra.digits && { inputMode: 'numeric' as const, maxLength: 8 })}
      value={other}
      onChange={(text) => setOther(extra.digits ? text.replace(/\D/g, '') : text)}
      error={wrong}
      autoFocus={extra.first ?? false}
      required
    />
  );
  return (
    <Dialog title={props.title} open onClose={props.onClose} size="small">
      <form className="s-form" onSubmit={submit} aria-label={props.title}>
        {props.text && <div className="s-dialog-text">{props.text}</div>}
        {/* for the browser's password store, which must know whose password this is */}
        <input type="text" name="username" autoComplete="username" value={me.name} readOnly hidden />
        {extra?.first && field}
        <EntryField
          label={m.web_account_passwordNow()}
          name="password"
          secret="current-password"
          value={password}
          onChange={setPassword}
          autoFocus={!extra?.first}
          required
        />
        {!extra?.first && field}
        {!wrong && <Problem problem={problem} keepFocus />}
        <div className="s-dialog-acts">
          <Button onClick={props.onClose}>{m.web_cancel()}</Button>
          <Button type="submit" tone="primary" pending={pending} disabled={!ready}>
            {props.act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
