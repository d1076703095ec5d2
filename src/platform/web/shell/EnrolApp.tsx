import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { m } from '#messages';
import { Button } from '../ui/Button.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Problem } from '../ui/Problem.tsx';
import { QrCode } from '../ui/QrCode.tsx';
import { EntryField } from './EntryField.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

/**
 * Sets an authenticator app up: the QR code and the secret as text, one code as the proof, then the recovery codes,
 * shown this once. @param props.confirm resolves with the recovery codes
 */
export function EnrolApp(props: {
  /** What stands above it until the recovery codes come. */
  head?: ReactNode;
  begin: () => Promise<{ secret: string; uri: string }>;
  confirm: (code: string) => Promise<string[]>;
  onDone: () => void;
  onLeave: () => void;
  leaveWords: string;
}) {
  const [made, setMade] = useState<{ secret: string; uri: string }>();
  const [codes, setCodes] = useState<string[]>();
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const begun = useRef(false);
  const { begin } = props;
  useEffect(() => {
    // a second secret would void the one that is being scanned
    if (begun.current) return;
    begun.current = true;
    begin().then(setMade, setProblem);
  }, [begin]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(undefined);
    try {
      setCodes(await props.confirm(code));
    } catch (error) {
      setProblem(error);
      setCode('');
    }
    setPending(false);
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={props.onDone} />;
  return (
    <form className="s-form s-factor" onSubmit={submit} aria-label={m.web_factor_enrolTitle()}>
      {props.head}
      {!made && !problem && <Loading rows={4} />}
      {made && (
        <>
          <ol className="s-steps">
            <li>{m.web_factor_install()}</li>
            <li>
              {m.web_factor_scan()}
              <QrCode text={made.uri} alt={m.web_factor_qr()} className="s-qr" />
              <p className="s-hint">{m.web_factor_type()}</p>
              <p className="s-secret">{made.secret.replace(/(.{4})(?=.)/g, '$1 ')}</p>
            </li>
            <li>{m.web_factor_confirm()}</li>
          </ol>
          <EntryField
            label={m.web_factor_code()}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={setCode}
            maxLength={10}
            autoFocus
            required
          />
        </>
      )}
      <Problem problem={problem} keepFocus />
      {made && (
        <Button type="submit" tone="primary" pending={pending} disabled={code.trim().length < 6}>
          {m.web_factor_turnOn()}
        </Button>
      )}
      <Button tone="plain" onClick={props.onLeave}>
        {props.leaveWords}
      </Button>
    </form>
  );
}
