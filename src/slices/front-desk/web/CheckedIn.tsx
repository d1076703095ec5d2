import { useEffect, useRef } from 'react';
import { m } from '#messages';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useGo } from '#platform/web/router/link.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { PrintButton } from '#platform/web/ui/PrintButton.tsx';
import type { CheckedInVisit, Visit } from './visit-types.ts';

/** The number, big enough to be read across the counter; P prints the slip, Enter goes on to the next person. */
export function CheckedIn({ visit, done }: { visit: Visit; done: CheckedInVisit | undefined }) {
  const go = useGo();
  const slip = usePrint();
  const next = useRef<HTMLButtonElement>(null);
  const slipId = done?.slipId ?? visit.slipId;
  useEffect(() => next.current?.focus(), []);
  return (
    <section className="fd-done" aria-label={m.frontDesk_greet_done()}>
      <h2>{m.frontDesk_greet_done()}</h2>
      <p className="fd-done-name">{visit.patientName}</p>
      <p>{m.frontDesk_greet_number()}</p>
      <p className="fd-done-number" role="status">
        {done?.queueNumber ?? visit.queueNumber}
      </p>
      {done && <p className="fd-soft">{m.frontDesk_greet_waitingBefore({ count: done.waitingBefore })}</p>}
      <div className="fd-acts">
        {slipId && (
          <PrintButton
            label={m.frontDesk_greet_slip()}
            onPrint={() => void slip.print(slipId)}
            pending={slip.pending}
          />
        )}
        <Button tone="primary" ref={next} keys="↵" onClick={() => go('/today')}>
          {m.frontDesk_greet_next()}
        </Button>
      </div>
    </section>
  );
}
