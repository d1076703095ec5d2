import { useState } from 'react';
import { m } from '#messages';
import { useKeys } from '../keys/use-keys.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Problem } from '../ui/Problem.tsx';
import { FieldText } from './fields.tsx';

interface Asked {
  title: string;
  /** What stands above the field: an allergy, whose visit it is. */
  text?: string;
  label: string;
  act: string;
  danger?: boolean;
}

/** Asks for the one sentence that stays with an act: why it was wrong, why it is right all the same. */
export function ReasonDialog(props: {
  asked: Asked | undefined;
  onSay: (reason: string) => Promise<unknown>;
  onClose: () => void;
  /** Letters that the act takes. */
  maxLength: number;
  pending: boolean;
  problem?: unknown;
}) {
  const { asked, onClose } = props;
  return (
    <Dialog title={asked?.title ?? ''} open={asked !== undefined} onClose={onClose} size="small">
      {asked && <ReasonForm {...props} asked={asked} />}
    </Dialog>
  );
}

function ReasonForm(props: Parameters<typeof ReasonDialog>[0] & { asked: Asked }) {
  const { asked, pending } = props;
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const say = () => {
    if (reason.trim() === '') return setEmpty(true);
    return void props.onSay(reason.trim()).then(props.onClose, () => undefined);
  };
  useKeys({ 'ctrl+enter': { label: asked.act, run: say } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // React hands it on to the form from which the dialog was opened, which must not save as well
        event.stopPropagation();
        say();
      }}
    >
      {asked.text && <p>{asked.text}</p>}
      <Problem problem={props.problem} />
      <FieldText
        label={asked.label}
        value={reason}
        onChange={setReason}
        maxLength={props.maxLength}
        autoFocus
        required
        {...(empty && { error: m.web_field_required() })}
      />
      <div className="s-reason-acts">
        <Button type="submit" tone={asked.danger ? 'danger' : 'primary'} pending={pending}>
          {asked.act}
        </Button>
        <Button tone="plain" onClick={props.onClose}>
          {m.web_cancel()}
        </Button>
      </div>
    </form>
  );
}
