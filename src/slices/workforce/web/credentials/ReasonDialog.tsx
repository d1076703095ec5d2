import { useState } from 'react';
import { m } from '#messages';
import type { ProblemError } from '#platform/web/client/call.ts';
import { FieldArea } from '#platform/web/form/fields.tsx';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';

interface Props {
  title: string;
  label: string;
  run: (reason: string) => Promise<unknown>;
  pending: boolean;
  problem: ProblemError | undefined;
  onClose: () => void;
}

/** Asks why before something is taken back: the reason stays with it. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog title={props.title} open onClose={props.onClose} size="small">
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: Props) {
  const [reason, setReason] = useState('');
  const save = () => {
    if (reason.trim() === '') return;
    void props.run(reason).then(props.onClose, () => undefined);
  };
  useKeys({ 'ctrl+enter': { label: props.label, run: save } });
  return (
    <div className="s-form">
      <FieldArea
        label={m.workforce_credentials_reason()}
        value={reason}
        onChange={setReason}
        rows={2}
        required
        autoFocus
      />
      <Problem problem={props.problem} />
      <div className="s-dialog-acts">
        <Button onClick={props.onClose}>{m.web_cancel()}</Button>
        <Button
          tone="primary"
          onClick={save}
          pending={props.pending}
          disabled={reason.trim() === ''}
          keys="Ctrl ↵"
        >
          {props.label}
        </Button>
      </div>
    </div>
  );
}
