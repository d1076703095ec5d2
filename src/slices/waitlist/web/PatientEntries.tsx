import { m } from '#messages';
import { formatPlainDate, zonedDay } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { useMay, useMe } from '#platform/web/shell/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { waitlist } from '../contract.ts';
import { stateWords, wishWords } from './words.ts';
import './waitlist.css';

/** What a patient waits for or has waited for, on her chart. */
export default function PatientEntries({ patientId }: { patientId: string }) {
  const read = useRead(waitlist, 'entries', { patientId }, { refreshOn: ['waitlist.'] });
  const may = useMay('scheduling.book');
  const go = useGo();
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const add = () => go(`/calendar/waitlist/add?patientId=${encodeURIComponent(patientId)}`);
  return (
    <Panel title={m.waitlist_title()} actions={may && <Button onClick={add}>{m.waitlist_add()}</Button>}>
      <ReadView read={read} rows={1}>
        {({ entries }) => (
          <DataTable
            label={m.waitlist_title()}
            rows={entries}
            rowKey={(row) => row.entryId}
            columns={[
              { id: 'visit', header: m.waitlist_column_visit(), cell: (row) => row.visitType },
              {
                id: 'wish',
                header: m.waitlist_column_wish(),
                cell: (row) => wishWords(row, locale, zone),
                hideOn: 'phone',
              },
              {
                id: 'since',
                header: m.waitlist_column_since(),
                cell: (row) => formatPlainDate(zonedDay(row.since, zone), locale, 'short'),
                figures: true,
              },
              {
                id: 'now',
                header: m.waitlist_column_now(),
                cell: (row) => (
                  <>
                    {stateWords(row.state)}
                    {row.endReason && <div className="wl-soft">{row.endReason}</div>}
                  </>
                ),
              },
            ]}
            empty={<EmptyState title={m.waitlist_chartEmpty()} />}
          />
        )}
      </ReadView>
    </Panel>
  );
}
