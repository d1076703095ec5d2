import type { ReactNode } from 'react';
import { m } from '#messages';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';

/** Asked once before charts are joined or taken apart, by the key that saves everywhere. */
export function ConfirmDialog(props: {
  title: string;
  act: string;
  children: ReactNode;
  onSay: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog open title={props.title} onClose={props.onClose}>
      {props.children}
      <Acts {...props} />
    </Dialog>
  );
}

function Acts({ act, onSay, onClose }: { act: string; onSay: () => void; onClose: () => void }) {
  useKeys({ 'ctrl+enter': { label: act, run: onSay } });
  return (
    <div className="s-dialog-acts">
      <Button onClick={onClose}>{m.merging_cancel()}</Button>
      <Button tone="primary" onClick={onSay} keys="Ctrl ↵" autoFocus>
        {act}
      </Button>
    </div>
  );
}
