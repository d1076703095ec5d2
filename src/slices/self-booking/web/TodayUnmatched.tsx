import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Request, selfBooking } from '../contract.ts';
import { MatchDialog } from './MatchDialog.tsx';
import './self-booking.css';

/** Who booked online for today and has no chart yet: on no board, since a board is of patients, and yet about to come in. */
export default function TodayUnmatched() {
  const refreshOn = ['selfBooking.', 'scheduling.visit'];
  const read = useRead(selfBooking, 'requests', { today: true }, { refreshOn });
  const [matching, setMatching] = useState<Request>();
  const requests = read.data?.requests ?? [];
  if (requests.length === 0 && !matching) return null;
  return (
    <section className="sb-today" aria-label={m.selfBooking_today_title()}>
      <h2>{m.selfBooking_today_title()}</h2>
      <ul>
        {requests.map((one) => (
          <li key={one.requestId}>
            <span className="s-figures">
              <When at={one.startsAt} as="time" />
            </span>
            <span>
              <strong>{one.name}</strong>{' '}
              <span className="sb-soft">
                {one.visitType} · {one.practitionerName}
              </span>
            </span>
            <Button small onClick={() => setMatching(one)}>
              {m.selfBooking_today_match()}
            </Button>
          </li>
        ))}
      </ul>
      {matching && <MatchDialog request={matching} onClose={() => setMatching(undefined)} />}
    </section>
  );
}
