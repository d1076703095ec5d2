import { useState } from 'react';
import { m } from '#messages';
import { Button, type ButtonProps } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/** For what posts, merges, releases or goes outside, and for nothing else: everything else has an undo. */
export function ConfirmButton(props: {
  label: string;
  title: string;
  text: string;
  /** Names the act: "Post the journal", never "OK". */
  confirm: string;
  onConfirm: () => void;
  pending?: boolean;
  tone?: ButtonProps['tone'];
  disabled?: boolean;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => setOpen(true)}
        tone={props.tone ?? 'quiet'}
        pending={props.pending ?? false}
        disabled={props.disabled ?? false}
      >
        {props.label}
      </Button>
      <Dialog title={props.title} open={open} onClose={() => setOpen(false)} size="small">
        <p className="s-dialog-text">{props.text}</p>
        <div className="s-dialog-acts">
          <Button onClick={() => setOpen(false)}>{m.web_cancel()}</Button>
          <Button
            tone="primary"
            onClick={() => {
              setOpen(false);
              props.onConfirm();
            }}
          >
            {props.confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
