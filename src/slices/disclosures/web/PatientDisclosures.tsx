import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { PatientBanner } from '#slices/records/web/index.tsx';
import { disclosures } from '../contract.ts';
import { Keeping } from './Keeping.tsx';
import { Lines } from './Lines.tsx';
import { LogForm } from './LogForm.tsx';
import { Papers } from './Papers.tsx';
import { RequestTable } from './RequestTable.tsx';
import { useAccounting } from './use-accounting.ts';
import './disclosures.css';

/** All that left a chart, all that is asked for, and until when it is kept. `L` logs, `N` enters a request, `P` prints. */
export default function PatientDisclosures({ params }: ScreenProps) {
  const patientId = params.patientId ?? '';
  const go = useGo();
  const may = useMay('disclosures.receive');
  const [logging, setLogging] = useState(false);
  const read = useRead(disclosures, 'patientDisclosures', { patientId }, { refreshOn: ['disclosures.'] });
  const accounting = useAccounting(patientId);
  const ask = () => go(`/patients/${patientId}/disclosures/new`);
  const log = () => setLogging(true);
  useKeys({
    l: may ? { label: m.disclosures_log(), run: log } : undefined,
    n: may ? { label: m.disclosures_new_title(), run: ask } : undefined,
  });
  const acts = (
    <>
      <PrintButton
        label={m.disclosures_accounting_print()}
        onPrint={accounting.print}
        pending={accounting.pending}
      />
      <Button keys="N" onClick={ask}>
        {m.disclosures_new_title()}
      </Button>
      <Button tone="primary" keys="L" onClick={log}>
        {m.disclosures_log()}
      </Button>
    </>
  );
  return (
    <Page
      title={m.disclosures_title()}
      back={`/patients/${patientId}`}
      banner={<PatientBanner patientId={patientId} />}
      actions={may && acts}
    >
      <Problem problem={accounting.problem} />
      <ReadView read={read} rows={8}>
        {(found) => (
          <>
            <Panel title={m.disclosures_requests()}>
              <RequestTable
                label={m.disclosures_requests()}
                requests={found.requests}
                empty={m.disclosures_noRequests()}
              />
            </Panel>
            <Panel title={m.disclosures_lines()}>
              <Given patientId={patientId} />
              <Lines lines={found.disclosures} />
            </Panel>
            <Papers patientId={patientId} papers={found.authorisations} />
            {logging && (
              <LogForm
                patientId={patientId}
                papers={found.authorisations}
                onClose={() => setLogging(false)}
              />
            )}
          </>
        )}
      </ReadView>
      <Keeping patientId={patientId} />
    </Page>
  );
}

/** How many lines the accounting has, and whether the next one is free. */
function Given({ patientId }: { patientId: string }) {
  const read = useRead(disclosures, 'accounting', { patientId }, { refreshOn: ['disclosures.'] });
  const locale = useLocale();
  return (
    <ReadView read={read} rows={1}>
      {({ rows, fromOn, lastGivenOn, free }) => (
        <p className="ds-soft">
          {m.disclosures_accounting_rows({
            count: rows.length,
            day: formatPlainDate(fromOn, locale, 'short'),
          })}{' '}
          {free || !lastGivenOn
            ? m.disclosures_accounting_free()
            : m.disclosures_accounting_given({ day: formatPlainDate(lastGivenOn, locale, 'short') })}
        </p>
      )}
    </ReadView>
  );
}
