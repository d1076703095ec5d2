import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { audit } from '../contract.ts';
import { Entries } from './Entries.tsx';

/** Everybody who opened, changed or printed a chart, or was refused it; the newest first. */
export default function WhoLooked({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const [before, setBefore] = useState<string>();
  const read = useRead(audit, 'whoLooked', { patientId, ...(before && { before }) }, { keep: true });
  return (
    <Page
      title={m.audit_chart_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
    >
      <ReadView read={read} rows={8}>
        {(page) => <Entries label={m.audit_chart_title()} page={page} before={before} onPage={setBefore} />}
      </ReadView>
    </Page>
  );
}
