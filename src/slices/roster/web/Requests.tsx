import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { type Kind, roster } from '../contract.ts';
import { LeaveRequest } from './LeaveRequest.tsx';
import { SwapRequest } from './SwapRequest.tsx';

/** What waits for the manager: leave, then swaps; below, the leave that lies ahead. */
export function Requests({ kinds }: { kinds: readonly Kind[] }) {
  const leaves = useRead(roster, 'leaves', {}, { refreshOn: ['roster.'] });
  const swaps = useRead(roster, 'swaps', {}, { refreshOn: ['roster.'] });
  return (
    <div className="ro-requests">
      <Panel title={m.roster_requests_leave()}>
        <ReadView read={leaves}>
          {({ leaves: all }) => {
            const asked = all.filter((one) => one.state === 'asked');
            return asked.length === 0 ? (
              <EmptyState title={m.roster_requests_noLeave()} />
            ) : (
              <ul className="ro-list">
                {asked.map((leave) => (
                  <LeaveRequest key={leave.leaveId} leave={leave} kinds={kinds} />
                ))}
              </ul>
            );
          }}
        </ReadView>
      </Panel>
      <Panel title={m.roster_requests_swaps()}>
        <ReadView read={swaps}>
          {({ swaps: all }) =>
            all.length === 0 ? (
              <EmptyState title={m.roster_requests_noSwaps()} />
            ) : (
              <ul className="ro-list">
                {all.map((swap) => (
                  <SwapRequest key={swap.swapId} swap={swap} kinds={kinds} />
                ))}
              </ul>
            )
          }
        </ReadView>
      </Panel>
      <Panel title={m.roster_requests_ahead()}>
        <ReadView read={leaves}>
          {({ leaves: all }) => {
            const approved = all.filter((one) => one.state === 'approved');
            return approved.length === 0 ? (
              <EmptyState title={m.roster_requests_noAhead()} />
            ) : (
              <ul className="ro-list">
                {approved.map((leave) => (
                  <LeaveRequest key={leave.leaveId} leave={leave} kinds={kinds} />
                ))}
              </ul>
            );
          }}
        </ReadView>
      </Panel>
    </div>
  );
}
