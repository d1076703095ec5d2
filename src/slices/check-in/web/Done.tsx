import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import type { checkIn } from '../contract.ts';
import { Big, SelfPage } from './SelfPage.tsx';

/** Her number, or where to go; no name of hers. */
export function Done({ done, onEnd }: { done: OutputOf<typeof checkIn, 'finish'>; onEnd: () => void }) {
  const { outcome, queueNumber, waitingBefore } = done;
  const title = {
    queued: m.checkIn_done_queued(),
    desk: m.checkIn_done_desk(),
    prepared: m.checkIn_done_prepared(),
  }[outcome];
  return (
    <SelfPage title={title}>
      {queueNumber && (
        <div role="status">
          <p>{m.checkIn_done_number()}</p>
          <p className="ci-number">{queueNumber}</p>
          <p>
            {waitingBefore === undefined
              ? m.checkIn_done_seat()
              : m.checkIn_done_before({ count: waitingBefore })}
          </p>
          {done.printed && <p>{m.checkIn_done_printed()}</p>}
        </div>
      )}
      <Big tone="primary" onClick={onEnd}>
        {m.checkIn_done_finish()}
      </Big>
    </SelfPage>
  );
}
