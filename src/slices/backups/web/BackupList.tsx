import { m } from '#messages';
import { useLocale } from '#platform/web/language.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import type { Backup } from '../contract.ts';
import { reasonWords, sizeWords, stateWords, trialWords } from './words.ts';

const tones = { asked: 'grey', running: 'grey', good: 'green', failed: 'red' } as const;
const trialTones = { none: 'grey', running: 'grey', good: 'green', failed: 'red' } as const;

/** The last backups with what became of them. */
export function BackupList({ rows }: { rows: Backup[] }) {
  const locale = useLocale();
  return (
    <DataTable
      label={m.backups_list()}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { id: 'at', header: m.backups_col_at(), cell: (row) => <When at={row.at} /> },
        { id: 'reason', header: m.backups_col_reason(), cell: (row) => reasonWords(row.reason) },
        {
          id: 'state',
          header: m.backups_col_state(),
          cell: (row) => (
            <>
              <SignalBadge tone={tones[row.state]}>{stateWords(row.state)}</SignalBadge>
              {row.fault && <div className="s-hint">{row.fault}</div>}
            </>
          ),
        },
        {
          id: 'trial',
          header: m.backups_trial(),
          hideOn: 'phone',
          cell: (row) =>
            row.state === 'good' && (
              <SignalBadge tone={trialTones[row.trial]}>{trialWords(row, locale)}</SignalBadge>
            ),
        },
        {
          id: 'bytes',
          header: m.backups_size(),
          align: 'end',
          figures: true,
          hideOn: 'phone',
          cell: (row) => row.bytes && sizeWords(row.bytes, locale),
        },
      ]}
      empty={<p>{m.backups_health_none()}</p>}
    />
  );
}
