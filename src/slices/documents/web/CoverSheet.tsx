import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { usePaper } from './use-paper.ts';
import { useTypes } from './use-types.ts';

/** Asks what the stack is, and prints the sheet that goes on top of it. */
export function CoverSheet({ patientId, small = false }: { patientId: string; small?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small={small} tone="plain" onClick={() => setOpen(true)}>
        {m.documents_cover()}
      </Button>
      <Dialog title={m.documents_cover_title()} open={open} onClose={() => setOpen(false)}>
        <Choose patientId={patientId} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Choose({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const { options } = useTypes();
  const [type, setType] = useState('');
  const paper = usePaper();
  return (
    <>
      <FieldChips label={m.documents_file_type()} options={options} value={type} onChange={setType} />
      <div className="s-dialog-acts">
        <Button onClick={onDone}>{m.web_cancel()}</Button>
        <Button
          tone="primary"
          disabled={type === ''}
          pending={paper.pending}
          onClick={() => void paper.printCover(patientId, type).then(onDone)}
        >
          {m.documents_cover_print()}
        </Button>
      </div>
    </>
  );
}
