import { type FormEvent, useState } from 'react';
import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { ProblemError } from '../client/call.ts';
import { useRead } from '../client/use-read.ts';
import { Button } from '../ui/Button.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Problem } from '../ui/Problem.tsx';
import { EntryField } from './EntryField.tsx';
import { Cover } from './Cover.tsx';
import { type Halfway, resetPassword, takeInvitation } from './entering.ts';
import { SecondStep } from './SecondStep.tsx';

/** Where somebody who was invited, or who forgot her password, chooses one. */
export default function LinkPage(props: { token: string; onLeave: () => void }) {
  const link = useRead(identity, 'readLink', { token: props.token });
  const leave = () => {
    // The token must not stay in the history of a shared PC.
    history.replaceState(null, '', '/');
    props.onLeave();
  };
  return (
    <Cover>
      <div className="s-card s-signin">
        {link.loading && <Loading rows={4} />}
        {link.problem && (
          <>
            <h1>{m.web_link_title()}</h1>
            <Problem problem={link.problem} onRetry={link.refresh} />
            <Button onClick={leave}>{m.web_link_toSignIn()}</Button>
          </>
        )}
        {link.data && <ChoosePassword link={link.data} token={props.token} onDone={leave} />}
      </div>
    </Cover>
  );
}

function ChoosePassword(props: {
  link: OutputOf<typeof identity, 'readLink'>;
  token: string;
  onDone: () => void;
}) {
  const { link, token } = props;
  const invited = link.kind === 'invitation';
  const [password, setPassword] = useState('');
  const [pin, setPin] = useState('');
  const [halfway, setHalfway] = useState<Halfway>();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    try {
      const next = await (invited ? takeInvitation(token, password, pin) : resetPassword(token, password));
      if (next) return setHalfway(next);
      props.onDone();
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : undefined);
      setPending(false);
    }
  };
  if (halfway) return <SecondStep halfway={halfway} onDone={props.onDone} onLeave={props.onDone} />;
  const wordsFor = (path: string) => problem?.fields.find((field) => field.path === path)?.words;
  const elsewhere = problem && !wordsFor('password') && !wordsFor('pin');
  return (
    <form className="s-form" onSubmit={submit}>
      <h1>{invited ? m.web_link_welcome({ name: link.name }) : m.web_link_reset({ name: link.name })}</h1>
      <p>{link.clinicName}</p>
      <EntryField
        label={m.web_signIn_login()}
        name="username"
        value={link.login}
        onChange={() => undefined}
        readOnly
      />
      <EntryField
        label={m.web_link_newPassword()}
        hint={m.web_link_newPasswordHint()}
        name="password"
        secret="new-password"
        value={password}
        onChange={setPassword}
        error={wordsFor('password')}
        autoFocus
        required
      />
      {invited && (
        <EntryField
          label={m.web_link_pin()}
          hint={m.web_link_pinHint()}
          name="pin"
          inputMode="numeric"
          maxLength={8}
          value={pin}
          onChange={(text) => setPin(text.replace(/\D/g, ''))}
          error={wordsFor('pin')}
        />
      )}
      {elsewhere && <Problem problem={problem} />}
      <Button type="submit" tone="primary" pending={pending} disabled={password === ''}>
        {m.web_link_save()}
      </Button>
    </form>
  );
}
