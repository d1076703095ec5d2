import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { formatPlainDate } from '#platform/shared/time.ts';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import type { competencies } from '../contract.ts';
import { checkOffPath, passportPath } from './paths.ts';

type Due = OutputOf<typeof competencies, 'matrix'>['due'][number];

/** What ends within 90 days or has ended, the nearest first. */
export function DueList({ due }: { due: Due[] }) {
  const locale = useLocale();
  const go = useGo();
  const me = useMe();
  const mayObserve = useMay('competencies.observe');
  return (
    <DataTable
      label={m.competencies_matrix_due()}
      rows={due}
      rowKey={(row) => `${row.staffId}${row.code}`}
      columns={[
        { id: 'name', header: m.competencies_matrix_person(), cell: (row) => <strong>{row.name}</strong> },
        { id: 'label', header: m.competencies_paper_column_competency(), cell: (row) => row.label },
        {
          id: 'day',
          header: m.competencies_due_day(),
          cell: (row) => formatPlainDate(row.throughDay, locale, 'short'),
          figures: true,
        },
        {
          id: 'left',
          header: m.competencies_paper_column_state(),
          cell: (row) =>
            row.daysLeft < 0 ? m.competencies_due_over() : m.competencies_due_left({ days: row.daysLeft }),
        },
      ]}
      tone={(row) => (row.daysLeft < 0 ? 'red' : row.daysLeft <= 30 ? 'amber' : undefined)}
      act={(row) =>
        mayObserve && row.staffId !== me.staffId
          ? {
              label: m.competencies_passport_checkOff(),
              run: () => go(checkOffPath(row.staffId, row.code)),
            }
          : undefined
      }
      open={(row) => go(passportPath(row.staffId))}
      empty={<EmptyState title={m.competencies_due_none()} />}
    />
  );
}
