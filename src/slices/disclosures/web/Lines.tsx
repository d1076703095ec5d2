import { useState } from 'react';
import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMay } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import type { DisclosureView } from '../contract.ts';
import { MarkError } from './ReasonForms.tsx';
import { basisWords, specialWords, wayWords, whatWords } from './words.ts';

/** What left a chart, the newest first. A line that was wrong stays and says so. */
export function Lines({ lines }: { lines: DisclosureView[] }) {
  const locale = useLocale();
  const mayMark = useMay('disclosures.release');
  const [marking, setMarking] = useState<string>();
  return (
    <>
      <DataTable
        label={m.disclosures_lines()}
        rows={lines}
        rowKey={(row) => row.disclosureId}
        columns={[
          {
            id: 'on',
            header: m.disclosures_column_on(),
            cell: (row) => formatPlainDate(row.on, locale, 'short'),
            figures: true,
            width: '7rem',
          },
          {
            id: 'recipient',
            header: m.disclosures_column_recipient(),
            cell: (row) => (
              <>
                <strong>{row.recipientName}</strong>
                <div className="ds-soft">{`${row.recipientAddress} · ${wayWords(row.way)}`}</div>
              </>
            ),
          },
          {
            id: 'what',
            header: m.disclosures_column_what(),
            cell: (row) => (
              <>
                {whatWords(row, locale)}
                {row.special.map((one) => (
                  <SignalBadge key={one} tone="amber">
                    {specialWords(one)}
                  </SignalBadge>
                ))}
              </>
            ),
            hideOn: 'phone',
          },
          {
            id: 'why',
            header: m.disclosures_column_why(),
            cell: (row) => (
              <>
                {row.purpose}
                <div className="ds-soft">{basisWords(row.basis)}</div>
                {row.error && <div className="ds-wrong">{m.disclosures_inError({ reason: row.error })}</div>}
              </>
            ),
          },
        ]}
        more={(row) =>
          mayMark && !row.error
            ? [{ label: m.disclosures_markError(), run: () => setMarking(row.disclosureId) }]
            : []
        }
        empty={<EmptyState title={m.disclosures_noLines()} />}
      />
      {marking && <MarkError disclosureId={marking} onClose={() => setMarking(undefined)} />}
    </>
  );
}
