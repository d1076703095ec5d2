import { useState } from 'react';
import { m } from '#messages';
import { FieldText } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';

interface Asked {
  title: string;
  label: string;
  act: string;
  pending: boolean;
  problem?: unknown;
  onSay: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the one sentence that stays with an act. */
export function ReasonDialog(props: Asked) {
  return (
    <Dialog title={props.title} open onClose={props.onClose} size="small">
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: Asked) {
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const say = () => {
    if (reason.trim() === '') return setEmpty(true);
    return void props.onSay(reason.trim()).then(props.onClose, () => undefined);
  };
  useKeys({ 'ctrl+enter': { label: props.act, run: say } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <Problem problem={props.problem} />
      <FieldText
        label={props.label}
        value={reason}
        onChange={setReason}
        maxLength={500}
        autoFocus
        required
        {...(empty && { error: m.web_field_required() })}
      />
      <div className="cp-acts">
        <Button type="submit" tone="primary" pending={props.pending}>
          {props.act}
        </Button>
        <Button tone="plain" onClick={props.onClose}>
          {m.web_cancel()}
        </Button>
      </div>
    </form>
  );
}
