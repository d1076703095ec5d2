import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Slot } from '#platform/web/slots/Slot.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { records } from '../contract.ts';
import AllergiesPanel from './AllergiesPanel.tsx';
import { ChartSections } from './ChartSections.tsx';
import PatientBanner from './PatientBanner.tsx';
import { StatusForm } from './StatusForm.tsx';
import './records.css';

/** The whole chart: what must be known first, then what each duty adds. `absent=1`: the patient was not there to be asked. */
export default function Chart({ params, search }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const go = useGo();
  const mayEdit = useMay('records.edit');
  const [changing, setChanging] = useState(false);
  const withoutPatient = search.absent === '1';
  const read = useRead(
    records,
    'readChart',
    { patientId, ...(withoutPatient && { withoutPatient }) },
    { refreshOn: ['records.', 'orders.', 'vitals.'], keep: true },
  );
  const edit = () => go(`/patients/${patientId}/edit`);
  useKeys({ e: mayEdit ? { label: m.records_edit_act(), run: edit } : undefined });
  return (
    <Page
      title={m.records_chart_title()}
      back="/patients"
      banner={<PatientBanner patientId={patientId} />}
      actions={
        <>
          <Slot name="chart.act" inline props={{ patientId }} />
          {mayEdit && (
            <Button onClick={edit} keys="E">
              {m.records_edit_act()}
            </Button>
          )}
          <Button tone="plain" onClick={() => go(`/patients/${patientId}/history`)}>
            {m.records_history_act()}
          </Button>
          {mayEdit && (
            <Button tone="plain" onClick={() => setChanging(true)}>
              {m.records_status_act()}
            </Button>
          )}
        </>
      }
    >
      <Slot name="chart.summary" props={{ patientId }} />
      <div className="rc-chart">
        <AllergiesPanel patientId={patientId} />
        <ReadView read={read} rows={8}>
          {(chart) => <ChartSections chart={chart} />}
        </ReadView>
        <Slot name="chart.panel" props={{ patientId }} />
      </div>
      <Dialog title={m.records_status_act()} open={changing} onClose={() => setChanging(false)} size="small">
        <StatusForm patientId={patientId} onDone={() => setChanging(false)} />
      </Dialog>
    </Page>
  );
}
