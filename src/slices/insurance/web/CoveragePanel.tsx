import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldCheck } from '#platform/web/form/fields.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { insurance } from '../contract.ts';
import { CoverageDialogs, type OpenDialog } from './CoverageDialogs.tsx';
import { CoverageLine } from './CoverageLine.tsx';

/** The chart's page of insurance cards. */
export default function CoveragePanel({ patientId }: { patientId: string }) {
  const [ended, setEnded] = useState(false);
  const [open, setOpen] = useState<OpenDialog>();
  const mayEdit = useMay('insurance.edit');
  const read = useRead(
    insurance,
    'coveragesOf',
    { patientId, ended },
    { refreshOn: ['insurance.'], keep: true },
  );
  return (
    <Panel
      title={m.insurance_coverages_title()}
      actions={
        mayEdit && (
          <Button small onClick={() => setOpen({ act: 'add' })}>
            {m.insurance_add_act()}
          </Button>
        )
      }
    >
      <ReadView read={read} rows={2}>
        {({ coverages }) =>
          coverages.length === 0 ? (
            <p className="in-note">{m.insurance_coverages_empty()}</p>
          ) : (
            <ul className="in-list">
              {coverages.map((one) => (
                <CoverageLine key={one.id} coverage={one}>
                  {mayEdit && one.state !== 'ended' && (
                    <div className="in-acts">
                      {one.state === 'active' && !one.verifiedToday && (
                        <Button small onClick={() => setOpen({ act: 'check', coverage: one })}>
                          {m.insurance_check_act()}
                        </Button>
                      )}
                      <Button small tone="plain" onClick={() => setOpen({ act: 'change', coverage: one })}>
                        {m.insurance_change_act()}
                      </Button>
                      <Button small tone="plain" onClick={() => setOpen({ act: 'end', coverage: one })}>
                        {m.insurance_end_act()}
                      </Button>
                    </div>
                  )}
                </CoverageLine>
              ))}
            </ul>
          )
        }
      </ReadView>
      <FieldCheck label={m.insurance_coverages_showEnded()} value={ended} onChange={setEnded} />
      <CoverageDialogs
        patientId={patientId}
        data={read.data}
        open={open}
        onClose={() => setOpen(undefined)}
      />
    </Panel>
  );
}
