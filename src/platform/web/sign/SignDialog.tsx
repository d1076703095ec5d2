import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import type { ProblemError } from '../client/call.ts';
import { useAct } from '../client/use-act.ts';
import { FieldSelect, FieldPassword } from '../form/fields.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { useMe } from '../shell/session.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Problem } from '../ui/Problem.tsx';

interface Props {
  title: string;
  /** What is signed, in one line. */
  text?: string;
  act: string;
  /** Others at this device of whom one signs in place; without it the person at the screen signs. */
  signers?: { staffId: string; name: string }[];
  /** What is signed with the proof. */
  onSign: (proof: string) => Promise<unknown>;
  pending: boolean;
  problem: ProblemError | undefined;
  onClose: () => void;
}

/** Asks who signs for her PIN, or herself for her password; the screen stays whose it is. */
export function SignDialog(props: Props & { open: boolean }) {
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose} size="small">
      {props.open && <SignForm {...props} />}
    </Dialog>
  );
}

function SignForm(props: Props) {
  const me = useMe();
  const { signers } = props;
  const [staffId, setStaffId] = useState(signers?.[0]?.staffId ?? me.staffId);
  const [byPassword, setByPassword] = useState(!signers && !me.hasPin);
  const [secret, setSecret] = useState('');
  const prove = useAct(identity, 'proveSelf');
  const sign = async () => {
    if (secret === '') return;
    const { proof } = await prove.run(byPassword ? { password: secret } : { pin: secret, staffId });
    await props.onSign(proof);
    props.onClose();
  };
  const run = () => void sign().catch(() => setSecret(''));
  useKeys({ 'ctrl+enter': { label: props.act, run } });
  return (
    <form
      className="s-form"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      {props.text && <p>{props.text}</p>}
      {signers && (
        <FieldSelect
          label={m.web_sign_who()}
          value={staffId}
          onChange={setStaffId}
          options={signers.map((one) => ({ value: one.staffId, label: one.name }))}
        />
      )}
      <FieldPassword
        label={byPassword ? m.web_sign_password() : signers ? m.web_sign_herPin() : m.web_sign_pin()}
        value={secret}
        onChange={setSecret}
        required
        autoFocus
      />
      {!signers && me.hasPin && (
        <p>
          <Button small tone="plain" onClick={() => setByPassword(!byPassword)}>
            {byPassword ? m.web_sign_usePin() : m.web_sign_usePassword()}
          </Button>
        </p>
      )}
      <Problem problem={prove.problem ?? props.problem} />
      <div className="s-dialog-acts">
        <Button onClick={props.onClose}>{m.web_cancel()}</Button>
        <Button type="submit" tone="primary" pending={prove.pending || props.pending} keys="Ctrl ↵">
          {props.act}
        </Button>
      </div>
    </form>
  );
}
