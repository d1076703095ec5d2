import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLocale } from '#platform/web/language.ts';
import { Go, useGo } from '#platform/web/router/link.tsx';
import { useMay } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type DisclosureView, disclosures, type RequestView } from '../contract.ts';
import { KeptLine } from './Keeping.tsx';
import { LogForm } from './LogForm.tsx';
import { Due } from './RequestTable.tsx';
import { basisWords, stateWords } from './words.ts';
import './disclosures.css';

const shownAtOnce = 3;

/** In the chart: a hold that stands, what is asked for, what left last. `L` logs a release. */
export default function ChartPanel({ patientId }: { patientId: string }) {
  const go = useGo();
  const may = useMay('disclosures.receive');
  const [logging, setLogging] = useState(false);
  const read = useRead(disclosures, 'patientDisclosures', { patientId }, { refreshOn: ['disclosures.'] });
  const log = () => setLogging(true);
  useKeys({ l: may ? { label: m.disclosures_log(), run: log } : undefined });
  return (
    <Panel
      title={m.disclosures_title()}
      actions={
        <>
          {may && (
            <Button keys="L" onClick={log}>
              {m.disclosures_log()}
            </Button>
          )}
          <Button tone="plain" onClick={() => go(`/patients/${patientId}/disclosures`)}>
            {m.disclosures_all()}
          </Button>
        </>
      }
    >
      <KeptLine patientId={patientId} />
      <ReadView read={read} rows={2}>
        {(found) => (
          <>
            <ul className="ds-list">
              {found.requests
                .filter((one) => one.state !== 'closed')
                .map((one) => (
                  <OpenLine key={one.requestId} request={one} />
                ))}
              {found.disclosures
                .filter((one) => !one.error)
                .slice(0, shownAtOnce)
                .map((one) => (
                  <LastLine key={one.disclosureId} line={one} />
                ))}
            </ul>
            {found.disclosures.length === 0 && <p className="ds-soft">{m.disclosures_noLines()}</p>}
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
    </Panel>
  );
}

function OpenLine({ request }: { request: RequestView }) {
  return (
    <li className="ds-line">
      <Go to={`/work/releases/${request.requestId}`}>
        {m.disclosures_asks({ name: request.requesterName })}
      </Go>
      <span>{stateWords(request.state)}</span>
      <Due request={request} />
    </li>
  );
}

function LastLine({ line }: { line: DisclosureView }) {
  const locale = useLocale();
  return (
    <li className="ds-line">
      <span className="s-figures">{formatPlainDate(line.on, locale, 'short')}</span>
      <span>{line.recipientName}</span>
      <span className="ds-soft">{basisWords(line.basis)}</span>
    </li>
  );
}
