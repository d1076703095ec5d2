import { m } from '#messages';
import { formatDateTime, formatPlainDate } from '#platform/shared/time.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useLocale } from '#platform/web/language.ts';
import { useMe } from '#platform/web/shell/session.ts';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { type Booking, scheduling } from '../contract.ts';
import { isOpen, statusWords } from './words.ts';
import './series.css';

/** The visits that a booking was booked together with, and which distances are not kept. */
export function ChainLine({ booking }: { booking: Booking }) {
  const locale = useLocale();
  const { zone } = useMe().clinic;
  const read = useRead(
    scheduling,
    'chainOf',
    { visitId: booking.visitId },
    { refreshOn: ['scheduling.visit'], enabled: booking.chainId !== null },
  );
  if (!booking.chainId) return null;
  const dayOf = (day: string | null) => formatPlainDate(day ?? booking.day, locale, 'short');
  return (
    <section className="sc-series" aria-label={m.scheduling_chain_of()}>
      <strong>{m.scheduling_chain_of()}</strong>
      <ReadView read={read} rows={2}>
        {({ visits }) => (
          <ol className="sc-parts">
            {visits.map((visit) => (
              <li key={visit.visitId}>
                <span className="s-figures">{formatDateTime(visit.startsAt, locale, zone, 'short')}</span>{' '}
                {visit.visitType}
                {!isOpen(visit) && ` · ${statusWords(visit.status)}`}{' '}
                {visit.broken && (
                  <SignalBadge tone="amber">
                    {m.scheduling_chain_broken({ from: dayOf(visit.fromDay), to: dayOf(visit.toDay) })}
                  </SignalBadge>
                )}
              </li>
            ))}
          </ol>
        )}
      </ReadView>
    </section>
  );
}
