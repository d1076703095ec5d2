import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { DataTable } from '#platform/web/ui/DataTable.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { isOpen, statusWords } from './words.ts';
import './series.css';

/** What a booking of a series says of it: the rule, all of its visits, and the way to change them together. */
export function SeriesLine(props: { booking: Booking; may: boolean; onChange: () => void }) {
  const { booking } = props;
  const read = useRead(
    scheduling,
    'seriesOf',
    { visitId: booking.visitId },
    { refreshOn: ['scheduling.visit'], enabled: booking.seriesId !== null },
  );
  if (!booking.seriesId) return null;
  return (
    <section className="sc-series" aria-label={m.scheduling_series_of()}>
      <ReadView read={read} rows={1}>
        {({ series, visits }) => (
          <>
            <p>
              <strong>{m.scheduling_series_of()}:</strong> {series?.words}
            </p>
            <More label={m.scheduling_series_places()}>
              <DataTable
                label={m.scheduling_series_places()}
                rows={visits}
                rowKey={(row) => row.visitId}
                columns={[
                  {
                    id: 'when',
                    header: m.scheduling_label_time(),
                    cell: (row) => <When at={row.startsAt} />,
                    figures: true,
                  },
                  {
                    id: 'status',
                    header: m.scheduling_label_status(),
                    cell: (row) => (
                      <>
                        {statusWords(row.status)}{' '}
                        {row.exception && (
                          <SignalBadge tone="grey">{m.scheduling_series_exception()}</SignalBadge>
                        )}
                      </>
                    ),
                  },
                ]}
                empty={null}
              />
            </More>
          </>
        )}
      </ReadView>
      {props.may && isOpen(booking) && (
        <Button onClick={props.onChange}>{m.scheduling_series_change()}</Button>
      )}
    </section>
  );
}
