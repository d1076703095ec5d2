import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import type { Coverage, insurance } from '../contract.ts';
import { CoverageForm } from './CoverageForm.tsx';
import { EndCoverageForm } from './EndCoverageForm.tsx';
import { VerifyForm } from './VerifyForm.tsx';

/** Which dialog is open over a list of coverages, and over which of them. */
export type OpenDialog = { act: 'add' } | { act: 'change' | 'check' | 'end'; coverage: Coverage } | undefined;

export function CoverageDialogs(props: {
  patientId: string;
  data: OutputOf<typeof insurance, 'coveragesOf'> | undefined;
  open: OpenDialog;
  onClose: () => void;
  onChecked?: (coverage: Coverage) => void;
}) {
  const { patientId, data, open, onClose } = props;
  const coverage = open && 'coverage' in open ? open.coverage : undefined;
  const payer = coverage?.payer.name ?? '';
  return (
    <>
      <Dialog
        title={open?.act === 'change' ? m.insurance_change_title() : m.insurance_add_title()}
        open={open?.act === 'add' || open?.act === 'change'}
        onClose={onClose}
      >
        <CoverageForm
          patientId={patientId}
          {...(coverage && { coverage })}
          others={data?.coverages ?? []}
          known={data?.known ?? {}}
          onDone={onClose}
        />
      </Dialog>
      <Dialog
        title={m.insurance_check_title({ payer })}
        open={open?.act === 'check'}
        onClose={onClose}
        size="small"
      >
        {coverage && (
          <VerifyForm
            patientId={patientId}
            coverage={coverage}
            onDone={(checked) => {
              onClose();
              props.onChecked?.(checked);
            }}
          />
        )}
      </Dialog>
      <Dialog
        title={m.insurance_end_title({ payer })}
        open={open?.act === 'end'}
        onClose={onClose}
        size="small"
      >
        {coverage && <EndCoverageForm patientId={patientId} coverage={coverage} onDone={onClose} />}
      </Dialog>
    </>
  );
}
