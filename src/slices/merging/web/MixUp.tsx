import { useState } from 'react';
import { m } from '#messages';
import { FieldChips } from '#platform/web/form/FieldChips.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { AlertForm, OverlayForm, PairForm } from './MixUpForms.tsx';
import './merging.css';

type What = 'pair' | 'alert' | 'overlay';

/** One place for all three ways in which two people are mixed up: one has two charts, two are alike, one's data is another's. */
export default function MixUp({ patientId }: { patientId: string }) {
  const [open, setOpen] = useState(false);
  const [what, setWhat] = useState<What>('pair');
  const close = () => setOpen(false);
  return (
    <>
      <Button tone="plain" onClick={() => setOpen(true)}>
        {m.merging_mixUp_act()}
      </Button>
      <Dialog title={m.merging_mixUp_title()} open={open} onClose={close}>
        <div className="mg-mixup">
          <FieldChips
            label={m.merging_mixUp_what()}
            value={what}
            onChange={(value) => setWhat(value as What)}
            options={[
              { value: 'pair', label: m.merging_mixUp_pair() },
              { value: 'alert', label: m.merging_mixUp_alert() },
              { value: 'overlay', label: m.merging_mixUp_overlay() },
            ]}
          />
          {what === 'pair' && <PairForm patientId={patientId} onDone={close} />}
          {what === 'alert' && <AlertForm patientId={patientId} onDone={close} />}
          {what === 'overlay' && <OverlayForm patientId={patientId} onDone={close} />}
        </div>
      </Dialog>
    </>
  );
}
