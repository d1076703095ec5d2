import { useState } from 'react';
import { m } from '#messages';
import { isDate, systemClock, today } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { FieldDate } from '#platform/web/form/FieldDate.tsx';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { frontDesk } from '../contract.ts';
import './front-desk.css';
import { measureWords } from './measure-words.ts';

/** How long a day's patients waited: the middle and the long end, and how many could not be counted. */
export default function Waits() {
  const { zone } = useMe().clinic;
  const locale = useLocale();
  const [typed, setTyped] = useState(() => today(systemClock, zone));
  const day = isDate(typed) ? typed : today(systemClock, zone);
  const read = useRead(frontDesk, 'waits', { day }, { refreshOn: ['frontDesk.visitMoved'], keep: true });
  const figure = (value: number | undefined) =>
    value === undefined
      ? m.frontDesk_visit_none()
      : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return (
    <Page
      title={m.frontDesk_waits_title()}
      back="/today"
      filters={
        <FieldDate
          label={<span className="s-hidden">{m.frontDesk_waits_day()}</span>}
          value={typed}
          onChange={setTyped}
          past
        />
      }
    >
      <ReadView read={read}>
        {({ visits, measures, onTime }) =>
          visits === 0 ? (
            <EmptyState title={m.frontDesk_waits_empty()} />
          ) : (
            <>
              <DataTable
                label={m.frontDesk_waits_title()}
                rows={measures}
                rowKey={(row) => row.measure}
                columns={[
                  {
                    id: 'measure',
                    header: m.frontDesk_waits_measure(),
                    cell: (row) => measureWords(row.measure),
                  },
                  {
                    id: 'median',
                    header: m.frontDesk_waits_median(),
                    align: 'end',
                    cell: (row) => figure(row.medianMinutes),
                  },
                  {
                    id: 'p90',
                    header: m.frontDesk_waits_p90(),
                    align: 'end',
                    cell: (row) => figure(row.p90Minutes),
                  },
                  {
                    id: 'counted',
                    header: m.frontDesk_waits_counted(),
                    align: 'end',
                    cell: (row) => figure(row.counted),
                  },
                  {
                    id: 'excluded',
                    header: m.frontDesk_waits_excluded(),
                    align: 'end',
                    cell: (row) => figure(row.excluded),
                  },
                ]}
                empty={null}
              />
              <p>{m.frontDesk_waits_onTime({ onTime: onTime.onTime, counted: onTime.counted })}</p>
              <p className="fd-soft">{m.frontDesk_waits_excludedHint()}</p>
            </>
          )
        }
      </ReadView>
    </Page>
  );
}
