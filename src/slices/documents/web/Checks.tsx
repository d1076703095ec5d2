import { m } from '#messages';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { CheckView } from '../contract.ts';

/** The sample that waits for a second person. */
export function Checks({ checks }: { checks: CheckView[] }) {
  const go = useGo();
  const locale = useLocale();
  return (
    <DataTable
      label={m.documents_checks_tab()}
      rows={checks}
      rowKey={(one) => one.documentId}
      act={(one) => ({
        label: m.documents_checks_open(),
        run: () => go(`/patients/documents/check/${one.documentId}`),
        ...(one.own && { off: m.documents_checks_own() }),
      })}
      columns={[
        {
          id: 'patient',
          header: m.documents_column_patient(),
          cell: (one) => (
            <>
              <strong>{one.patientName}</strong> <span className="doc-soft">{one.recordNumber}</span>
            </>
          ),
        },
        {
          id: 'document',
          header: m.documents_column_document(),
          cell: (one) => (
            <>
              {one.typeLabel}{' '}
              <span className="doc-soft">{formatPlainDate(one.servedOn, locale, 'short')}</span>
            </>
          ),
        },
        {
          id: 'filed',
          header: m.documents_column_filed(),
          cell: (one) => (
            <>
              <When at={one.filedAt} /> <span className="doc-soft">{one.filedBy}</span>
              {one.own && <div className="doc-soft">{m.documents_checks_own()}</div>}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={m.documents_checks_empty()} />}
    />
  );
}
